"""What a site does that wants to be somebody else: a component in its own kit, in its own process."""

from __future__ import annotations

from pathlib import Path

from nvflare.apis.event_type import EventType
from nvflare.apis.fl_component import FLComponent
from nvflare.apis.fl_constant import ReservedKey
from nvflare.apis.fl_context import FLContext
from nvflare.private.defs import ClientType

from fedrealm_nvflare.registration import TOKEN_PROPERTY

_SHOWN_AT = (EventType.BEFORE_CLIENT_REGISTER, EventType.BEFORE_CLIENT_HEARTBEAT)


class Impostor(FLComponent):
    """Tells the server a false name, that it is an admin console, or whatever token it is given.

    Args:
        name: what it calls itself in its public context; empty: its own name.
        client_type: what it says it is; empty: an ordinary client.
        token_file: the token that it shows, as the file has it at that moment; empty: none.
    """

    def __init__(self, name: str = "", client_type: str = "", token_file: str = "") -> None:
        super().__init__()
        self._false_name = name
        self._token_file = token_file
        if client_type:
            ClientType.REGULAR = client_type

    def handle_event(self, event_type: str, fl_ctx: FLContext) -> None:
        if self._false_name and event_type == EventType.BEFORE_CLIENT_REGISTER:
            fl_ctx.put(ReservedKey.IDENTITY_NAME, self._false_name, private=False, sticky=False)
        if self._token_file and event_type in _SHOWN_AT:
            token = Path(self._token_file).read_text()
            fl_ctx.set_prop(TOKEN_PROPERTY, token, private=False, sticky=False)
