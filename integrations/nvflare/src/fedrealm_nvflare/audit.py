"""One line for each decision, in the log and in NVIDIA FLARE's audit file; never a token."""

from __future__ import annotations

import json
import logging
from typing import Mapping

from nvflare.fuel.sec.audit import AuditService

_LOGGER = logging.getLogger("fedrealm.audit")
_MAX_FIELD = 300


def permitted(action: str, reason: str, **fields: object) -> None:
    """Writes what was permitted, and why. Fails if it cannot be written: then it is not permitted."""
    _write(logging.INFO, {"action": action, "decision": "permit", "reason": reason}, fields)


def denied(action: str, reason: str, **fields: object) -> None:
    """Writes what was denied, and why. Never fails: a full disk must not turn a denial round."""
    try:
        _write(logging.WARNING, {"action": action, "decision": "deny", "reason": reason}, fields)
    except Exception as error:
        _LOGGER.error("a denial could not be written to the audit file (%s)", type(error).__name__)


def _write(level: int, line: dict[str, str], fields: Mapping[str, object]) -> None:
    # A field can be a name that somebody chose: JSON escapes line breaks, so no line can be forged.
    line.update({name: _short(value) for name, value in fields.items()})
    text = json.dumps(line, ensure_ascii=True)
    _LOGGER.log(level, "%s", text)
    if AuditService.get_auditor():
        user = json.dumps(_short(fields.get("submitter") or fields.get("site") or ""))[1:-1]
        AuditService.add_event(user=user, action=f"fedrealm.{line['action']}", msg=text)


def _short(value: object) -> str:
    return str(value)[:_MAX_FIELD]
