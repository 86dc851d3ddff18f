"""Tokens whose signature is right and whose claims are not.

Tokens of another project are the realm's own, sent to a FEDn of another project. Claims that the
realm must never issue are signed with a throw-away key, in a FEDn that is configured with that
key's PEM; a token of that key with the right claims is taken, so the claims are what is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from federation import ROLES, Federation
from fedn_node import FednNode, RestAnswer, RpcAnswer, as_fedn_sends
from forgery import OwnKey
from masked import Masked

REST_ROUTES = {
    "admin": "GET /api/v1/models/",
    "client": "GET /api/v1/packages/checksum",
    "combiner": "POST /add_combiner",
}
GRPC_METHOD = "/fedn.Connector/SendHeartbeat"
REST_INVALID = RestAnswer(401, "Invalid token")
GRPC_DENIED = RpcAnswer("PERMISSION_DENIED", "Insufficient permissions")
GRPC_INVALID = RpcAnswer("UNAUTHENTICATED", "Invalid token")
# `payload[KEY]` of a claim that is not there is a KeyError (fedn/network/api/auth.py:27): Flask
# makes it a 500, the interceptor puts its text into an answer (fedn/network/grpc/auth.py:93).
REST_KEY_ERROR = RestAnswer(500)
GRPC_KEY_ERROR = RpcAnswer("UNKNOWN", "'project'")

WITHOUT: Any = object()
# What differs from the right claims, REST's answer, gRPC's answer.
CLAIMS: dict[str, tuple[dict[str, Any], RestAnswer, RpcAnswer]] = {
    "right claims are taken": ({}, RestAnswer(200), RpcAnswer("OK")),
    "role as an array": ({"role": ["{role}"]}, REST_INVALID, GRPC_DENIED),
    "role in other letters": ({"role": "{ROLE}"}, REST_INVALID, GRPC_DENIED),
    "no role": ({"role": WITHOUT}, REST_INVALID, GRPC_DENIED),
    "project as an array": ({"project": ["{project}"]}, REST_INVALID, GRPC_DENIED),
    "another project": ({"project": "another"}, REST_INVALID, GRPC_DENIED),
    "empty project": ({"project": ""}, REST_INVALID, GRPC_DENIED),
    "no project": ({"project": WITHOUT}, REST_KEY_ERROR, GRPC_KEY_ERROR),
    "an audience": ({"aud": "account"}, REST_INVALID, GRPC_INVALID),
    "several audiences": ({"aud": ["account", "fedn"]}, REST_INVALID, GRPC_INVALID),
    "not valid yet": ({"nbf": 32503680000}, REST_INVALID, GRPC_INVALID),
}
REST_ROWS = [pytest.param(changed, rest, id=row) for row, (changed, rest, _) in CLAIMS.items()]
GRPC_ROWS = [pytest.param(changed, rpc, id=row) for row, (changed, _, rpc) in CLAIMS.items()]


@pytest.mark.parametrize("role", REST_ROUTES)
def test_rest_of_another_project_refuses(
    role: str, fedn_of_another_project: FednNode, tokens: Mapping[str, Masked]
) -> None:
    """The realm's own tokens at a FEDn of another project (fedn/network/api/auth.py:60)."""
    sent = as_fedn_sends(tokens[role])
    assert fedn_of_another_project.rest(REST_ROUTES[role], sent) == REST_INVALID


@pytest.mark.parametrize("role", ROLES)
def test_grpc_of_another_project_refuses(
    role: str, fedn_of_another_project: FednNode, tokens: Mapping[str, Masked]
) -> None:
    """The same at gRPC (fedn/network/grpc/auth.py:85)."""
    assert fedn_of_another_project.grpc(GRPC_METHOD, as_fedn_sends(tokens[role])) == GRPC_DENIED


@pytest.mark.parametrize(("changed", "expected"), REST_ROWS)
def test_rest_with(
    changed: dict[str, Any],
    expected: RestAnswer,
    fedn_with_own_key: FednNode,
    own_key: OwnKey,
    federation: Federation,
) -> None:
    """fedn/network/api/auth.py:57-67."""
    token = own_key.token(**_claims("admin", federation.project, changed))
    assert fedn_with_own_key.rest(REST_ROUTES["admin"], as_fedn_sends(token)) == expected


@pytest.mark.parametrize(("changed", "expected"), GRPC_ROWS)
def test_grpc_with(
    changed: dict[str, Any],
    expected: RpcAnswer,
    fedn_with_own_key: FednNode,
    own_key: OwnKey,
    federation: Federation,
) -> None:
    """fedn/network/grpc/auth.py:79-95."""
    token = own_key.token(**_claims("client", federation.project, changed))
    assert fedn_with_own_key.grpc(GRPC_METHOD, as_fedn_sends(token)) == expected


def _claims(role: str, project: str, changed: Mapping[str, Any]) -> dict[str, Any]:
    """The right claims with a row's changes; `{role}` and `{project}` stand for the right value."""

    def filled(value: Any) -> Any:
        if isinstance(value, list):
            return [filled(element) for element in value]
        if isinstance(value, str):
            return value.format(role=role, ROLE=role.upper(), project=project)
        return value

    claims = {"role": role, "project": project, **changed}
    return {name: filled(value) for name, value in claims.items() if value is not WITHOUT}
