"""Forged, foreign and malformed tokens, at REST and at gRPC.

Each forgery starts from tokens of the realm, and the role of the token it starts from (or, for the
rewritten claims, the role it pretends to) is the one that the route wants: what is refused is the
forgery and nothing else. That the untouched tokens are taken is shown in test_rest_roles.py and
test_grpc_roles.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pytest

import forgery
from compact_jwt import claims
from federation import Federation
from fedn_node import FednNode, RestAnswer, RpcAnswer, as_fedn_sends
from masked import Masked

# Where each forged token is sent, and the role that it would need there.
REST_ROUTE, REST_ROLE = "GET /api/v1/models/", "admin"
GRPC_METHOD, GRPC_ROLE = "/fedn.Connector/SendHeartbeat", "client"

# PyJWT's InvalidTokenError (fedn/network/api/auth.py:66, fedn/network/grpc/auth.py:89).
REST_INVALID = RestAnswer(401, "Invalid token")
GRPC_INVALID = RpcAnswer("UNAUTHENTICATED", "Invalid token")


@dataclass(frozen=True)
class Material:
    """What a forger has: everybody's tokens and the public key, but no private key."""

    tokens: Mapping[str, Masked]
    public_key: str
    federation: Federation


Forgery = Callable[[Material, str], Masked]


def _of_another_role(role: str) -> str:
    return "combiner" if role != "combiner" else "client"


FORGERIES: dict[str, Forgery] = {
    "payload changed, another role written in": lambda m, role: forgery.with_claims(
        m.tokens[_of_another_role(role)], role=role
    ),
    "payload changed, expiry put off": lambda m, role: forgery.with_claims(
        m.tokens[role], exp=claims(m.tokens[role])["exp"] + 86400
    ),
    "signature changed by one bit": lambda m, role: forgery.with_changed_signature(m.tokens[role]),
    "signature left out": lambda m, role: forgery.without_signature(m.tokens[role]),
    "signature of another role's token": lambda m, role: forgery.with_signature_of(
        m.tokens[role], m.tokens[_of_another_role(role)]
    ),
    "HS256 signed with the public key's PEM": lambda m, role: forgery.with_hs256(
        m.tokens[role], m.public_key.encode()
    ),
    "HS256 signed with the PEM without its last newline": lambda m, role: forgery.with_hs256(
        m.tokens[role], m.public_key.strip().encode()
    ),
    "alg none": lambda m, role: forgery.unsigned(m.tokens[role], "none"),
    "alg nOnE": lambda m, role: forgery.unsigned(m.tokens[role], "nOnE"),
    "signed by another realm's key": lambda m, role: m.federation.short_lived.token(role),
    "no JWT at all": lambda m, role: Masked("garbage"),
    "three parts of garbage": lambda m, role: Masked("gar.ba.ge"),
}


@pytest.fixture
def material(tokens: Mapping[str, Masked], public_key: str, federation: Federation) -> Material:
    """The forger's material."""
    return Material(tokens, public_key, federation)


@pytest.mark.parametrize("forge", FORGERIES.values(), ids=FORGERIES.keys())
def test_rest_refuses(forge: Forgery, material: Material, fedn: FednNode) -> None:
    """Answered 401 "Invalid token", as every token that PyJWT does not decode."""
    sent = as_fedn_sends(forge(material, REST_ROLE))
    assert fedn.rest(REST_ROUTE, sent) == REST_INVALID


@pytest.mark.parametrize("forge", FORGERIES.values(), ids=FORGERIES.keys())
def test_grpc_refuses(forge: Forgery, material: Material, fedn: FednNode) -> None:
    """Answered UNAUTHENTICATED, not PERMISSION_DENIED: nobody is known to have asked."""
    sent = as_fedn_sends(forge(material, GRPC_ROLE))
    assert fedn.grpc(GRPC_METHOD, sent) == GRPC_INVALID


@pytest.mark.parametrize("scheme", ["Token", "bearer", "Basic"])
def test_rest_refuses_another_scheme(
    scheme: str, tokens: Mapping[str, Masked], fedn: FednNode
) -> None:
    """fedn/network/api/auth.py:52; FEDn compares the scheme with regard to case."""
    sent = Masked(f"{scheme} {tokens[REST_ROLE].reveal()}")
    expected = RestAnswer(401, "Invalid token scheme, expected Bearer")
    assert fedn.rest(REST_ROUTE, sent) == expected


@pytest.mark.parametrize("scheme", ["Token", "bearer", "Basic"])
def test_grpc_refuses_another_scheme(
    scheme: str, tokens: Mapping[str, Masked], fedn: FednNode
) -> None:
    """fedn/network/grpc/auth.py:74."""
    sent = Masked(f"{scheme} {tokens[GRPC_ROLE].reveal()}")
    expected = RpcAnswer("UNAUTHENTICATED", "Invalid token scheme, expected Bearer")
    assert fedn.grpc(GRPC_METHOD, sent) == expected
