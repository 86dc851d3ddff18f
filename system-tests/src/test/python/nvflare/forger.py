"""Tokens that are wrong in exactly one way.

The realm is given a signing key that the test has too. So the signature of a forged token is the
realm's own, and what is left to refuse it for is the one claim that is wrong.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from dataclasses import dataclass
from typing import Any, Mapping

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from setup_file import Admin


@dataclass(frozen=True)
class Attack:
    """A token that is wrong, and the reason that the log must give."""

    name: str
    reason: str
    changed: Mapping[str, Any] | None = None  # claims; None leaves one out
    algorithm: str = "RS256"


# For sites and for submitters alike.
ATTACKS = (
    Attack("another audience", "InvalidAudienceError", {"aud": "nvflare:demo:site-9"}),
    Attack("ID token", "the token is no access token", {"typ": "ID"}),
    Attack("no expiry", "MissingRequiredClaimError", {"exp": None}),
    Attack("another issuer", "InvalidIssuerError", {"iss": "https://id.example.test/realms/nvflare"}),
    Attack("HS256 with the public key", "the token is not signed with RS256", algorithm="HS256"),
    Attack("no signature", "the token is not signed with RS256", algorithm="none"),
)


class Forger:
    """Has a key of the realm, which a thief could have too."""

    def __init__(self, admin: Admin) -> None:
        self._key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        pem = self._key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        self._key_id = admin.add_key(pem.decode())

    def copy(self, token: str, **changed: Any) -> str:
        """A token with the claims of another, some changed, that begins its life now."""
        claims = jwt.decode(token, options={"verify_signature": False})
        claims = {**claims, **_begins_now(claims["exp"] - claims["iat"]), **changed}
        claims = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode(claims, self._key, "RS256", headers={"kid": self._key_id})

    def forge(self, token: str, attack: Attack) -> str:
        """The attack's token, made from a good one."""
        good = self.copy(token, **(attack.changed or {}))
        if attack.algorithm == "RS256":
            return good
        header = {"alg": attack.algorithm, "typ": "JWT", "kid": self._key_id}
        signed = f"{_encoded(json.dumps(header).encode())}.{good.split('.')[1]}"
        if attack.algorithm == "none":
            return f"{signed}."
        public = self._key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        return f"{signed}.{_encoded(hmac.digest(public, signed.encode(), hashlib.sha256))}"


def _begins_now(life: int) -> dict[str, int]:
    """No longer than Keycloak's own: the site would have its place for longer, in the next test, too."""
    now = int(time.time())
    return {"iat": now, "exp": now + life}


def _encoded(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()
