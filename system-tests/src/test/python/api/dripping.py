"""A server on loopback that begins an answer and then sends a byte now and then, for minutes."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress

_BODY = b'{"keys": []' + b" " * 600 + b"}"
_ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s" % (
    len(_BODY),
    _BODY,
)


class Dripping:
    """Sends so many bytes of the answer at once, and of the rest three in a second."""

    def __init__(self, at_once: int) -> None:
        self._at_once = at_once
        self._ended = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def __enter__(self) -> Dripping:
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._listener.close()

    def _serve(self) -> None:
        with suppress(OSError):  # closed at the end
            while True:
                connection, _ = self._listener.accept()
                threading.Thread(target=self._answer, args=[connection], daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with suppress(OSError), connection:  # the other side has had enough
            connection.recv(65536)
            connection.sendall(_ANSWER[: self._at_once])
            for byte in _ANSWER[self._at_once :]:
                if self._ended.wait(0.3):
                    return
                connection.sendall(bytes([byte]))
