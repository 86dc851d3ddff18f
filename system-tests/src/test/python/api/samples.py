"""The sample services, started as their READMEs say, on free ports of 127.0.0.1."""

from __future__ import annotations

import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import requests

from keycloak import SETUP
from masked import Masked

START_LIMIT_SECONDS = 120


@dataclass(frozen=True)
class Answer:
    """Status and challenge of an answer."""

    status: int
    challenge: str | None = None


@dataclass(frozen=True)
class Sample:
    """A running service."""

    address: str

    def ask(self, route: str, authorization: Masked | None = None) -> Answer:
        """Sends `METHOD /path` with this Authorization header."""
        method, path = route.split(" ")
        with requests.Session() as session:
            session.trust_env = False
            answer = session.request(
                method,
                self.address + path,
                headers={"Authorization": authorization.reveal()} if authorization else {},
                timeout=30,
            )
        return Answer(answer.status_code, answer.headers.get("WWW-Authenticate"))

    def with_token(self, route: str, token: Masked) -> Answer:
        """The same with a bearer token."""
        return self.ask(route, Masked(f"Bearer {token.reveal()}"))


@contextmanager
def running(kind: str, issuer: str, log: Path) -> Iterator[Sample]:
    """Starts a sample, and stops it at the end."""
    port = _free_port()
    folder = Path(SETUP["samples"]) / kind
    with log.open("wb") as output:
        process = subprocess.Popen(
            _command(kind, port),
            cwd=folder,
            env={**os.environ, "API_ISSUER": issuer, "PYTHONDONTWRITEBYTECODE": "1"},
            stdout=output,
            stderr=output,
        )
    try:
        sample = Sample(f"http://127.0.0.1:{port}")
        _wait(sample, process, log)
        yield sample
    finally:
        process.terminate()
        process.wait(30)


def _command(kind: str, port: int) -> list[str]:
    if kind == "flask":
        return [sys.executable, "-m", "flask", "run", "--port", str(port)]
    return [SETUP["java"], f"-Dport={port}", "-cp", SETUP["nimbus"], "Api.java"]


def _free_port() -> int:
    """A port of the loopback address that nobody uses, and that no outgoing connection gets."""
    while True:
        port = random.randrange(20_000, 32_768)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def _wait(sample: Sample, process: subprocess.Popen[bytes], log: Path) -> None:
    limit = time.monotonic() + START_LIMIT_SECONDS
    while time.monotonic() < limit and process.poll() is None:
        try:
            if sample.ask("GET /health").status == 200:
                return
        except requests.ConnectionError:
            time.sleep(0.1)
    raise RuntimeError(f"{log.name}: the sample did not start:\n{log.read_text('utf-8')[-2000:]}")
