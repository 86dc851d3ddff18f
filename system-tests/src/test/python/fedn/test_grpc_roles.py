"""gRPC: each method behind FEDn's real interceptor takes the tokens of its role, no others.

Real are the interceptor (fedn/network/grpc/auth.py:53), the stubs and messages of fedn.proto, the
wire, and the metadata, which FEDn's own `GrpcAuth` makes; the methods themselves answer an empty
message: see serve_fedn.py.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from fedn.network.grpc.auth import check_role_claims

from compact_jwt import claims
from federation import ROLES
from fedn_node import FednNode, RpcAnswer, as_fedn_sends
from masked import Masked

TAKEN = RpcAnswer("OK")
REFUSED = RpcAnswer("PERMISSION_DENIED", "Insufficient permissions")
CLIENT_METHODS = (
    "/fedn.Combiner/TaskStream",
    "/fedn.Combiner/SendModelUpdate",
    "/fedn.Combiner/SendModelValidation",
    "/fedn.Connector/SendHeartbeat",
    "/fedn.Connector/SendStatus",
    "/fedn.ModelService/Download",
    "/fedn.ModelService/Upload",
)
CONTROLLER_METHODS = (
    "/fedn.Control/Start",
    "/fedn.Control/Stop",
    "/fedn.Control/FlushAggregationQueue",
    "/fedn.Control/SetAggregator",
    "/fedn.Control/SetServerFunctions",
)
CLIENT_MATRIX = [
    pytest.param(
        method,
        role,
        TAKEN if role == "client" else REFUSED,
        id=f"{method} {'takes' if role == 'client' else 'refuses'} {role}",
    )
    for method in CLIENT_METHODS
    for role in ROLES
]
TABLE = [
    pytest.param(method, role, role == owner, id=f"{method} is for {owner}: {role}")
    for owner, methods in (("client", CLIENT_METHODS), ("controller", CONTROLLER_METHODS))
    for method in methods
    for role in ROLES
]


@pytest.mark.parametrize(("method", "role", "expected"), CLIENT_MATRIX)
def test_grpc(
    method: str, role: str, expected: RpcAnswer, fedn: FednNode, tokens: Mapping[str, Masked]
) -> None:
    """fedn/network/grpc/auth.py:82; all kinds of call: unary, and streams both ways."""
    assert fedn.grpc(method, as_fedn_sends(tokens[role])) == expected


@pytest.mark.parametrize("method", CLIENT_METHODS)
def test_grpc_without_a_token_is_refused(method: str, fedn: FednNode) -> None:
    """fedn/network/grpc/auth.py:71."""
    assert fedn.grpc(method, None) == RpcAnswer("UNAUTHENTICATED", "Token is missing")


@pytest.mark.parametrize("method", CONTROLLER_METHODS)
def test_grpc_takes_the_controllers_token(
    method: str, fedn: FednNode, tokens: Mapping[str, Masked]
) -> None:
    """The only role that these methods are for; today they are open: test_left_open.py."""
    assert fedn.grpc(method, as_fedn_sends(tokens["controller"])) == TAKEN


@pytest.mark.parametrize(("method", "role", "passes"), TABLE)
def test_fedns_own_table_of_roles(
    method: str, role: str, passes: bool, tokens: Mapping[str, Masked]
) -> None:
    """`check_role_claims` of fedn/network/grpc/auth.py:36 on what our tokens say.

    For the controller's methods it shows that our tokens will do when FEDn ends its whitelist.
    """
    assert check_role_claims(claims(tokens[role]), method) is passes
