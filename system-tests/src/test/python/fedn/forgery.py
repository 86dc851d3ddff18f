"""Tokens that FEDn must refuse, made from tokens that it takes; and a key of our own to sign with.

Nothing here uses PyJWT to encode the forgeries: it refuses to sign with HS256 and a public key,
which is what an attacker does.
"""

from __future__ import annotations

import hashlib
import hmac
import time
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from compact_jwt import base64url, claims, encoded, joined, parts, raw
from masked import Masked


class OwnKey:
    """A throw-away RSA key, for tokens that no Keycloak of ours would issue."""

    def __init__(self) -> None:
        self._key = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    def public_key(self) -> str:
        """The PEM to configure in FEDN_JWT_SECRET_KEY."""
        public = self._key.public_key()
        return public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()

    def token(self, **claims: Any) -> Masked:
        """A token signed with RS256 that is valid for five minutes and has these claims."""
        return Masked(jwt.encode({"exp": int(time.time()) + 300, **claims}, self._key, "RS256"))


def with_claims(token: Masked, **changed: Any) -> Masked:
    """The token with some claims changed, under its old header and signature."""
    header, _, signature = parts(token)
    return joined(header, encoded({**claims(token), **changed}), signature)


def with_changed_signature(token: Masked) -> Masked:
    """The token with one bit of its signature turned."""
    header, payload, signature = parts(token)
    turned = bytearray(raw(signature))
    turned[0] ^= 1
    return joined(header, payload, base64url(bytes(turned)))


def without_signature(token: Masked) -> Masked:
    """The token with its header and an empty signature."""
    header, payload, _ = parts(token)
    return joined(header, payload, "")


def with_signature_of(token: Masked, other: Masked) -> Masked:
    """The token with the signature of another token of the same issuer."""
    header, payload, _ = parts(token)
    return joined(header, payload, parts(other)[2])


def unsigned(token: Masked, algorithm: str) -> Masked:
    """The token's claims under `alg: none` (RFC 7515, appendix A.5), spelled as given."""
    return joined(encoded({"alg": algorithm, "typ": "JWT"}), parts(token)[1], "")


def with_hs256(token: Masked, secret: bytes) -> Masked:
    """The token's claims signed with HS256 and the public key's bytes as the secret.

    The classic key confusion of RFC 8725, section 2.1.
    """
    signed = f"{encoded({'alg': 'HS256', 'typ': 'JWT'})}.{parts(token)[1]}"
    return Masked(f"{signed}.{base64url(hmac.digest(secret, signed.encode(), hashlib.sha256))}")
