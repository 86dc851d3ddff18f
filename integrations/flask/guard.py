"""Guards a Flask application with the tokens of a realm made from realms/api.json."""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping

import jwt
from flask import Flask, Response, g, request


def guard(
    app: Flask,
    issuer: str,
    audience: str,
    needs: Mapping[str, Collection[str]],
    public: Collection[str] = (),
) -> None:
    """Lets a request pass only with a token that has one of the roles that its endpoint needs.

    An endpoint that stands neither in `needs` nor in `public` is open to nobody, so a route that
    somebody forgets is closed. The caller's client id is in `g.caller`.
    """
    keys = Keys(f"{issuer}/protocol/openid-connect/certs", timeout=5)

    @app.before_request
    def check() -> Response | None:
        if request.endpoint in public:
            return None
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            return refused(401)
        try:
            claims = jwt.decode(
                token,
                keys.get_signing_key_from_jwt(token).key,
                algorithms=["RS256"],
                issuer=issuer,
                audience=audience,
                leeway=2,  # seconds by which clocks may differ
                options={"require": ["exp", "iat"], "strict_aud": True},
            )
        except jwt.PyJWKClientConnectionError:
            return Response(status=503)  # the realm's keys cannot be had: nobody gets in
        except jwt.PyJWTError:
            return refused(401, "invalid_token")
        if claims.get("typ") != "Bearer":  # an ID token, for example
            return refused(401, "invalid_token")
        if claims.get("role") not in needs.get(request.endpoint or "", ()):
            return refused(403, "insufficient_scope")
        g.caller = claims.get("azp")
        return None


def refused(status: int, error: str = "") -> Response:
    """The answer of RFC 6750, section 3: no reason where there was no token."""
    challenge = f'Bearer error="{error}"' if error else "Bearer"
    return Response(status=status, headers={"WWW-Authenticate": challenge})


class Keys(jwt.PyJWKClient):
    """The realm's keys: kept for five minutes, fetched again when a token names an unknown one.

    Not more often than every 5 seconds, so that nobody can make this service flood the realm.
    """

    fetched = 0.0

    def get_jwk_set(self, refresh: bool = False) -> jwt.PyJWKSet:
        """The keys; fetched again if `refresh` asks for it."""
        now = time.monotonic()
        if refresh and now - self.fetched < 5:
            refresh = False
        elif refresh or not self.fetched:
            self.fetched = now
        return super().get_jwk_set(refresh)
