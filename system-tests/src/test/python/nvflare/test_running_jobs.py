"""What becomes of the jobs that run when a site loses its place, or Keycloak is away."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import Iterator

import pytest

from federation import Federation
from relay import Relay
from setup_file import Admin, Setup
from test_changes import HEARTBEAT_SECONDS, LEEWAY_SECONDS, MACHINE_SECONDS, SITE_2

BOTH = ("site-1", "site-2")


@pytest.fixture
def admin(setup: Setup) -> Iterator[Admin]:
    """Keycloak's operator; the site that was switched off is on again afterwards."""
    admin = setup.admin()
    yield admin
    admin.switch_site(SITE_2, True)


@contextmanager
def long_job(federation: Federation) -> Iterator[str]:
    """A job that both sites have given results to, and that does not end by itself."""
    job = federation.submit("lead", "plain-job", rounds=10_000)
    try:
        for site in BOTH:
            federation.wait(f"results of {site}", lambda: federation.results(job, site) > 1)
        yield job
    finally:
        federation.session("boss").abort_job(job)
        federation.finished(job)


def out_after(setup: Setup) -> float:
    return setup.token_life + LEEWAY_SECONDS + HEARTBEAT_SECONDS + MACHINE_SECONDS


def goes_on_without_site_2(federation: Federation, job: str) -> None:
    """Nothing of site-2 comes any more while site-1 gives three results."""
    before = {site: federation.results(job, site) for site in BOTH}
    federation.wait("more results of site-1", lambda: federation.results(job, "site-1") > before["site-1"] + 2)
    assert federation.results(job, "site-2") == before["site-2"]
    assert federation.details(job)["status"] == "RUNNING"


def test_a_site_that_is_switched_off_is_out_of_the_job_that_runs_which_goes_on(
    federation: Federation, admin: Admin, setup: Setup
) -> None:
    with long_job(federation) as job:
        admin.switch_site(SITE_2, False)
        federation.wait_connected("site-1", seconds=out_after(setup))

        federation.wait("site-2 has ended its run", lambda: not federation.runs(job, "site-2"))
        goes_on_without_site_2(federation, job)

    admin.switch_site(SITE_2, True)
    federation.wait_connected(*BOTH)


def test_so_is_one_that_does_not_listen_to_the_server(
    federation: Federation, admin: Admin, setup: Setup
) -> None:
    with deaf(federation, "site-2"), long_job(federation) as job:
        admin.switch_site(SITE_2, False)
        federation.wait_connected("site-1", seconds=out_after(setup))

        goes_on_without_site_2(federation, job)
        assert federation.runs(job, "site-2")

        admin.switch_site(SITE_2, True)
        federation.wait_connected(*BOTH)


@contextmanager
def deaf(federation: Federation, site: str) -> Iterator[None]:
    component = {"id": "deaf", "path": "deaf.Deaf", "args": {}}
    file = federation.kit(site) / "local" / "deaf__p_resources.json"
    file.write_text(json.dumps({"format_version": 2, "components": [component]}))
    federation.stop(site)
    federation.restart_site(site)
    try:
        yield
    finally:
        file.unlink()
        federation.stop(site)
        federation.restart_site(site)
        federation.wait_connected(*BOTH)


def test_keycloak_away_ends_the_sites_parts_of_a_job_with_their_tokens(
    federation: Federation, relay: Relay, setup: Setup
) -> None:
    with long_job(federation) as job:
        relay.cut()
        try:
            federation.wait_connected(seconds=out_after(setup))
            for site in BOTH:
                federation.wait(f"{site} has ended its run", lambda: not federation.runs(job, site))
        finally:
            relay.fix()
        federation.wait_connected(*BOTH)


@contextmanager
def grace(federation: Federation, seconds: float) -> Iterator[None]:
    file = federation.kit("localhost") / "local" / "fedrealm__p_resources.json"
    before = file.read_text()
    settings = json.loads(before)
    settings["components"][0]["args"]["outage_grace"] = seconds
    file.write_text(json.dumps(settings))
    federation.restart_server()
    try:
        federation.wait_connected(*BOTH)
        yield
    finally:
        file.write_text(before)
        federation.restart_server()
        # A site that its server's restart finds running is taken again without its organisation.
        for site in BOTH:
            federation.stop(site)
            federation.restart_site(site)
        federation.wait_connected(*BOTH)


def test_with_a_grace_the_job_goes_on_while_keycloak_is_away_and_a_new_one_waits(
    federation: Federation, relay: Relay, setup: Setup
) -> None:
    with grace(federation, 600), long_job(federation) as job:
        relay.cut()
        try:
            refused = '"action": "heartbeat", "decision": "deny", "reason": "there is no token"'
            known = federation.log("localhost").count(refused)
            # A token dies, and ten seconds later what it stood for.
            federation.wait("the tokens have ended", lambda: federation.log("localhost").count(refused) > known)
            waiting = federation.submit("lead", "plain-job")
            blocked = '"action": "schedule", "decision": "deny", "reason": "site \'site-'
            federation.wait(
                "a new job waits",
                lambda: any(blocked in line and waiting in line for line in federation.log("localhost").splitlines()),
                out_after(setup),
            )
            before = {site: federation.results(job, site) for site in BOTH}
            for site in BOTH:
                federation.wait(f"results of {site}", lambda: federation.results(job, site) > before[site] + 1)
        finally:
            relay.fix()

        assert federation.finished(waiting)["status"] == "FINISHED:COMPLETED"
        assert federation.connected() == set(BOTH)
        assert federation.details(job)["status"] == "RUNNING"
