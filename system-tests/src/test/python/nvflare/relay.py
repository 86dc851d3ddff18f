"""A way to Keycloak that can be cut: plain TCP, so that Keycloak sees the same requests."""

from __future__ import annotations

import socket
import threading
from urllib.parse import urlsplit


class Relay:
    """Listens on a free port of 127.0.0.1 and passes everything on, unless it is cut."""

    def __init__(self, target: str) -> None:
        address = urlsplit(target)
        self._target = (address.hostname, address.port)
        self._open = True
        self._sockets: set[socket.socket] = set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """From now on nobody reaches Keycloak."""
        self._open = False
        for connection in list(self._sockets):
            connection.close()

    def fix(self) -> None:
        self._open = True

    def _accept(self) -> None:
        while True:
            near, _ = self._listener.accept()
            if not self._open:
                near.close()
                continue
            far = socket.create_connection(self._target)
            for source, sink in ((near, far), (far, near)):
                self._sockets.add(source)
                threading.Thread(target=self._pass, args=(source, sink), daemon=True).start()

    def _pass(self, source: socket.socket, sink: socket.socket) -> None:
        try:
            while data := source.recv(65_536):
                sink.sendall(data)
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            pass
        finally:
            self._sockets.discard(source)
