"""What a site does that wants to be somebody else: a component in its own kit, in its own process."""

from __future__ import annotations

from nvflare.apis.event_type import EventType
from nvflare.apis.fl_component import FLComponent
from nvflare.apis.fl_constant import ReservedKey
from nvflare.apis.fl_context import FLContext
from nvflare.private.defs import ClientType


class Impostor(FLComponent):
    """Tells the server a false name, or that it is an admin console.

    Args:
        name: what it calls itself in its public context; empty: its own name.
        client_type: what it says it is; empty: an ordinary client.
    """

    def __init__(self, name: str = "", client_type: str = "") -> None:
        super().__init__()
        self._false_name = name
        if client_type:
            ClientType.REGULAR = client_type

    def handle_event(self, event_type: str, fl_ctx: FLContext) -> None:
        if self._false_name and event_type == EventType.BEFORE_CLIENT_REGISTER:
            fl_ctx.put(ReservedKey.IDENTITY_NAME, self._false_name, private=False, sticky=False)
