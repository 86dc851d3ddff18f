"""REST: each route of FEDn's real controller application takes the tokens of its role, no others.

The server is FEDn's own Flask application (`fedn.network.api.server.app`) with its real routes,
its real guard (`jwt_auth_required`, fedn/network/api/auth.py:39) and a real, empty SQLite state
store, in a process configured by FEDn's environment variables only: see serve_fedn.py.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from federation import ROLES
from fedn_node import FednNode, RestAnswer, as_fedn_sends
from masked import Masked

REFUSED = RestAnswer(401, "Invalid token")
MISSING = RestAnswer(401, "Missing token")
OBSOLETE = (
    "Adding combiner via REST API is obsolete. "
    "Include statestore and object store config in combiner config."
)

# (route, role of the route, what FEDn answers once the guard has let the request pass)
ROUTES: tuple[tuple[str, str, RestAnswer], ...] = (
    ("GET /get_controller_status", "admin", RestAnswer(200)),
    ("GET /api/v1/models/", "admin", RestAnswer(200)),
    ("GET /api/v1/clients/", "admin", RestAnswer(200)),
    ("POST /api/v1/sessions/start", "admin", RestAnswer(400, "Session ID is required")),
    ("POST /api/v1/clients/add", "client", RestAnswer(400, "No combiner available.")),
    ("GET /api/v1/packages/download", "client", RestAnswer(404, "No active package")),
    ("GET /api/v1/packages/checksum", "client", RestAnswer(404, "No compute package uploaded")),
    ("POST /add_combiner", "combiner", RestAnswer(410, OBSOLETE)),
)
MATRIX = [
    pytest.param(
        route,
        token_role,
        passed if token_role == role else REFUSED,
        id=f"{route} {'takes' if token_role == role else 'refuses'} {token_role}",
    )
    for route, role, passed in ROUTES
    for token_role in ROLES
]
# How many routes fedn 0.33.0 guards for each role: a new release that adds some is noticed.
GUARDED = {"admin": 124, "client": 6, "combiner": 1}


@pytest.mark.parametrize(("route", "role", "expected"), MATRIX)
def test_rest(
    route: str, role: str, expected: RestAnswer, fedn: FednNode, tokens: Mapping[str, Masked]
) -> None:
    """A role that is not the route's gets 401 "Invalid token" (fedn/network/api/auth.py:58)."""
    assert fedn.rest(route, as_fedn_sends(tokens[role])) == expected


@pytest.mark.parametrize(("route", "role", "passed"), ROUTES, ids=[route for route, *_ in ROUTES])
def test_rest_without_a_token_is_refused(
    route: str, role: str, passed: RestAnswer, fedn: FednNode
) -> None:
    """fedn/network/api/auth.py:49."""
    assert fedn.rest(route, None) == MISSING


def test_the_routes_are_those_of_the_contract(fedn: FednNode) -> None:
    """Counted in the running application, not in a copy of its list."""
    roles = [role for role in fedn.routes.values() if role]
    assert {role: roles.count(role) for role in set(roles)} == GUARDED


@pytest.mark.parametrize("role", GUARDED)
def test_every_guarded_route_takes_its_role(
    role: str, fedn: FednNode, tokens: Mapping[str, Masked]
) -> None:
    """All routes: what the guard lets pass is answered by FEDn's handler, whatever it says.

    A bare 500 would be the guard's own failure (a missing claim), so it does not count.
    """
    answers = _answers(fedn, role, as_fedn_sends(tokens[role]))
    assert {
        route: answer
        for route, answer in answers.items()
        if answer.status == 401 or answer == RestAnswer(500)
    } == {}


@pytest.mark.parametrize(
    ("role", "token_role"),
    [(role, other) for role in GUARDED for other in (*ROLES, "nobody") if other != role],
)
def test_every_guarded_route_refuses_whoever_is_not_its_role(
    role: str, token_role: str, fedn: FednNode, tokens: Mapping[str, Masked]
) -> None:
    """All routes against the tokens of all other roles, and against no token at all."""
    sent = as_fedn_sends(tokens[token_role]) if token_role in tokens else None
    expected = REFUSED if sent else MISSING
    answers = _answers(fedn, role, sent)
    assert answers == dict.fromkeys(answers, expected)


def _answers(fedn: FednNode, role: str, sent: Masked | None) -> dict[str, RestAnswer]:
    guarded = [route for route, guard in fedn.routes.items() if guard == role]
    return {route: fedn.rest(re.sub("<[^>]*>", "none", route), sent) for route in guarded}
