"""Logins that end with a token for one site, and their renewal; no password passes through here."""

from __future__ import annotations

import base64
import hashlib
import secrets
import time
import webbrowser
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, Callable, Mapping, Protocol
from urllib.parse import parse_qs, urlencode, urlsplit

from fedrealm_nvflare.credentials import Credentials
from fedrealm_nvflare.errors import Denied
from fedrealm_nvflare.keycloak import Keycloak, OAuthError

_BROWSER_SECONDS = 300.0


class Login(Protocol):
    """A way to get the first token for a site."""

    def tokens(self, scope: str) -> Mapping[str, Any]:
        """The token endpoint's answer."""


class Pkce:
    """A proof key for code exchange (RFC 7636), S256."""

    def __init__(self) -> None:
        self.verifier = secrets.token_urlsafe(48)
        digest = hashlib.sha256(self.verifier.encode()).digest()
        self.challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()

    def request(self) -> dict[str, str]:
        return {"code_challenge": self.challenge, "code_challenge_method": "S256"}


class DeviceLogin:
    """The device authorization grant (RFC 8628): the person opens a link on any machine."""

    def __init__(
        self,
        keycloak: Keycloak,
        who: Credentials,
        tell: Callable[[str], None] = print,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._keycloak = keycloak
        self._who = who
        self._tell = tell
        self._sleep = sleep

    def tokens(self, scope: str) -> Mapping[str, Any]:
        pkce = Pkce()
        path = "protocol/openid-connect/auth/device"
        started = self._keycloak.post(path, self._who, {"scope": scope, **pkce.request()})
        site = scope.rsplit(":", 1)[-1]
        link = started.get("verification_uri_complete") or started.get("verification_uri")
        self._tell(f"Sign in for {site}: {link} (code {started.get('user_code')})")
        return self._poll(started, pkce)

    def _poll(self, started: Mapping[str, Any], pkce: Pkce) -> Mapping[str, Any]:
        form = {
            "grant_type": "urn:ietf:params:oauth:grant-type:device_code",
            "device_code": str(started.get("device_code")),
            "code_verifier": pkce.verifier,
        }
        interval = float(started.get("interval", 5))
        ends = time.monotonic() + float(started.get("expires_in", 600))
        while time.monotonic() < ends:
            self._sleep(interval)
            try:
                return self._keycloak.token(self._who, form)
            except OAuthError as error:
                if error.code == "slow_down":
                    interval += 5
                elif error.code != "authorization_pending":
                    raise
        raise Denied("nobody signed in before the code expired")


class BrowserLogin:
    """The authorization code grant with PKCE in the browser of this machine (RFC 8252)."""

    def __init__(
        self,
        keycloak: Keycloak,
        who: Credentials,
        port: int,
        open_link: Callable[[str], object] = webbrowser.open,
    ) -> None:
        self._keycloak = keycloak
        self._who = who
        self._port = port
        self._open = open_link

    def tokens(self, scope: str) -> Mapping[str, Any]:
        pkce, state = Pkce(), secrets.token_urlsafe(24)
        redirect = f"http://localhost:{self._port}/callback"
        query = {
            "client_id": self._who.client_id,
            "response_type": "code",
            "redirect_uri": redirect,
            "scope": scope,
            "state": state,
            **pkce.request(),
        }
        with _Callback(self._port) as callback:
            path = "protocol/openid-connect/auth"
            self._open(f"{self._keycloak.issuer}/{path}?{urlencode(query)}")
            code = callback.code(state, self._keycloak.issuer)
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect,
            "code_verifier": pkce.verifier,
        }
        return self._keycloak.token(self._who, form)


class _Callback(HTTPServer):
    """Takes the one request that the browser comes back with."""

    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", port), _CallbackHandler)
        self.timeout = 1.0
        self.answer: dict[str, list[str]] | None = None

    def code(self, state: str, issuer: str) -> str:
        ends = time.monotonic() + _BROWSER_SECONDS
        while self.answer is None:
            if time.monotonic() > ends:
                raise Denied("nobody signed in within five minutes")
            self.handle_request()
        answer = {name: values[0] for name, values in self.answer.items()}
        if not secrets.compare_digest(answer.get("state", ""), state):
            raise Denied("the browser came back with the answer to another login")
        if answer.get("iss", issuer) != issuer:
            raise Denied("the answer is of another issuer")
        if "code" not in answer:
            raise Denied(f"Keycloak refused ({answer.get('error', 'without a reason')[:100]})")
        return answer["code"]


class _CallbackHandler(BaseHTTPRequestHandler):
    timeout = 5

    def do_GET(self) -> None:  # noqa: N802 (the name is the library's)
        address = urlsplit(self.path)
        if address.path != "/callback":
            self.send_error(404)
            return
        assert isinstance(self.server, _Callback)
        self.server.answer = parse_qs(address.query)
        self.send_response(200)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.end_headers()
        self.wfile.write(b"Signed in. You can close this window.\n")

    def log_message(self, format: str, *args: Any) -> None:
        """The request line has the code: it is not logged."""


class ServiceLogin:
    """Client credentials, for a service that submits jobs without a person."""

    def __init__(self, keycloak: Keycloak, who: Credentials) -> None:
        self._keycloak = keycloak
        self._who = who

    def tokens(self, scope: str) -> Mapping[str, Any]:
        form = {"grant_type": "client_credentials", "scope": scope}
        return self._keycloak.token(self._who, form)


class SiteLogin:
    """The login for one site: a fresh token each time it is asked for."""

    def __init__(self, keycloak: Keycloak, who: Credentials, login: Login, site: str) -> None:
        self._keycloak = keycloak
        self._who = who
        self._login = login
        self._scope = f"openid site:{site}"
        self._refresh_token = ""

    def token(self) -> str:
        """A token with its whole life before it."""
        answer = self._refreshed() or self._login.tokens(self._scope)
        refresh = answer.get("refresh_token")
        self._refresh_token = refresh if isinstance(refresh, str) else ""
        token = answer.get("access_token")
        if not isinstance(token, str) or not token:
            raise Denied("Keycloak's answer has no token")
        return token

    def _refreshed(self) -> Mapping[str, Any] | None:
        if not self._refresh_token:
            return None
        form = {"grant_type": "refresh_token", "refresh_token": self._refresh_token}
        self._refresh_token = ""  # each is good for one use
        try:
            return self._keycloak.token(self._who, form)
        except OAuthError:
            return None  # the session has ended: sign in again
