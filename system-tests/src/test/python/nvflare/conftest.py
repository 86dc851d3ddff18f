"""One federation for all tests; each test leaves it as it found it."""

from __future__ import annotations

import os
from typing import Iterator

import pytest

os.environ["NO_PROXY"] = os.environ["no_proxy"] = "127.0.0.1,localhost"

import kits  # noqa: E402
import setup_file  # noqa: E402
from federation import Federation  # noqa: E402
from relay import Relay  # noqa: E402
from setup_file import Setup  # noqa: E402


@pytest.fixture(scope="session")
def setup() -> Setup:
    return setup_file.read()


@pytest.fixture(scope="session")
def relay(setup: Setup) -> Relay:
    return Relay(setup.keycloak)


@pytest.fixture(scope="session")
def federation(
    setup: Setup, relay: Relay, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Federation]:
    federation = Federation(tmp_path_factory.mktemp("flare"))
    try:
        kits.install(federation, setup, relay)
        federation.start_server()
        for site in setup.site_secrets:
            federation.start_site(site)
        federation.wait_connected("site-1", "site-2")
        yield federation
    finally:
        federation.close()
