"""Expired tokens, waited for: tokens of a realm whose access tokens live a few seconds.

Each token is taken while it lives, and the same token is refused once FEDn's own decoder says so;
nothing is minted and no clock is set.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from federation import Federation
from fedn_node import FednNode, RestAnswer, RpcAnswer, as_fedn_sends

Answer = RestAnswer | RpcAnswer
LIMIT_SECONDS = 20
POLL_SECONDS = 0.2
EXPIRED = RestAnswer(401, "Token expired")


@dataclass(frozen=True)
class Row:
    """A token's role, where it is sent, and FEDn's answers while it lives and after that."""

    role: str
    target: str
    alive: Answer
    expired: Answer


ROWS = (
    Row("admin", "GET /api/v1/models/", RestAnswer(200), EXPIRED),
    Row(
        "client",
        "GET /api/v1/packages/checksum",
        RestAnswer(404, "No compute package uploaded"),
        EXPIRED,
    ),
    # PyJWT's ExpiredSignatureError is an InvalidTokenError, which the interceptor catches first
    # (fedn/network/grpc/auth.py:89 before :91): gRPC never says "Token expired".
    Row(
        "client",
        "/fedn.Connector/SendHeartbeat",
        RpcAnswer("OK"),
        RpcAnswer("UNAUTHENTICATED", "Invalid token"),
    ),
)


@dataclass(frozen=True)
class Seen:
    """FEDn's first answer to a new token, and the first one that differs from it."""

    alive: Answer
    expired: Answer


@pytest.fixture(scope="module")
def seen(fedn_of_short_lived_realm: FednNode, federation: Federation) -> dict[Row, Seen]:
    """Each token is asked with as soon as it is there; then all age together."""
    asks: dict[Row, Callable[[], Answer]] = {}
    alive: dict[Row, Answer] = {}
    for row in ROWS:
        asks[row] = _ask(row, fedn_of_short_lived_realm, federation)
        alive[row] = asks[row]()
    return {row: Seen(alive[row], _other_than(alive[row], asks[row])) for row in ROWS}


@pytest.mark.parametrize("row", ROWS, ids=[f"{row.target} {row.role}" for row in ROWS])
def test_a_token_is_taken_until_it_expires_and_refused_from_then_on(
    row: Row, seen: dict[Row, Seen]
) -> None:
    """FEDn's client asks for a new token only on exactly "Token expired" (connect.py:124)."""
    assert seen[row] == Seen(row.alive, row.expired)


def _ask(row: Row, node: FednNode, federation: Federation) -> Callable[[], Answer]:
    sent = as_fedn_sends(federation.short_lived.token(row.role))
    ask = node.grpc if row.target.startswith("/") else node.rest
    return lambda: ask(row.target, sent)


def _other_than(first: Answer, ask: Callable[[], Answer]) -> Answer:
    limit = time.monotonic() + LIMIT_SECONDS
    answer = ask()
    while answer == first and time.monotonic() < limit:
        time.sleep(POLL_SECONDS)
        answer = ask()
    return answer
