"""One address for Keycloak and a controller, as a proxy in front of both gives it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import requests

CONTROLLER = "/controllers/"
LIMIT_SECONDS = 30
_NOT_PASSED_ON = ("connection", "content-encoding", "content-length", "transfer-encoding")


@contextmanager
def front_door(keycloak: str, controller: str) -> Iterator[str]:
    """Passes `/controllers/SLUG/…` on to the controller, and everything else to Keycloak."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(keycloak, controller))
    threading.Thread(target=server.serve_forever, args=[0.05], daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def _handler(keycloak: str, controller: str) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def _pass_on(self) -> None:
            target = keycloak + self.path
            if self.path.startswith(CONTROLLER):
                target = controller + "/" + self.path.removeprefix(CONTROLLER).split("/", 1)[1]
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            with requests.Session() as session:
                session.trust_env = False
                answer = session.request(
                    self.command,
                    target,
                    headers=dict(self.headers),
                    data=body,
                    allow_redirects=False,
                    timeout=LIMIT_SECONDS,
                )
            self.send_response(answer.status_code)
            for name, value in answer.headers.items():
                if name.lower() not in _NOT_PASSED_ON:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.content)))
            self.end_headers()
            self.wfile.write(answer.content)

        do_GET = do_POST = do_PUT = do_DELETE = _pass_on  # noqa: N815 (the library's names)

        def log_message(self, format: str, *args: object) -> None:
            """Requests hold tokens."""

    return Handler
