"""The reasons of sites that refuse a job, in the job's details.

NVIDIA FLARE itself forgets them when enough other sites take part.
"""

from __future__ import annotations

from typing import Any

from nvflare.apis.fl_constant import FLContextKey, SystemComponents
from nvflare.apis.fl_context import FLContext
from nvflare.apis.job_def import JobMetaKey

# How the reason begins when a site refuses a job, and where a job's details have the reasons.
REFUSAL = "Refused by this site's policy in Keycloak: "
REFUSALS_META_KEY = "fedrealm_refusals"


def job_id(fl_ctx: FLContext) -> str:
    """The id of the job that is scheduled.

    ``CURRENT_JOB_ID`` may be another's: it is sticky, and the thread that completes jobs overwrites it
    (nvflare 2.9.0, private/fed/server/job_runner.py).
    """
    meta = fl_ctx.get_prop(FLContextKey.JOB_META)
    job = meta.get(JobMetaKey.JOB_ID.value) if isinstance(meta, dict) else None
    if not isinstance(job, str) or not job:
        raise ValueError("NVIDIA FLARE does not say which job is scheduled")
    return job


def note(fl_ctx: FLContext) -> None:
    """Writes down which sites have refused the job now; those that take it are refusing no more."""
    results = fl_ctx.get_prop(FLContextKey.RESOURCE_CHECK_RESULT) or {}
    job = job_id(fl_ctx)
    manager = fl_ctx.get_engine().get_component(SystemComponents.JOB_MANAGER)
    # As it is stored: what the scheduler has of the job is older than what was noted at its last try.
    stored = manager.get_job(job, fl_ctx)
    noted = (stored.meta.get(REFUSALS_META_KEY) if stored else None) or {}
    refusals = {site: reason for site, reason in noted.items() if site not in results}
    refusals.update({site: answer[1] for site, answer in results.items() if _is_refusal(*answer)})
    if refusals != noted:
        manager.update_meta(job, {REFUSALS_META_KEY: refusals}, fl_ctx)


def _is_refusal(enough: bool, message: Any) -> bool:
    return not enough and isinstance(message, str) and message.startswith(REFUSAL)
