"""A site's last word on every job.

NVIDIA FLARE asks a site twice, when a job is scheduled (``check_resources``) and when it is deployed
(``submit_job``), and takes a handler that crashes for consent (private/fed/server/site_security.py).
So everything that is not permitted here is denied, whatever happened.
"""

from __future__ import annotations

from typing import Any, Mapping

from nvflare.apis.event_type import EventType
from nvflare.apis.fl_component import FLComponent
from nvflare.apis.fl_constant import FLContextKey
from nvflare.apis.fl_context import FLContext

from fedrealm_nvflare import audit, credentials
from fedrealm_nvflare.errors import Denied, Misconfigured, reason, told_reason
from fedrealm_nvflare.keycloak import Keycloak
from fedrealm_nvflare.names import PROJECT, SITE, checked, site_client
from fedrealm_nvflare.policy import Job, SitePolicy, check_submitter
from fedrealm_nvflare.refusals import REFUSAL
from fedrealm_nvflare.verification import TokenVerifier, check_access_token

# The custom property of a job in which the tokens for the sites come, one for each.
TOKENS_PROPERTY = "fedrealm_tokens"

_COMMANDS = ("check_resources", "submit_job")


class FedrealmJobGate(FLComponent):
    """Permits a job if this site's policy and the submitter's in Keycloak both permit it.

    Args:
        issuer: URL of the realm.
        project: the project.
        site: this site's name, as in its certificate.
        mode: ``online``: Keycloak is asked who the submitter is, and no token travels with the job;
            ``token``: the job brings a token for this site alone.
        submitter_client: the client that people and services sign in with to submit jobs.
        secret_file: file with the secret of the site's client, or
        secret_env: name of the environment variable with it, or
        key_file: PEM of the private key that takes the secret's place.
        key_id: the ``kid`` under which Keycloak knows the key's public half.
        ca_file: PEM of the CA of Keycloak's certificate; empty: the system's.
        url: the realm's URL as it is reached from here, if it is not the issuer's.
    """

    def __init__(
        self,
        issuer: str,
        project: str,
        site: str,
        mode: str = "online",
        submitter_client: str = "nvflare-console",
        secret_file: str = "",
        secret_env: str = "",
        key_file: str = "",
        key_id: str = "",
        ca_file: str = "",
        url: str = "",
    ) -> None:
        super().__init__()
        if mode not in ("online", "token"):
            raise Misconfigured(f"mode: {mode!r} is neither 'online' nor 'token'")
        self._project = checked(project, PROJECT, "project")
        self._site = checked(site, SITE, "site")
        self._audience = site_client(project, site)
        self._online = mode == "online"
        self._parties = frozenset({submitter_client})
        self._who = credentials.service(self._audience, secret_file, secret_env, key_file, key_id)
        self._keycloak = Keycloak(issuer, ca_file, url)
        self._verifier = TokenVerifier(self._keycloak, self._audience)

    def handle_event(self, event_type: str, fl_ctx: FLContext) -> None:
        if event_type != EventType.AUTHORIZE_COMMAND_CHECK:
            return
        command, items = "?", None
        try:
            command = fl_ctx.get_prop(FLContextKey.COMMAND_NAME)
            if command not in _COMMANDS:
                return
            items = fl_ctx.get_prop(FLContextKey.SECURITY_ITEMS)
            self._check(items)
            audit.permitted(command, "site and submitter permit it", **self._fields(items))
        except Exception as error:
            why = REFUSAL + told_reason(error)
            fl_ctx.set_prop(FLContextKey.AUTHORIZATION_RESULT, False, private=True, sticky=False)
            fl_ctx.set_prop(FLContextKey.AUTHORIZATION_REASON, why, private=True, sticky=False)
            audit.denied(str(command), reason(error), **self._fields(items))

    def _check(self, items: Mapping[str, Any]) -> None:
        meta = items.get(FLContextKey.JOB_META)
        job = Job.of(
            meta,
            items.get(FLContextKey.SUBMITTER_NAME),
            items.get(FLContextKey.SUBMITTER_ORG),
            items.get(FLContextKey.SUBMITTER_ROLE),
        )
        claims = None if self._online else self._claims_of_token(meta)
        answer = self._keycloak.site_policy(self._who, job.submitter if self._online else "")
        SitePolicy.of(answer.get("site")).check(job)
        if claims is None:
            claims = self._claims_of_answer(answer, job)
        check_submitter(claims, job, self._project)

    def _claims_of_token(self, meta: Mapping[str, Any]) -> Mapping[str, Any]:
        properties = meta.get("custom_props")
        tokens = properties.get(TOKENS_PROPERTY) if isinstance(properties, Mapping) else None
        if not isinstance(tokens, Mapping) or not tokens.get(self._site):
            raise Denied("the job brings no token for this site (a clone never does: submit it anew)")
        return self._verifier.claims(tokens[self._site], self._parties)

    def _claims_of_answer(self, answer: Mapping[str, Any], job: Job) -> Mapping[str, Any]:
        claims = answer.get("submitter")
        if not isinstance(claims, Mapping):
            raise Denied(f"Keycloak knows no '{job.submitter}' who may submit jobs to this site")
        check_access_token(claims, self._keycloak.issuer, self._audience, self._parties)
        return claims

    def _fields(self, items: Any) -> dict[str, object]:
        if not isinstance(items, Mapping):
            return {"at": self._site}
        meta = items.get(FLContextKey.JOB_META)
        meta = meta if isinstance(meta, Mapping) else {}
        return {
            "at": self._site,
            "submitter": items.get(FLContextKey.SUBMITTER_NAME),
            "job": meta.get("name"),
            "job_id": meta.get("job_id"),
            "study": meta.get("study"),
        }

