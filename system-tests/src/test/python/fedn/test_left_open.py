"""What fedn 0.33.0 itself leaves open, whatever the tokens say.

No token can close these; whoever operates FEDn must, with a proxy or a network that only the
right machines reach. They are asserted so that a release of FEDn that closes one is noticed, and
so that "exactly the routes of their role" is not read as more than it is.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from federation import ROLES
from fedn_node import FednNode, RestAnswer, RpcAnswer, as_fedn_sends
from masked import Masked
from test_grpc_roles import CONTROLLER_METHODS

# The whole of fedn/network/api/server.py and fedn/network/api/v1 that has no guard.
OPEN_ROUTES = {
    "GET /health",
    "GET /static/<path:filename>",
    # Reads models, sessions, clients …: no guard at fedn/network/api/server.py:35.
    "POST /api/v1/graphql",
    # The guard stands above @bp.route, so the route never gets it (v1/metric_routes.py:135).
    "POST /api/v1/metrics/list",
}
# fedn/network/grpc/auth.py:23.
OPEN_METHODS = (
    "/fedn.Connector/AcceptingClients",
    "/fedn.Connector/ListActiveClients",
    *CONTROLLER_METHODS,
)
# Not in the table of roles (fedn/network/grpc/auth.py:8): any role's token of the project will do.
METHODS_OF_EVERY_ROLE = (
    "/fedn.Combiner/SendModelPrediction",
    "/fedn.Combiner/SendBackwardCompletion",
    "/fedn.Combiner/SendModelMetric",
    "/fedn.Combiner/SendAttributeMessage",
    "/fedn.Combiner/SendTelemetryMessage",
    "/fedn.Connector/AllianceStatusStream",
    "/fedn.Connector/ReassignClient",
    "/fedn.Connector/ReconnectClient",
)


def test_rest_routes_without_a_guard_are_these_and_no_others(fedn: FednNode) -> None:
    """Read from the running application."""
    assert {route for route, role in fedn.routes.items() if role is None} == OPEN_ROUTES


def test_rest_lists_metrics_without_a_token(fedn: FednNode) -> None:
    """fedn/network/api/v1/metric_routes.py:135."""
    assert fedn.rest("POST /api/v1/metrics/list", None) == RestAnswer(200)


@pytest.mark.parametrize("method", OPEN_METHODS)
def test_grpc_asks_for_no_token(method: str, fedn: FednNode) -> None:
    """The whitelist of fedn/network/grpc/auth.py:23, checked before the token is read."""
    assert fedn.grpc(method, None) == RpcAnswer("OK")


@pytest.mark.parametrize("method", METHODS_OF_EVERY_ROLE)
@pytest.mark.parametrize("role", ROLES)
def test_grpc_takes_every_role(
    method: str, role: str, fedn: FednNode, tokens: Mapping[str, Masked]
) -> None:
    """`allowed_roles` is None there (fedn/network/grpc/auth.py:40)."""
    assert fedn.grpc(method, as_fedn_sends(tokens[role])) == RpcAnswer("OK")


@pytest.mark.parametrize("method", METHODS_OF_EVERY_ROLE)
def test_grpc_still_wants_a_token_there(method: str, fedn: FednNode) -> None:
    """fedn/network/grpc/auth.py:71."""
    assert fedn.grpc(method, None) == RpcAnswer("UNAUTHENTICATED", "Token is missing")


def test_grpc_lets_whoever_says_to_be_a_health_probe_in(fedn: FednNode) -> None:
    """fedn/network/grpc/auth.py:67: the user agent, which the caller chooses, replaces a token."""
    answer = fedn.grpc("/fedn.Connector/SendHeartbeat", None, user_agent="grpc_health_probe")
    assert answer == RpcAnswer("OK")
