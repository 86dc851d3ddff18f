"""What changes in Keycloak while the federation runs, and what the federation makes of it."""

from __future__ import annotations

import time
from typing import Iterator

import pytest

from federation import Federation
from relay import Relay
from setup_file import Admin, Setup

SITE_2 = "nvflare:demo:site-2"
LEEWAY_SECONDS = 10
HEARTBEAT_SECONDS = 2
MACHINE_SECONDS = 15  # for what a busy machine adds


@pytest.fixture
def admin(setup: Setup, federation: Federation) -> Iterator[Admin]:
    """Keycloak's operator; what was switched off is on again afterwards."""
    admin = setup.admin()
    yield admin
    admin.switch_site(SITE_2, True)
    admin.switch_user("lead", True)
    federation.wait_connected("site-1", "site-2")


def test_a_site_that_is_switched_off_is_out_within_the_stated_time_and_comes_back(
    federation: Federation, admin: Admin, setup: Setup
) -> None:
    admin.switch_site(SITE_2, False)

    stated = setup.token_life + LEEWAY_SECONDS + HEARTBEAT_SECONDS
    took = federation.wait_connected("site-1", seconds=stated + MACHINE_SECONDS)
    print(f"out after {took:.1f} s, stated: {stated} s")
    job = federation.submit("lead", "plain-job")
    assert federation.finished(job)["status"] == "FINISHED:COMPLETED"
    assert not federation.ran_at(job, "site-2")
    assert "Keycloak gives this site no token" in federation.log("site-2")

    admin.switch_site(SITE_2, True)
    federation.wait_connected("site-1", "site-2")


def test_a_site_that_is_switched_off_cannot_register(federation: Federation, admin: Admin) -> None:
    federation.stop("site-2")
    admin.switch_site(SITE_2, False)
    federation.start_site("site-2")

    federation.wait_ended("site-2")
    assert "site-2 may not register: there is no token" in federation.log("localhost")
    assert "Keycloak refused (401" in federation.log("site-2")

    admin.switch_site(SITE_2, True)
    federation.restart_site("site-2")


def test_keycloak_away_denies_jobs_and_they_run_when_it_is_back(
    federation: Federation, relay: Relay
) -> None:
    relay.cut()
    try:
        job = federation.submit("lead", "plain-job")
        federation.until_refused(job, "Keycloak cannot be reached")
        assert not federation.ran_at(job, "site-1") and not federation.ran_at(job, "site-2")
    finally:
        relay.fix()

    assert federation.finished(job)["status"] == "FINISHED:COMPLETED"
    federation.wait_connected("site-1", "site-2")


def test_a_key_that_is_rotated_in_the_middle_breaks_nothing(
    federation: Federation, admin: Admin, setup: Setup
) -> None:
    admin.new_signing_key()
    ends = time.monotonic() + setup.token_life + LEEWAY_SECONDS + HEARTBEAT_SECONDS
    while time.monotonic() < ends:
        assert federation.connected() == {"site-1", "site-2"}
        time.sleep(1)  # the time is what is tested: every token of the old key has died after it

    job = federation.submit("lead", "plain-job")
    assert federation.finished(job)["status"] == "FINISHED:COMPLETED"
    assert federation.ran_at(job, "site-1") and federation.ran_at(job, "site-2")


def test_a_person_who_is_switched_off_runs_nothing_until_switched_on(
    federation: Federation, admin: Admin
) -> None:
    admin.switch_user("lead", False)
    job = federation.submit("lead", "plain-job")
    federation.until_refused(job, "Keycloak knows no 'lead@example.test'")
    assert not federation.ran_at(job, "site-1")

    admin.switch_user("lead", True)
    assert federation.finished(job)["status"] == "FINISHED:COMPLETED"


def test_a_site_that_the_servers_operator_has_disabled_stays_out(federation: Federation) -> None:
    """Its tokens are good: nothing that Keycloak says takes the operator's word back."""
    boss = federation.session("boss")
    boss.disable_client("site-2")
    try:
        federation.wait_connected("site-1")
        time.sleep(3 * HEARTBEAT_SECONDS)  # heartbeats with good tokens are what is tested
        assert federation.connected() == {"site-1"}
    finally:
        boss.enable_client("site-2")
    federation.wait_connected("site-1", "site-2")
