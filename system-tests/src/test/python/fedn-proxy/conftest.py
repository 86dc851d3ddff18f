"""Fixtures: FEDn, and HAProxy in front of it."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

for name in [name for name in os.environ if name.startswith(("FEDN_", "OTEL_"))]:
    del os.environ[name]
os.environ["NO_PROXY"] = os.environ["no_proxy"] = "127.0.0.1,localhost"

from fedn_node import FednNode, operators_environment, running_fedn  # noqa: E402
from forgery import OwnKey  # noqa: E402

PROJECT = "demo"
IMAGE = os.environ["FEDREALM_HAPROXY_IMAGE"]
CONFIGURATION = Path(__file__).resolve().parents[5] / "docker" / "proxy" / "fedn.cfg"
START_SECONDS = 30


@dataclass(frozen=True)
class Proxy:
    """Where HAProxy listens, and its certificate."""

    controller: str
    combiner: str
    certificate: Path


@pytest.fixture(scope="session")
def key() -> OwnKey:
    """The key that FEDn takes for the realm's."""
    return OwnKey()


@pytest.fixture(scope="session")
def fedn(key: OwnKey, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FednNode]:
    """FEDn itself, on networks of its own as it were."""
    environment = operators_environment(key.public_key(), PROJECT)
    with running_fedn(tmp_path_factory.mktemp("fedn"), environment) as node:
        yield node


@pytest.fixture(scope="session")
def proxy(fedn: FednNode, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    """HAProxy as the checkout configures it, but on free ports of 127.0.0.1."""
    folder = tmp_path_factory.mktemp("proxy")
    certificate = _certificate(folder)
    controller, combiner = _free_port(), _free_port()
    text = CONFIGURATION.read_text("utf-8")
    text = text.replace("bind :8443", f"bind 127.0.0.1:{controller}")
    configuration = folder / "haproxy.cfg"
    configuration.write_text(text.replace("bind :8444", f"bind 127.0.0.1:{combiner}"))
    for file in folder.iterdir():
        file.chmod(0o644)  # HAProxy's user in the container is another
    folder.chmod(0o755)
    settings = {
        "TLS_CERTIFICATE": "/proxy/tls.pem",
        "CONTROLLER": fedn.rest_address.removeprefix("http://"),
        "COMBINER": fedn.grpc_address,
        "CONNECTIONS_PER_ADDRESS": "200",
    }
    options = [f"--env={name}={value}" for name, value in settings.items()]
    command = ["docker", "run", "--detach", "--rm", "--network=host", *options]
    command += [f"--volume={folder}:/proxy:ro", IMAGE, "haproxy", "-f", "/proxy/haproxy.cfg"]
    container = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
    try:
        _await(controller)
        yield Proxy(f"https://localhost:{controller}", f"localhost:{combiner}", certificate)
    finally:
        subprocess.run(["docker", "rm", "--force", container], check=True, capture_output=True)


def _certificate(folder: Path) -> Path:
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost"]
    command += ["-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(command, check=True, capture_output=True)
    (folder / "tls.pem").write_text(certificate.read_text() + key.read_text())
    return certificate


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def _await(port: int) -> None:
    limit = time.monotonic() + START_SECONDS
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except OSError:
            assert time.monotonic() < limit, "HAProxy did not start"
            time.sleep(0.1)
