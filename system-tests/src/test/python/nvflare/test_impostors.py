"""Sites that say they are somebody else, with a real certificate and real connections of their own."""

from __future__ import annotations

from typing import Any, Iterator

import pytest

import kits
from federation import Federation
from relay import Relay
from setup_file import Setup


@pytest.fixture(scope="module")
def without_site_2(federation: Federation, setup: Setup, relay: Relay) -> Iterator[Federation]:
    """The federation when the server knows that site-2 is gone; with it again afterwards."""
    federation.stop("site-2")
    federation.wait_connected("site-1")
    yield federation
    kits.install(federation, setup, relay.url)
    federation.start_site("site-2")
    federation.wait_connected("site-1", "site-2")


@pytest.fixture
def site_2(without_site_2: Federation) -> Iterator[Federation]:
    yield without_site_2
    without_site_2.stop("site-2")


@pytest.mark.parametrize(
    ("impostor", "reason"),
    [
        ({"name": "site-1"}, "site-2 may not register: there is no token"),
        ({"client_type": "admin"}, "the peer says it is an admin console, but its cell is none"),
        ({"client_type": "relay"}, "site-2 may not register: there is no token"),
    ],
)
def test_a_site_without_a_token_is_refused_whatever_it_calls_itself(
    site_2: Federation, impostor: dict[str, Any], reason: str
) -> None:
    seen = len(site_2.log("localhost"))
    kits.write(site_2.kit("site-2"), [("Impostor", impostor)], "impostor")
    site_2.start_site("site-2")

    site_2.wait_ended("site-2")
    assert reason in site_2.log("localhost")[seen:]
    assert site_2.connected() == {"site-1"}


def test_another_sites_token_is_refused(site_2: Federation, setup: Setup, relay: Relay) -> None:
    stolen = setup.site_secrets["site-1"]
    args = {"issuer": setup.issuer(), "url": setup.issuer(relay.url), "project": "demo"}
    token = ("site_token.FedrealmSiteToken", {**args, "site": "site-1", "secret_file": stolen})
    kits.write(site_2.kit("site-2"), [token])
    site_2.start_site("site-2")

    site_2.wait_ended("site-2")
    assert "site-2 may not register: the token is that of site 'site-1'" in site_2.log("localhost")
    assert site_2.connected() == {"site-1"}
