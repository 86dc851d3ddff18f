"""Sites that say they are somebody else, with a real certificate and real connections of their own."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Iterator

import pytest

import kits
from federation import Federation
from fedrealm_nvflare import credentials
from fedrealm_nvflare.keycloak import Keycloak
from fedrealm_nvflare.service_tokens import ServiceToken
from forger import ATTACKS, Attack, Forger
from relay import Relay
from setup_file import Setup


@pytest.fixture(scope="module")
def without_site_2(federation: Federation, setup: Setup, relay: Relay) -> Iterator[Federation]:
    """The federation when the server knows that site-2 is gone; with it again afterwards."""
    federation.stop("site-2")
    federation.wait_connected("site-1")
    yield federation
    kits.install(federation, setup, relay)
    federation.restart_site("site-2")
    federation.wait_connected("site-1", "site-2")


@pytest.fixture(scope="module")
def forger(setup: Setup) -> Forger:
    return Forger(setup.admin())


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
    kits.write(site_2.kit("site-2"), "impostor.Impostor", impostor)
    site_2.start_site("site-2")

    site_2.wait_ended("site-2")
    assert reason in site_2.log("localhost")[seen:]
    assert site_2.connected() == {"site-1"}


def test_another_sites_token_is_refused(site_2: Federation, setup: Setup, tmp_path: Path) -> None:
    _start_with(site_2, _token(setup, "site-1"), tmp_path)

    site_2.wait_ended("site-2")
    assert "site-2 may not register: the token is that of site 'site-1'" in site_2.log("localhost")
    assert site_2.connected() == {"site-1"}


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_a_forged_token_registers_nobody(
    site_2: Federation, setup: Setup, forger: Forger, tmp_path: Path, attack: Attack
) -> None:
    seen = len(site_2.log("localhost"))
    _start_with(site_2, forger.forge(_token(setup, "site-2"), attack), tmp_path)

    site_2.wait_ended("site-2")
    assert attack.reason in _denied(site_2.log("localhost")[seen:], "register")
    assert site_2.connected() == {"site-1"}


def test_who_got_in_with_a_good_token_cannot_go_on_with_a_forged_one(
    site_2: Federation, setup: Setup, forger: Forger, tmp_path: Path
) -> None:
    """That a good copy is taken shows that the forged ones are refused for what is wrong in them."""
    good = _token(setup, "site-2")
    shown = _start_with(site_2, forger.copy(good), tmp_path)
    site_2.wait_connected("site-1", "site-2")

    stolen = Attack("another site's", "the token was not given to the client", {"nvflare_site": "site-1"})
    for attack in (stolen, ATTACKS[0], ATTACKS[-1]):
        seen = len(site_2.log("localhost"))
        shown.write_text(forger.forge(good, attack))
        site_2.wait(
            f"a heartbeat with {attack.name} is refused",
            lambda: attack.reason in _denied(site_2.log("localhost")[seen:], "heartbeat"),
        )
        shown.write_text(forger.copy(good))
    assert site_2.connected() == {"site-1", "site-2"}


def _token(setup: Setup, site: str) -> str:
    """A token as the site itself gets it."""
    who = credentials.service(f"nvflare:demo:{site}", secret_file=setup.site_secrets[site])
    return ServiceToken(Keycloak(setup.issuer()), who).value()


def _start_with(federation: Federation, token: str, folder: Path) -> Path:
    """Starts site-2, which shows what is in a file."""
    shown = folder / "shown"
    shown.write_text(token)
    kits.write(federation.kit("site-2"), "impostor.Impostor", {"token_file": str(shown)})
    federation.start_site("site-2")
    return shown


def _denied(log: str, action: str) -> str:
    """The audit lines that say that this was denied."""
    lines = log.splitlines()
    return "\n".join(line for line in lines if f'"action": "{action}", "decision": "deny"' in line)
