"""Guards a Flask application with the tokens of a realm made from realms/api.json."""

from __future__ import annotations

import http.client
import json
import socket
import threading
import time
from collections.abc import Collection, Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

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

    def fetch_data(self) -> Any:
        """The keys from the realm, within `timeout` seconds in all, however slowly it sends them."""
        address = urlsplit(self.uri)
        https = address.scheme == "https"
        kind = http.client.HTTPSConnection if https else http.client.HTTPConnection
        connection = kind(address.netloc, timeout=self.timeout)
        cut = threading.Timer(self.timeout, _cut, [connection])
        cut.daemon = True
        try:
            connection.connect()
            cut.start()
            connection.request("GET", address.path)
            answer = connection.getresponse()
            keys = json.loads(answer.read(1 << 20)) if answer.status == 200 else None
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise jwt.PyJWKClientConnectionError(f"no keys from {self.uri}: {error}") from error
        finally:
            cut.cancel()
            connection.close()
        if not isinstance(keys, dict):
            raise jwt.PyJWKClientConnectionError(f"no keys from {self.uri}")
        if self.jwk_set_cache is not None:
            self.jwk_set_cache.put(keys)
        return keys


def _cut(connection: http.client.HTTPConnection) -> None:
    with suppress(OSError, AttributeError):  # it has ended by itself
        connection.sock.shutdown(socket.SHUT_RDWR)
