"""What the samples answer: RFC 6750, and contract section "a plain API guarded by JWTs"."""

from __future__ import annotations

import hashlib
import hmac
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from compact_jwt import base64url, encoded, header, joined, parts
from conftest import KINDS
from dripping import Dripping
from forgery import OwnKey, unsigned, with_changed_signature, with_claims, without_signature
from keycloak import Realm
from masked import Masked
from samples import Answer, Sample, running

READ, WRITE = "GET /values", "PUT /values/one"
TAKEN = Answer(200)
MISSING = Answer(401, "Bearer")
INVALID = Answer(401, 'Bearer error="invalid_token"')
NOT_ALLOWED = Answer(403, 'Bearer error="insufficient_scope"')
LIMIT_SECONDS = 30


@pytest.mark.parametrize(
    ("route", "role", "expected"),
    [
        (READ, "reader", TAKEN),
        (READ, "writer", TAKEN),
        (WRITE, "writer", TAKEN),
        (WRITE, "reader", NOT_ALLOWED),
        ("GET /forgotten", "writer", NOT_ALLOWED),
        ("GET /nowhere", "writer", NOT_ALLOWED),
        ("DELETE /values", "writer", NOT_ALLOWED),
    ],
)
def test_a_role_opens_what_it_is_named_for_and_nothing_else(
    route: str, role: str, expected: Answer, api: Sample, tokens: Mapping[str, Masked]
) -> None:
    assert api.with_token(route, tokens[role]) == expected


@pytest.mark.parametrize("route", [READ, WRITE, "GET /forgotten", "GET /nowhere"])
def test_without_a_token_nothing_is_open(route: str, api: Sample) -> None:
    assert api.ask(route) == MISSING


def test_what_is_public_by_name_needs_no_token(api: Sample) -> None:
    assert api.ask("GET /health") == TAKEN


def test_another_scheme_is_no_token(api: Sample) -> None:
    assert api.ask(READ, Masked("Basic YXBpOmFwaQ==")) == MISSING


def test_the_scheme_is_case_insensitive(api: Sample, tokens: Mapping[str, Masked]) -> None:
    """RFC 9110, section 11.1."""
    assert api.ask(READ, Masked(f"bearer {tokens['reader'].reveal()}")) == TAKEN


@pytest.mark.parametrize("text", ["x", "a.b.c", "e30.e30.", "..", "ey" * 4000, "[]", "%00"])
def test_what_is_no_token_is_refused(text: str, api: Sample) -> None:
    assert api.with_token(READ, Masked(text)) == INVALID


FORGERIES = {
    "one bit of the signature turned": lambda token, _: with_changed_signature(token),
    "without its signature": lambda token, _: without_signature(token),
    "with another role": lambda token, _: with_claims(token, role="writer"),
    "with a later end": lambda token, _: with_claims(token, exp=int(time.time()) + 10_000),
    "alg none": lambda token, _: unsigned(token, "none"),
    "alg none, spelled otherwise": lambda token, _: unsigned(token, "nOnE"),
    "alg none with the kid": lambda token, _: _unsigned_with_kid(token),
    "HS256 with the public key": lambda token, realm: _with_hs256(token, realm),
    "an own key": lambda token, _: OwnKey().token(role="writer", aud="api", typ="Bearer"),
    "an own key under the realm's kid": lambda token, realm: _own_key_with_kid(token, realm),
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forged_token_is_refused(
    forgery: str, api: Sample, realm: Realm, tokens: Mapping[str, Masked]
) -> None:
    assert api.with_token(READ, FORGERIES[forgery](tokens["reader"], realm)) == INVALID


def test_another_realms_token_is_refused(api: Sample, short_lived: Realm) -> None:
    assert api.with_token(READ, short_lived.token("api-writer")) == INVALID


def test_an_id_token_is_refused(api: Sample, realm: Realm) -> None:
    assert api.with_token(READ, realm.id_token("api-writer")) == INVALID


@pytest.mark.parametrize("kind", KINDS)
def test_a_token_is_taken_until_it_expires_and_refused_from_then_on(
    kind: str, short_lived: Realm, tmp_path: Path
) -> None:
    """Waited for: tokens of this realm live for 3 seconds, and clocks may differ by 2."""
    with running(kind, short_lived.issuer, tmp_path / "log") as sample:
        token = short_lived.token("api-reader")
        first = sample.with_token(READ, token)
        answer = _until(INVALID, lambda: sample.with_token(READ, token))
    assert (first, answer) == (TAKEN, INVALID)


def test_after_a_rotation_the_new_key_is_fetched_and_the_old_one_still_taken(
    api: Sample, realm: Realm
) -> None:
    old = realm.token("api-reader")
    assert api.with_token(READ, old) == TAKEN
    realm.rotate_key()
    new = realm.token("api-reader")
    assert header(new)["kid"] != header(old)["kid"]
    # Keys are not fetched more often than every five seconds.
    assert _until(TAKEN, lambda: api.with_token(READ, new)) == TAKEN
    assert api.with_token(READ, old) == TAKEN


@pytest.mark.parametrize("kind", KINDS)
def test_where_the_realm_cannot_be_asked_nobody_gets_in(
    kind: str, tokens: Mapping[str, Masked], tmp_path: Path
) -> None:
    with running(kind, "http://127.0.0.1:9/realms/api", tmp_path / "log") as sample:
        assert sample.with_token(READ, tokens["reader"]) == Answer(503)


@pytest.mark.parametrize("kind", KINDS)
def test_a_realm_that_drips_its_keys_keeps_a_request_for_seconds_only(
    kind: str, tokens: Mapping[str, Masked], tmp_path: Path
) -> None:
    with (
        Dripping(60) as realm,
        running(kind, f"{realm.address}/realms/api", tmp_path / "log") as sample,
    ):
        began = time.monotonic()
        assert sample.with_token(READ, tokens["reader"]) == Answer(503)
        assert time.monotonic() - began < 5 + 3


def _until(expected: Answer, ask: Any) -> Answer:
    limit = time.monotonic() + LIMIT_SECONDS
    answer: Answer = ask()
    while answer != expected and time.monotonic() < limit:
        time.sleep(0.2)
        answer = ask()
    return answer


def _unsigned_with_kid(token: Masked) -> Masked:
    head = {"alg": "none", "typ": "JWT", "kid": header(token)["kid"]}
    return joined(encoded(head), parts(token)[1], "")


def _with_hs256(token: Masked, realm: Realm) -> Masked:
    """RFC 8725, section 2.1: the public key's PEM as the secret, under its own kid."""
    kid = header(token)["kid"]
    key = next(key for key in realm.keys() if key["kid"] == kid)
    pem = jwt.PyJWK(key).key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    signed = f"{encoded({'alg': 'HS256', 'typ': 'JWT', 'kid': kid})}.{parts(token)[1]}"
    return Masked(f"{signed}.{base64url(hmac.digest(pem, signed.encode(), hashlib.sha256))}")


def _own_key_with_kid(token: Masked, realm: Realm) -> Masked:
    """As good as a token of the realm, but for who signed it."""
    own = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    now = int(time.time())
    claims: dict[str, Any] = {"iss": realm.issuer, "aud": "api", "typ": "Bearer"}
    claims.update(role="writer", iat=now, exp=now + 60)
    kid = {"kid": header(token)["kid"]}
    return Masked(jwt.encode(claims, own, "RS256", headers=kid))
