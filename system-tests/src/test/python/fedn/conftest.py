"""Fixtures: the realm's tokens, and one FEDn process for each configuration that a row needs."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

# FEDn's configuration is what each process is given, not what this shell happens to hold.
for name in [name for name in os.environ if name.startswith(("FEDN_", "OTEL_"))]:
    del os.environ[name]
# FEDn's client library asks through the environment's proxy; all that is asked here is local.
os.environ["NO_PROXY"] = os.environ["no_proxy"] = "127.0.0.1,localhost"

from federation import ROLES, Federation, SetupProblem, read_setup  # noqa: E402
from fedn_node import FednNode, operators_environment, running_fedn  # noqa: E402
from forgery import OwnKey  # noqa: E402
from masked import Masked  # noqa: E402


def pytest_configure(config: pytest.Config) -> None:
    """Stops before the first test, with one line, when there is nothing to test against."""
    if config.option.collectonly:
        return
    try:
        read_setup()
    except SetupProblem as problem:
        raise pytest.UsageError(str(problem)) from None


@pytest.fixture(scope="session")
def federation() -> Federation:
    """The running Keycloak's realms and services."""
    return read_setup()


@pytest.fixture(scope="session")
def tokens(federation: Federation) -> Mapping[str, Masked]:
    """One access token of each role, issued by the realm."""
    return {role: federation.realm.token(role) for role in ROLES}


@pytest.fixture(scope="session")
def public_key(federation: Federation, tokens: Mapping[str, Masked]) -> str:
    """The realm's PEM, as FEDn's operator configures it."""
    return federation.realm.public_key(tokens["admin"])


@pytest.fixture(scope="session")
def own_key() -> OwnKey:
    """A throw-away key for the tokens that the realm must never issue."""
    return OwnKey()


@pytest.fixture(scope="session")
def fedn(
    federation: Federation, public_key: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[FednNode]:
    """FEDn of our project with the realm's key."""
    yield from _started(tmp_path_factory, public_key, federation.project)


@pytest.fixture(scope="session")
def fedn_of_another_project(
    federation: Federation, public_key: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[FednNode]:
    """FEDn of another project of the same realm: same key, other value of the project claim."""
    yield from _started(tmp_path_factory, public_key, f"not-{federation.project}")


@pytest.fixture(scope="session")
def fedn_of_short_lived_realm(
    federation: Federation, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[FednNode]:
    """FEDn with the key of the realm whose tokens live a few seconds."""
    realm = federation.short_lived
    key = realm.public_key(realm.token("admin"))
    yield from _started(tmp_path_factory, key, federation.project)


@pytest.fixture(scope="session")
def fedn_with_own_key(
    federation: Federation, own_key: OwnKey, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[FednNode]:
    """FEDn of our project that trusts the throw-away key instead of the realm's."""
    yield from _started(tmp_path_factory, own_key.public_key(), federation.project)


def _started(folders: pytest.TempPathFactory, public_key: str, project: str) -> Iterator[FednNode]:
    folder: Path = folders.mktemp("fedn")
    with running_fedn(folder, operators_environment(public_key, project)) as node:
        yield node
