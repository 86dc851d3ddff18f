"""Which job may run: weaknesses W2 and W7."""

from __future__ import annotations

from typing import Any

import pytest

from fedrealm_nvflare.errors import Denied
from fedrealm_nvflare.policy import Job, Names, SitePolicy, check_submitter

SITE = {"jobs": {"allow": ["*"], "deny": ["Secret-Job"]}, "byoc": False}
CLAIMS = {
    "email": "Lead@Example.test",
    "email_verified": True,
    "nvflare_org": "org_a",
    "nvflare_project": "demo",
    "role": "lead",
    "nvflare_studies": ["study-a"],
    "nvflare_jobs": {"allow": ["plain-*", "Secret-Job"], "deny": ["plain-not"]},
}


def job(name: str = "plain-job", study: str = "default", byoc: Any = False, **submitter: str) -> Job:
    who = {"submitter": "lead@example.test", "organisation": "org_a", "role": "lead", **submitter}
    return Job.of({"name": name, "study": study, "byoc": byoc}, *who.values())


def test_what_both_permit_is_permitted() -> None:
    SitePolicy.of(SITE).check(job())
    check_submitter(CLAIMS, job(), "demo")
    check_submitter(CLAIMS, job(study="study-a"), "demo")


@pytest.mark.parametrize(
    ("claim", "value", "reason"),
    [
        ("email", "other@example.test", "not those of the submitter"),
        ("email", None, "not those of the submitter"),
        ("email_verified", False, "not verified"),
        ("email_verified", "true", "not verified"),
        ("nvflare_org", "org_b", "organisation 'org_a'"),
        ("nvflare_org", None, "organisation"),
        ("nvflare_project", "other", "project 'demo'"),
        ("role", "member", "role 'lead'"),
        ("role", ["lead"], "role 'lead'"),
        ("nvflare_jobs", None, "list of jobs is missing"),
        ("nvflare_jobs", {"allow": ["*"]}, "not as the realm writes it"),
        ("nvflare_jobs", {"allow": [], "deny": []}, "may not run jobs named 'plain-job'"),
        ("nvflare_jobs", {"allow": ["*"], "deny": ["plain-job"]}, "may not run jobs"),
        ("nvflare_jobs", {"allow": ["[p]lain-job"], "deny": []}, "no name"),
        ("nvflare_jobs", "*", "missing"),
    ],
)
def test_claims_that_do_not_fit_are_refused(claim: str, value: Any, reason: str) -> None:
    with pytest.raises(Denied, match=reason):
        check_submitter({**CLAIMS, claim: value}, job(), "demo")


@pytest.mark.parametrize("studies", [None, [], ["study-b"]])
def test_a_study_needs_a_member(studies: Any) -> None:
    with pytest.raises(Denied, match="take part in the study 'study-a'"):
        check_submitter({**CLAIMS, "nvflare_studies": studies}, job(study="study-a"), "demo")


def test_the_role_super_is_refused_even_if_the_claims_have_it() -> None:
    with pytest.raises(Denied, match="super"):
        check_submitter({**CLAIMS, "role": "super"}, job(role="super"), "demo")


@pytest.mark.parametrize(
    ("changes", "asked", "reason"),
    [
        ({"jobs": {"allow": ["other"], "deny": []}}, {}, "jobs named 'plain-job'"),
        ({}, {"name": "Secret-Job"}, "jobs named 'Secret-Job'"),
        ({"jobs": None}, {}, "list of jobs is missing"),
        ({}, {"byoc": True}, "own code"),
        ({"byoc": "true"}, {"byoc": True}, "own code"),
        ({"studies": ["study-b"]}, {"study": "study-a"}, "study 'study-a'"),
        ({"orgs": ["org_b"]}, {}, "organisation 'org_a'"),
        ({"orgs": []}, {}, "organisation 'org_a'"),
        ({"roles": ["project_admin"]}, {}, "role 'lead'"),
        ({"roles": "lead"}, {}, "not as the realm writes it"),
    ],
)
def test_what_the_site_does_not_admit_is_refused(changes: Any, asked: Any, reason: str) -> None:
    with pytest.raises(Denied, match=reason):
        SitePolicy.of({**SITE, **changes}).check(job(**asked))


def test_a_site_can_admit_jobs_that_bring_their_own_code() -> None:
    SitePolicy.of({**SITE, "byoc": True}).check(job(byoc=True))


@pytest.mark.parametrize(
    "meta", [None, {}, "x", {"name": ""}, {"name": 7}, {"name": "x" * 300}, {"name": "x", "byoc": "no"}]
)
def test_a_job_without_what_it_needs_is_refused(meta: Any) -> None:
    with pytest.raises(Denied):
        Job.of(meta, "lead@example.test", "org_a", "lead")


@pytest.mark.parametrize("submitter", ["", None, 7])
def test_a_job_without_a_submitter_is_refused(submitter: Any) -> None:
    with pytest.raises(Denied, match="submitter's name"):
        Job.of({"name": "x"}, submitter, "org_a", "lead")


@pytest.mark.parametrize(
    ("name", "admitted"),
    [("plain-job", True), ("PLAIN-job", False), ("xplain-job", False), ("plain-not", False)],
)
def test_patterns_match_whole_names_and_case(name: str, admitted: bool) -> None:
    assert Names(("plain-*",), ("plain-not",)).admit(name) is admitted
