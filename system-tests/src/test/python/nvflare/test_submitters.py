"""Whose jobs run: everybody here has a valid certificate that says lead of org_a."""

from __future__ import annotations

import pytest

from federation import Federation
from setup_file import Setup


@pytest.mark.parametrize(
    ("person", "reason"),
    [
        ("stranger", "Keycloak knows no 'stranger@example.test'"),
        ("elsewhere", "in Keycloak the submitter is not of the organisation 'org_a'"),
        ("junior", "in Keycloak the submitter does not have the role 'lead'"),
    ],
)
def test_a_certificate_that_keycloak_does_not_bear_out_runs_nothing(
    federation: Federation, person: str, reason: str
) -> None:
    job = federation.submit(person, "plain-job")

    details = federation.until_refused(job, reason)
    assert set(details["fedrealm_refusals"]) == {"site-1", "site-2"}
    assert not federation.ran_at(job, "site-1") and not federation.ran_at(job, "site-2")
    for site in ("site-1", "site-2"):
        assert reason in federation.log(site)
    federation.session(person).abort_job(job)


def test_only_members_of_a_study_run_jobs_in_it(federation: Federation) -> None:
    boss = federation.session("boss")
    for study in ("study-a", "study-b"):
        boss.register_study(study, site_orgs=["org_a:site-1", "org_b:site-2"])
        boss.add_study_user(study, "lead@example.test")

    member = federation.submit("lead", "plain-job", study="study-a")
    other = federation.submit("lead", "plain-job", study="study-b")

    federation.until_refused(other, "does not take part in the study 'study-b'", study="study-b")
    assert not federation.ran_at(other, "site-1")
    federation.session("lead", "study-b").abort_job(other)
    assert federation.finished(member, study="study-a")["status"] == "FINISHED:COMPLETED"


def test_a_site_can_refuse_an_organisation(federation: Federation, setup: Setup) -> None:
    admin = setup.admin()
    admin.set_attribute("nvflare:demo:site-1", "fl.orgs.allow", "org_b")
    try:
        job = federation.submit("lead", "plain-job")
        details = federation.finished(job)
    finally:
        admin.set_attribute("nvflare:demo:site-1", "fl.orgs.allow", "")

    assert "does not admit the organisation 'org_a'" in details["fedrealm_refusals"]["site-1"]
    assert federation.ran_at(job, "site-2") and not federation.ran_at(job, "site-1")


def test_own_code_runs_only_where_the_site_admits_it(federation: Federation, setup: Setup) -> None:
    admin = setup.admin()
    admin.set_attribute("nvflare:demo:site-2", "fl.byoc.allow", "true")
    try:
        job = federation.submit("lead", "plain-job", own_code=True)
        details = federation.finished(job)
    finally:
        admin.set_attribute("nvflare:demo:site-2", "fl.byoc.allow", "")

    assert details["status"] == "FINISHED:COMPLETED"
    assert federation.ran_at(job, "site-2") and not federation.ran_at(job, "site-1")
    reason = "the site does not admit jobs that bring their own code"
    assert reason in details["fedrealm_refusals"]["site-1"]
    assert reason in federation.log("site-1")


def test_a_clone_is_the_job_of_whoever_cloned_it(federation: Federation) -> None:
    job = federation.submit("lead", "plain-job")
    federation.finished(job)

    clone = federation.session("lead").clone_job(job)

    assert federation.finished(clone)["status"] == "FINISHED:COMPLETED"
    assert federation.ran_at(clone, "site-1") and federation.ran_at(clone, "site-2")
