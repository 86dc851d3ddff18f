"""Which texts are tokens: weaknesses W3 to W6 and the attacks on the token itself."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from fedrealm_nvflare.errors import Denied
from fedrealm_nvflare.keycloak import Keycloak
from fedrealm_nvflare.verification import TokenVerifier
from realm import SERVER, SITE_CLIENT, FakeRealm, Key


@pytest.fixture
def verifier(realm: FakeRealm) -> TokenVerifier:
    return TokenVerifier(Keycloak(realm.issuer), SERVER)


def test_a_token_of_the_realm_for_the_audience_is_taken(realm: FakeRealm, verifier: TokenVerifier) -> None:
    claims = verifier.claims(realm.site_token(), {SITE_CLIENT})

    assert claims["nvflare_site"] == "site-1"


@pytest.mark.parametrize(
    ("claim", "value", "reason"),
    [
        ("iss", "http://127.0.0.1/realms/another", "InvalidIssuer"),
        ("aud", "nvflare:other", "InvalidAudience"),
        ("aud", "account", "InvalidAudience"),
        ("aud", [SERVER], "InvalidAudience"),
        ("aud", [SERVER, "account"], "InvalidAudience"),
        ("aud", None, "MissingRequiredClaim"),
        ("exp", None, "MissingRequiredClaim"),
        ("iat", None, "MissingRequiredClaim"),
        ("jti", None, "MissingRequiredClaim"),
        ("typ", None, "MissingRequiredClaim"),
        ("azp", None, "MissingRequiredClaim"),
        ("typ", "ID", "no access token"),
        ("typ", "Refresh", "no access token"),
        ("azp", "nvflare-console", "no business here"),
        ("exp", "soon", "not valid"),
        ("exp", int(time.time()) + 86_400, "lives too long"),
        ("exp", int(time.time()) - 60, "expired"),
        ("nbf", int(time.time()) + 600, "clock is more than 10 seconds behind"),
        ("iat", int(time.time()) + 600, "clock is more than 10 seconds behind"),
    ],
)
def test_a_token_with_a_wrong_claim_is_refused(
    realm: FakeRealm, verifier: TokenVerifier, claim: str, value: Any, reason: str
) -> None:
    token = realm.token(**realm.site_claims(**{claim: value}))

    with pytest.raises(Denied, match=reason):
        verifier.claims(token, {SITE_CLIENT})


def test_a_token_of_another_realms_key_is_refused(realm: FakeRealm, verifier: TokenVerifier) -> None:
    stranger = Key("stranger")
    impostor = Key("first")

    for key in (stranger, impostor):
        with pytest.raises(Denied):
            verifier.claims(realm.token(key, **realm.site_claims()))


@pytest.mark.parametrize("algorithm", ["none", "None", "NONE", "nOnE", "HS256", "RS512", "", 7, None])
def test_another_algorithm_is_refused(
    realm: FakeRealm, verifier: TokenVerifier, algorithm: Any
) -> None:
    header = {"alg": algorithm, "typ": "JWT", "kid": "first"}
    token = f"{_part(header)}.{_part(realm.site_claims())}."

    with pytest.raises(Denied, match="RS256|malformed"):
        verifier.claims(token)


def test_hs256_with_the_public_key_is_refused(realm: FakeRealm, verifier: TokenVerifier) -> None:
    pem = realm.key.private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    signed = f"{_part({'alg': 'HS256', 'kid': 'first'})}.{_part(realm.site_claims())}"
    signature = hmac.digest(pem, signed.encode(), hashlib.sha256)

    with pytest.raises(Denied, match="RS256"):
        verifier.claims(f"{signed}.{_raw(signature)}")


def test_changed_claims_are_refused(realm: FakeRealm, verifier: TokenVerifier) -> None:
    header, _, signature = realm.site_token("site-2").split(".")
    token = f"{header}.{_part(realm.site_claims('site-1'))}.{signature}"

    with pytest.raises(Denied, match="InvalidSignature"):
        verifier.claims(token)


@pytest.mark.parametrize(
    "token", [None, "", 7, b"x.y.z", {}, [], "None", "user:None", "x", "a.b.c", "." * 9, "x" * 20_000]
)
def test_garbage_is_refused(verifier: TokenVerifier, token: Any) -> None:
    with pytest.raises(Denied):
        verifier.claims(token)


def test_a_key_id_is_demanded_and_critical_headers_are_not_understood(
    realm: FakeRealm, verifier: TokenVerifier
) -> None:
    claims = realm.site_claims()
    for headers in ({"kid": ""}, {"kid": "unknown"}, {"crit": ["x"], "x": 1}):
        with pytest.raises(Denied):
            verifier.claims(realm.token(headers=headers, **claims))


def test_reasons_never_hold_the_token(realm: FakeRealm, verifier: TokenVerifier) -> None:
    token = realm.site_token(typ="ID")

    with pytest.raises(Denied) as refusal:
        verifier.claims(token)

    assert not any(part in str(refusal.value) for part in token.split("."))


def _part(value: Any) -> str:
    return _raw(json.dumps(value).encode())


def _raw(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()
