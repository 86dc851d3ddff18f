"""A realm for tests: real RSA keys, real HTTP on loopback, and every answer under the test's control."""

from __future__ import annotations

import json
import threading
import time
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

PROJECT = "demo"
SERVER = "nvflare:demo"
SITE = "site-1"
SITE_CLIENT = "nvflare:demo:site-1"
CONSOLE = "nvflare-console"
SECRET = "canary-site-secret-5d2a9c"


class Key:
    """A signing key with an id."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.private = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    def jwk(self) -> dict[str, Any]:
        key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.private.public_key()))
        return {**key, "kid": self.name, "use": "sig", "alg": "RS256"}


KEY = Key("first")


class FakeRealm:
    """Answers as Keycloak does; counts what it is asked."""

    def __init__(self) -> None:
        self.key = KEY
        self.keys = [self.key.jwk()]
        self.answers: dict[str, tuple[int, Any]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self._server: ThreadingHTTPServer | None = None
        self._port = 0
        self.start()

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self._port}/realms/nvflare"

    def start(self) -> None:
        """Starts it, on the same port as before if there was one."""
        server = ThreadingHTTPServer(("127.0.0.1", self._port), _handler(self))
        self._port = server.server_address[1]
        threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        self._server = server

    def stop(self) -> None:
        assert self._server
        self._server.shutdown()
        self._server.server_close()

    def count(self, path: str) -> int:
        return sum(1 for asked, _ in self.asked if asked.endswith(path))

    def token(self, key: Key | None = None, headers: dict[str, Any] | None = None, **changed: Any) -> str:
        """A token that is signed; a claim given as None is left out."""
        key = key or self.key
        claims = {name: value for name, value in changed.items() if value is not None}
        return jwt.encode(claims, key.private, "RS256", headers={"kid": key.name, **(headers or {})})

    def site_claims(self, site: str = SITE, **changed: Any) -> dict[str, Any]:
        """The claims of a site's registration token."""
        return {
            **self._claims(SERVER, f"nvflare:demo:{site}"),
            "nvflare_site": site,
            "nvflare_org": "org_a",
            "nvflare_project": PROJECT,
            "resource_access": {SERVER: {"roles": ["fl_client"]}},
            **changed,
        }

    def submitter_claims(self, **changed: Any) -> dict[str, Any]:
        """The claims of a submitter's token for site-1."""
        return {
            **self._claims(SITE_CLIENT, CONSOLE),
            "email": "lead@example.test",
            "email_verified": True,
            "nvflare_org": "org_a",
            "nvflare_project": PROJECT,
            "role": "lead",
            "nvflare_studies": ["study-a"],
            "nvflare_jobs": {"allow": ["*"], "deny": []},
            **changed,
        }

    def site_token(self, site: str = SITE, **changed: Any) -> str:
        return self.token(**self.site_claims(site, **changed))

    def submitter_token(self, **changed: Any) -> str:
        return self.token(**self.submitter_claims(**changed))

    def _claims(self, audience: str, party: str) -> dict[str, Any]:
        now = int(time.time())
        return {
            "iss": self.issuer,
            "aud": audience,
            "azp": party,
            "sub": str(uuid.uuid4()),
            "jti": str(uuid.uuid4()),
            "typ": "Bearer",
            "iat": now,
            "exp": now + 300,
        }


def _handler(realm: FakeRealm) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._reply({})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._reply({name: values[0] for name, values in parse_qs(body).items()})

        def _reply(self, form: dict[str, str]) -> None:
            realm.asked.append((self.path, form))
            end = self.path.rsplit("/", 1)[-1]
            default = (200, {"keys": realm.keys}) if end == "certs" else (404, {})
            status, body = realm.answers.get(end, default)
            text = (json.dumps(body) if isinstance(body, dict) else str(body)).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    return Handler
