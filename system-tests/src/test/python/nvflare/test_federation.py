"""A real federation, whose sites and jobs are those that a real Keycloak permits."""

from __future__ import annotations

from federation import Federation
from relay import Relay
from setup_file import Setup


def test_both_sites_register_with_their_tokens(federation: Federation) -> None:
    assert federation.connected() == {"site-1", "site-2"}
    for site in ("site-1", "site-2"):
        assert '"register", "decision": "permit"' in federation.log("localhost")
        assert f'"site": "{site}"' in federation.log("localhost")


def test_a_plain_job_runs_on_both_sites(federation: Federation) -> None:
    job = federation.submit("lead", "plain-job")

    assert federation.finished(job)["status"] == "FINISHED:COMPLETED"
    assert federation.ran_at(job, "site-1") and federation.ran_at(job, "site-2")


def test_secret_job_runs_on_site_2_only_and_the_reason_can_be_read(federation: Federation) -> None:
    job = federation.submit("lead", "Secret-Job")
    details = federation.finished(job)

    assert details["status"] == "FINISHED:COMPLETED"
    assert federation.ran_at(job, "site-2") and not federation.ran_at(job, "site-1")
    reason = "the site does not admit jobs named 'Secret-Job'"
    assert reason in details["fedrealm_refusals"]["site-1"]
    assert reason in federation.log("site-1")
