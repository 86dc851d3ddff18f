"""Why something is not permitted. The texts go into logs: they never hold a token or a secret."""

from __future__ import annotations


class Denied(Exception):
    """Not permitted; the text is the reason, for the operator who reads the log."""


class Unreachable(Denied):
    """Keycloak did not answer, so nothing can be decided. Worth another try later."""


class LocalFault(Denied):
    """Something on this machine is wrong: a secret's file, say. Only its own log is told which."""

    told = "this site's own settings are wrong, its log says how"


class Misconfigured(ValueError):
    """A handler's settings cannot be used; the text says which and how to mend it."""


def reason(error: Exception) -> str:
    """What this machine's log is told."""
    if isinstance(error, (Denied, ValueError)):
        return str(error)
    return f"the check itself failed ({type(error).__name__})"


def told_reason(error: Exception) -> str:
    """What others are told: the same, without this machine's affairs."""
    return error.told if isinstance(error, LocalFault) else reason(error)
