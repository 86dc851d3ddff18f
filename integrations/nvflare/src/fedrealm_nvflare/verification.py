"""Whether a text is an access token of the realm for a given audience, and whose."""

from __future__ import annotations

from typing import Any, Container, Mapping

import jwt

from fedrealm_nvflare.errors import Denied
from fedrealm_nvflare.keycloak import Keycloak
from fedrealm_nvflare.keys import KeyCache

_MAX_LENGTH = 16_384
_REQUIRED = ["iss", "aud", "azp", "exp", "iat", "jti", "sub", "typ"]
_LEEWAY_SECONDS = 10
_MAX_LIFE_SECONDS = 3600


class TokenVerifier:
    """Verifies access tokens of one realm for one audience.

    Args:
        keycloak: the realm.
        audience: the only audience that a token may have.
        keys: the realm's keys; by default a cache of its own.
    """

    leeway = _LEEWAY_SECONDS

    def __init__(self, keycloak: Keycloak, audience: str, keys: KeyCache | None = None) -> None:
        self._issuer = keycloak.issuer
        self._audience = audience
        self._keys = keys or KeyCache(keycloak.keys)

    def claims(self, token: object, parties: Container[str] | None = None) -> Mapping[str, Any]:
        """The claims of a valid token.

        Args:
            token: whatever the other side sent.
            parties: the clients (``azp``) that may have asked for it; None: whoever, the caller
                checks.

        Raises:
            Denied: with the reason, which holds nothing of the token.
        """
        if not isinstance(token, str) or not token:
            raise Denied("there is no token")
        if len(token) > _MAX_LENGTH:
            raise Denied("the token is too long")
        claims = self._decoded(token, self._keys.key(_key_id(token)))
        check_access_token(claims, self._issuer, self._audience, parties)
        return claims

    def _decoded(self, token: str, key: Any) -> Mapping[str, Any]:
        try:
            return jwt.decode(
                token,
                key,
                algorithms=["RS256"],
                audience=self._audience,
                issuer=self._issuer,
                leeway=_LEEWAY_SECONDS,
                options={"require": _REQUIRED, "strict_aud": True},
            )
        except jwt.ExpiredSignatureError:
            raise Denied("the token has expired") from None
        except jwt.ImmatureSignatureError:
            # Tokens are shown when they have just been issued: the clocks are apart.
            raise Denied(
                f"the token is not valid yet: this machine's clock is more than {_LEEWAY_SECONDS} seconds"
                " behind Keycloak's. Fix: synchronise both (NTP)"
            ) from None
        except jwt.PyJWTError as error:
            raise Denied(f"the token is not valid ({type(error).__name__})") from None


def check_access_token(
    claims: Mapping[str, Any], issuer: str, audience: str, parties: Container[str] | None
) -> None:
    """What signature and expiry leave open."""
    if claims.get("iss") != issuer or claims.get("aud") != audience:
        raise Denied("the token is of another issuer or for another audience")
    if claims.get("typ") != "Bearer":
        raise Denied("the token is no access token")
    if parties is not None and claims.get("azp") not in parties:
        raise Denied("the token was given to a client that has no business here")
    life = _seconds(claims, "exp") - _seconds(claims, "iat")
    if not 0 < life <= _MAX_LIFE_SECONDS:
        raise Denied("the token lives too long")


def _seconds(claims: Mapping[str, Any], name: str) -> float:
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise Denied(f"the token's {name} is no number")
    return float(value)


def _key_id(token: str) -> str:
    try:
        header = jwt.get_unverified_header(token)
    except jwt.PyJWTError:
        raise Denied("the token is malformed") from None
    if header.get("alg") != "RS256":
        raise Denied("the token is not signed with RS256")
    key_id = header.get("kid")
    if not isinstance(key_id, str) or not key_id or header.get("crit") is not None:
        raise Denied("the token's header is not as Keycloak writes it")
    return key_id
