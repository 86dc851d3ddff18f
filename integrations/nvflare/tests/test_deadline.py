"""A Keycloak that drips its answer holds nobody longer than the whole answer may take."""

from __future__ import annotations

import socket
import ssl
import subprocess
import threading
import time
from pathlib import Path
from typing import Iterator

import pytest

from fedrealm_nvflare.errors import Unreachable
from fedrealm_nvflare.keycloak import Keycloak
from fedrealm_nvflare.keys import KeyCache

SECONDS = 0.6
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\n" + b" " * 400


class Dripping:
    """Sends the beginning of an answer at once, and of the rest a byte now and then; for ever."""

    def __init__(self, at_once: int, tls: ssl.SSLContext | None = None) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._at_once = at_once
        self._tls = tls
        self._ended = threading.Event()
        self.cut = threading.Event()
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def port(self) -> int:
        return int(self._listener.getsockname()[1])

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=[connection], daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        try:
            with connection:
                if self._tls:
                    connection = self._tls.wrap_socket(connection, server_side=True)
                connection.recv(65536)
                connection.sendall(ANSWER[: self._at_once])
                for byte in ANSWER[self._at_once :]:
                    if self._ended.wait(0.1):
                        return
                    connection.sendall(bytes([byte]))
        except OSError:
            self.cut.set()

    def close(self) -> None:
        self._ended.set()
        self._listener.close()


@pytest.fixture(params=[0, 10, 44, 200], ids=["silent", "status line", "head", "body"])
def dripping(request: pytest.FixtureRequest) -> Iterator[Dripping]:
    server = Dripping(request.param)
    yield server
    server.close()


def keycloak(port: int, scheme: str = "http", ca_file: str = "") -> Keycloak:
    return Keycloak(f"{scheme}://localhost:{port}/realms/nvflare", ca_file, timeout=SECONDS)


def test_an_answer_that_drips_is_given_up_in_time_and_its_connection_is_cut(dripping: Dripping) -> None:
    began = time.monotonic()

    with pytest.raises(Unreachable):
        keycloak(dripping.port).keys()

    assert time.monotonic() - began < SECONDS + 1
    assert dripping.cut.wait(5)


def test_so_is_one_over_tls(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost"]
        + ["-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate],
        check=True,
        capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server = Dripping(60, context)
    began = time.monotonic()

    with pytest.raises(Unreachable):
        keycloak(server.port, "https", str(certificate)).keys()

    assert time.monotonic() - began < SECONDS + 1
    assert server.cut.wait(5)
    server.close()


def test_whoever_waits_for_the_keys_meanwhile_waits_no_longer(dripping: Dripping) -> None:
    cache = KeyCache(keycloak(dripping.port).keys)
    ends: list[float] = []

    def ask() -> None:
        with pytest.raises(Unreachable):
            cache.key("any")
        ends.append(time.monotonic())

    began = time.monotonic()
    threads = [threading.Thread(target=ask) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(ends) == 10
    assert max(ends) - began < SECONDS + 1


def test_nothing_is_left_of_a_deadline_that_was_met(dripping: Dripping) -> None:
    before = threading.active_count()
    for _ in range(3):
        with pytest.raises(Unreachable):
            keycloak(dripping.port).keys()

    assert [thread for thread in threading.enumerate() if isinstance(thread, threading.Timer) and thread.is_alive()] == []
    assert threading.active_count() <= before + 3  # the test's own server
