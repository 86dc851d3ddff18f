"""Fixtures: the realms, and each sample with the realm's issuer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest

from keycloak import SETUP, Realm
from masked import Masked
from samples import Sample, running

KINDS = ("flask", "java")


@pytest.fixture(scope="session")
def realm() -> Realm:
    """The API's realm."""
    return Realm(SETUP["realm"])


@pytest.fixture(scope="session")
def short_lived() -> Realm:
    """Its twin with other keys and tokens of 3 seconds."""
    return Realm(SETUP["shortLived"])


@pytest.fixture(scope="session")
def tokens(realm: Realm) -> Mapping[str, Masked]:
    """A token of each role."""
    return {role: realm.token(f"api-{role}") for role in ("reader", "writer")}


@pytest.fixture(scope="session", params=KINDS)
def api(
    request: pytest.FixtureRequest, realm: Realm, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Sample]:
    """Each sample, guarded by the realm."""
    log = tmp_path_factory.mktemp("samples") / f"{request.param}.log"
    with running(request.param, realm.issuer, log) as sample:
        yield sample
