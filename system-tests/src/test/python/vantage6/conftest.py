"""Fixtures: vantage6's own decorators in a Flask application, its admin code, its clients."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

SETUP = json.loads(Path(os.environ["FEDREALM_VANTAGE6_SETUP"]).read_text())

# What vantage6's server demands of its environment; the user and password are asked by nobody.
os.environ.update(
    KEYCLOAK_URL=SETUP["server"],
    KEYCLOAK_REALM=SETUP["realm"],
    KEYCLOAK_ADMIN_USERNAME="unused",
    KEYCLOAK_ADMIN_PASSWORD="unused",
    KEYCLOAK_ADMIN_CLIENT="backend-admin-client",
    KEYCLOAK_ADMIN_CLIENT_SECRET=SETUP["adminSecret"],
)

from server import Server  # noqa: E402  (reads the environment)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """The routes of a server, guarded by vantage6's decorators."""
    with Server(SETUP["server"], SETUP["realm"]) as running:
        yield running


@pytest.fixture(scope="session")
def node() -> Iterator[tuple[str, str, str]]:
    """A node's client, made by vantage6's server: name, secret, id of its user."""
    from vantage6.backend.common.auth import (
        create_service_account_in_keycloak,
        delete_service_account_in_keycloak,
    )

    account = create_service_account_in_keycloak("hospital-a-node-client")
    yield "hospital-a", account.client_secret, account.user_id
    delete_service_account_in_keycloak(account.client_id)
