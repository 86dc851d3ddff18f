"""The other way: jobs bring a token for each site."""

from __future__ import annotations

import json
import time
from typing import Any, Iterator

import jwt
import pytest
from nvflare.fuel.flare_api.flare_api import Session

import kits
from federation import Federation
from fedrealm_nvflare import login
from forger import ATTACKS, Attack, Forger
from person import signs_in
from relay import Relay
from setup_file import Setup


@pytest.fixture(scope="module")
def by_token(federation: Federation, setup: Setup, relay: Relay) -> Iterator[Federation]:
    """The same federation with sites in the mode ``token``."""
    _restart(federation, setup, relay, "token")
    yield federation
    _restart(federation, setup, relay, "online")


@pytest.fixture(scope="module")
def lead(
    by_token: Federation, setup: Setup, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Session]:
    """A lead's session whose kit has our handler; the person signs in with a browser of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(login.DeviceLogin.__init__, "__defaults__", (signs_in(setup), time.sleep))
        kit = by_token.kit("lead@example.test")
        setup.command(
            *("nvflare", "kit", "--admin", "--kit", str(kit), "--issuer", setup.issuer()),
            *("--for-sites", "site-1,site-2", "--login", "device"),
        )
        session = by_token.new_session("lead")
        yield session
        session.close()
        (kit / "local" / "resources.json").unlink()


def test_a_job_with_tokens_runs_and_each_token_is_for_one_site(
    by_token: Federation, lead: Session
) -> None:
    job = by_token.submit("lead", "plain-job", session=lead)

    details = by_token.finished(job)
    assert details["status"] == "FINISHED:COMPLETED"
    assert by_token.ran_at(job, "site-1") and by_token.ran_at(job, "site-2")
    for site, token in details["custom_props"]["fedrealm_tokens"].items():
        assert _claims(token)["aud"] == f"nvflare:demo:{site}"


def test_a_clone_brings_no_token_and_is_refused(by_token: Federation, lead: Session) -> None:
    job = by_token.submit("lead", "plain-job", session=lead)
    by_token.finished(job)
    clone = lead.clone_job(job)

    by_token.until_refused(clone, "a clone never does: submit it anew")
    lead.abort_job(clone)


def test_a_job_that_waits_longer_than_its_token_lives_is_refused(
    by_token: Federation, lead: Session
) -> None:
    for site in ("site-1", "site-2"):
        by_token.stop(site)
    job = by_token.submit("lead", "plain-job", session=lead)
    tokens = by_token.details(job)["custom_props"]["fedrealm_tokens"].values()
    dead = max(_claims(token)["exp"] for token in tokens) + 10
    time.sleep(max(0.0, dead + 1 - time.time()))  # the token's death is what is waited for
    for site in ("site-1", "site-2"):
        by_token.start_site(site)

    by_token.until_refused(job, "the token has expired")
    lead.abort_job(job)


def test_a_token_of_somebody_else_is_refused(by_token: Federation, lead: Session) -> None:
    job = by_token.submit("lead", "plain-job", session=lead)
    stolen = by_token.details(job)["custom_props"]["fedrealm_tokens"]
    by_token.finished(job)

    taken = by_token.submit("junior", "plain-job", custom_props={"fedrealm_tokens": stolen})

    by_token.until_refused(taken, "not those of the submitter 'junior@example.test'")
    by_token.session("junior").abort_job(taken)


@pytest.mark.parametrize(
    ("at_site_1", "at_site_2"), list(zip(ATTACKS[::2], ATTACKS[1::2])), ids=lambda attack: attack.name
)
def test_a_forged_token_runs_nothing(
    by_token: Federation, lead: Session, setup: Setup, at_site_1: Attack, at_site_2: Attack
) -> None:
    """A submitter can write tokens into a job: here another for each site."""
    forger = Forger(setup.admin())
    good = by_token.submit("lead", "plain-job", session=lead)
    tokens = by_token.details(good)["custom_props"]["fedrealm_tokens"]
    lead.abort_job(good)
    forged = {
        site: forger.forge(tokens[site], attack)
        for site, attack in (("site-1", at_site_1), ("site-2", at_site_2))
    }

    job = by_token.submit("lead", "plain-job", custom_props={"fedrealm_tokens": forged})

    by_token.until_refused(job, at_site_1.reason)
    refusals = by_token.until_refused(job, at_site_2.reason)["fedrealm_refusals"]
    assert at_site_1.reason in refusals["site-1"] and at_site_2.reason in refusals["site-2"]
    for site, attack in (("site-1", at_site_1), ("site-2", at_site_2)):
        assert attack.reason in by_token.log(site)
        assert not by_token.ran_at(job, site)
    by_token.session("lead").abort_job(job)


def test_another_sites_token_is_refused(by_token: Federation, lead: Session) -> None:
    job = by_token.submit("lead", "plain-job", session=lead)
    tokens = by_token.details(job)["custom_props"]["fedrealm_tokens"]
    by_token.finished(job)
    swapped = {"site-1": tokens["site-2"], "site-2": tokens["site-1"]}

    job = by_token.submit("lead", "plain-job", custom_props={"fedrealm_tokens": swapped})

    details = by_token.until_refused(job, "InvalidAudienceError")
    assert set(details["fedrealm_refusals"]) == {"site-1", "site-2"}
    by_token.session("lead").abort_job(job)


def _restart(federation: Federation, setup: Setup, relay: Relay, mode: str) -> None:
    kits.install(federation, setup, relay, mode)
    for site in setup.site_secrets:
        federation.stop(site)
        federation.restart_site(site)
    federation.wait_connected("site-1", "site-2")


def _claims(token: str) -> dict[str, Any]:
    return jwt.decode(token, options={"verify_signature": False})
