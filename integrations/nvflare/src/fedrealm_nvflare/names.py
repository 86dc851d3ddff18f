"""Names as NVIDIA FLARE has them, and those that the realm makes of them.

The patterns are NVIDIA FLARE's own (nvflare/apis/utils/format_check.py), without its exceptions.
"""

from __future__ import annotations

import re

from fedrealm_nvflare.errors import Misconfigured

# An admin role that NVIDIA FLARE lets past every check (nvflare/fuel/sec/authz.py).
ALMIGHTY_ROLE = "super"

# The study of a job that names none; everybody takes part in it.
DEFAULT_STUDY = "default"

SITE = re.compile(r"[A-Za-z0-9_-]{1,128}")
ORGANISATION = re.compile(r"[A-Za-z0-9_]{1,128}")
PROJECT = re.compile(r"[A-Za-z0-9_.-]{1,128}")


def checked(value: object, pattern: re.Pattern[str], setting: str) -> str:
    """The value, if it is a name; the setting's name goes into the error."""
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise Misconfigured(f"{setting}: {value!r} is no name that NVIDIA FLARE accepts")
    return value


def server_client(project: str) -> str:
    """The client id of a project's FL server: the audience of the tokens that sites register with."""
    return f"nvflare:{project}"


def site_client(project: str, site: str) -> str:
    """The client id of a site, which is the audience of the tokens that jobs bring to it."""
    return f"nvflare:{project}:{site}"
