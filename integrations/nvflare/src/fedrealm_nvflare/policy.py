"""Whether a job may run at a site: the site's own policy and the submitter's, both have to permit it.

Missing or malformed means no; what is denied stays denied, whatever else is allowed.
"""

from __future__ import annotations

import fnmatch
import re
from dataclasses import dataclass
from typing import Any, Mapping

from fedrealm_nvflare.errors import Denied
from fedrealm_nvflare.names import ALMIGHTY_ROLE, DEFAULT_STUDY

# As the realm's job policies have them (fedrealm's docs/mappers.md): no other glob signs.
_PATTERN = re.compile(r"[A-Za-z0-9._:/@*?-]([A-Za-z0-9 ._:/@*?-]*[A-Za-z0-9._:/@*?-])?")
_MAX_NAMES = 64


@dataclass(frozen=True)
class Job:
    """What NVIDIA FLARE says about a job; the submitter as in the certificate that submitted it."""

    name: str
    study: str
    byoc: bool
    submitter: str
    organisation: str
    role: str

    @staticmethod
    def of(meta: object, submitter: object, organisation: object, role: object) -> Job:
        """From a job's meta data and the security items of a command.

        Raises:
            Denied: something is missing or not what it should be.
        """
        if not isinstance(meta, Mapping) or not meta:
            raise Denied("there is no job meta data")
        byoc = meta.get("byoc", False)
        if not isinstance(byoc, bool):
            raise Denied("the job's byoc is neither true nor false")
        return Job(
            name=_text(meta.get("name"), "the job's name"),
            study=_text(meta.get("study", DEFAULT_STUDY), "the job's study"),
            byoc=byoc,
            submitter=_text(submitter, "the submitter's name").strip().lower(),
            organisation=_text(organisation, "the submitter's organisation"),
            role=_text(role, "the submitter's role"),
        )


@dataclass(frozen=True)
class Names:
    """Patterns of names; what matches ``deny`` is out, whatever matches ``allow``."""

    allow: tuple[str, ...]
    deny: tuple[str, ...]

    @staticmethod
    def of(claim: object, what: str) -> Names:
        """From ``{"allow": […], "deny": […]}``."""
        if not isinstance(claim, Mapping):
            raise Denied(f"{what} is missing")
        return Names(_names(claim.get("allow"), what), _names(claim.get("deny"), what))

    def admit(self, name: str) -> bool:
        """Whether the name is allowed and not denied. Upper and lower case differ."""
        return _listed(name, self.allow) and not _listed(name, self.deny)


@dataclass(frozen=True)
class SitePolicy:
    """What a site admits. None: the site leaves it to the submitter's policy and NVIDIA FLARE's."""

    jobs: Names
    studies: tuple[str, ...] | None
    organisations: tuple[str, ...] | None
    roles: tuple[str, ...] | None
    byoc: bool

    @staticmethod
    def of(claims: object) -> SitePolicy:
        """From Keycloak's answer."""
        if not isinstance(claims, Mapping):
            raise Denied("Keycloak's answer has no policy of the site")
        return SitePolicy(
            jobs=Names.of(claims.get("jobs"), "the site's list of jobs"),
            studies=_optional(claims.get("studies"), "the site's list of studies"),
            organisations=_optional(claims.get("orgs"), "the site's list of organisations"),
            roles=_optional(claims.get("roles"), "the site's list of roles"),
            byoc=claims.get("byoc") is True,
        )

    def check(self, job: Job) -> None:
        """Raises Denied with the reason if the site does not admit the job."""
        _require(self.jobs.admit(job.name), f"the site does not admit jobs named '{job.name}'")
        _require(self.byoc or not job.byoc, "the site does not admit jobs that bring their own code")
        _admitted(job.study, self.studies, "study")
        _admitted(job.organisation, self.organisations, "organisation")
        _admitted(job.role, self.roles, "role")


def check_submitter(claims: Mapping[str, Any], job: Job, project: str) -> None:
    """Raises Denied with the reason if the submitter's claims do not permit the job.

    Args:
        claims: the submitter's, of a verified token or as Keycloak answered.
        job: with the submitter as NVIDIA FLARE knows it.
        project: that the claims must be for.
    """
    _require(job.role != ALMIGHTY_ROLE, "the role 'super' is never accepted")
    email = claims.get("email")
    _require(
        isinstance(email, str) and email.strip().lower() == job.submitter,
        f"Keycloak's claims are not those of the submitter '{job.submitter}'",
    )
    _require(claims.get("email_verified") is True, "the submitter's e-mail address is not verified")
    _require(claims.get("nvflare_project") == project, f"the claims are not for project '{project}'")
    _require(
        claims.get("nvflare_org") == job.organisation,
        f"in Keycloak the submitter is not of the organisation '{job.organisation}'",
    )
    _require(
        claims.get("role") == job.role,
        f"in Keycloak the submitter does not have the role '{job.role}'",
    )
    studies = _optional(claims.get("nvflare_studies"), "the submitter's list of studies") or ()
    _require(
        job.study == DEFAULT_STUDY or job.study in studies,
        f"the submitter does not take part in the study '{job.study}'",
    )
    jobs = Names.of(claims.get("nvflare_jobs"), "the submitter's list of jobs")
    _require(jobs.admit(job.name), f"the submitter may not run jobs named '{job.name}'")


def _require(holds: bool, reason: str) -> None:
    if not holds:
        raise Denied(reason)


def _admitted(name: str, names: tuple[str, ...] | None, what: str) -> None:
    _require(names is None or name in names, f"the site does not admit the {what} '{name}'")


def _listed(name: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns)


def _optional(value: object, what: str) -> tuple[str, ...] | None:
    return None if value is None else _names(value, what)


def _names(value: object, what: str) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > _MAX_NAMES:
        raise Denied(f"{what} is not as the realm writes it")
    if not all(isinstance(name, str) and _PATTERN.fullmatch(name) for name in value):
        raise Denied(f"{what} has a value that is no name")
    return tuple(value)


def _text(value: object, what: str) -> str:
    if not isinstance(value, str) or not value or len(value) > 256:
        raise Denied(f"{what} is missing or too long")
    return value
