"""What a site does that does not want to stop: a component in its own kit, in its own process."""

from __future__ import annotations

from typing import Any

from nvflare.apis.fl_component import FLComponent
from nvflare.private.admin_defs import Message, ok_reply
from nvflare.private.fed.client import communicator, training_cmds


class Deaf(FLComponent):
    """Tells the server that a run was ended, and lets it go on."""

    def __init__(self) -> None:
        super().__init__()
        training_cmds.AbortAppProcessor.process = _answer_only
        communicator.Communicator._clean_up_runs = _clean_up_nothing


def _answer_only(self: Any, request: Message, engine: Any) -> Message:
    return ok_reply(topic=f"reply_{request.topic}", body="OK")


def _clean_up_nothing(self: Any, engine: Any, runs: Any) -> None:
    pass
