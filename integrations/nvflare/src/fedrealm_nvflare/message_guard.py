"""Nothing of a site without a lease gets past the server: no result, no request for a task, no event.

Facts of nvflare 2.9.0 that this rests on:

* every message of a site goes through the server's own cell, to the cell of a running job, too: only
  ``allow_adhoc_conns``, which is off unless an operator switches it on, makes other connections;
* its filters see a message before it is passed on (fuel/f3/cellnet/core_cell.py,
  _process_received_msg), and one that answers is the end of it;
* the name and the session in a message's headers are signed by the server (private/fed/authenticator.py),
  and its origin is bound to the certificate of the connection (fuel/f3/cellnet/identity.py);
* a client that is logged out or disabled keeps its session: running jobs go on taking its results
  (private/fed/server/server_command_agent.py knows the participants that the job began with).
"""

from __future__ import annotations

import logging
from typing import Any, Callable

from nvflare.fuel.f3.cellnet.defs import (
    CellChannel,
    CellChannelTopic,
    MessageHeaderKey,
    MessageType,
    ReturnCode,
)
from nvflare.fuel.f3.cellnet.utils import make_reply
from nvflare.fuel.utils.admin_name_utils import is_valid_admin_client_name
from nvflare.private.defs import AUTH_CLIENT_NAME_FOR_SJ, CellMessageHeaderKeys

_LOGGER = logging.getLogger("fedrealm.messages")
_SERVER = "server"

# How a site gets a lease, and how it goes.
_WAY_IN = (
    CellChannelTopic.Register,
    CellChannelTopic.Challenge,
    CellChannelTopic.HEART_BEAT,
    CellChannelTopic.Quit,
)


class MessageGuard:
    """Stops the messages of sites that may not be connected.

    Args:
        may_send: whether a site may be connected now.
    """

    def __init__(self, may_send: Callable[[str], bool]) -> None:
        self._may_send = may_send
        self._cell: Any = None

    def watch(self, cell: Any) -> None:
        """Sees every message that the server's cell gets from now on; a second time is none."""
        if self._cell is not cell:
            cell.add_incoming_filter(channel="*", topic="*", cb=self.check)
            self._cell = cell

    def check(self, message: Any) -> Any:
        """None, or the answer that stops the message."""
        try:
            stranger = self._stranger(message)
        except Exception as error:  # what is not understood does not pass
            stranger = f"? ({type(error).__name__})"
        if stranger is None:
            return None
        _LOGGER.debug("a message of '%s' was stopped: it has no valid token of Keycloak", stranger)
        return make_reply(ReturnCode.UNAUTHENTICATED, error="no valid token of Keycloak")

    def _stranger(self, message: Any) -> str | None:
        if _is_for_the_server_itself(message):
            return None
        sender = str(message.get_header(MessageHeaderKey.ORIGIN, "")).split(".", 1)[0]
        # NVIDIA FLARE takes the name out of what goes on to another site, when it has verified it.
        name = message.get_header(CellMessageHeaderKeys.CLIENT_NAME)
        if sender == _SERVER:
            return None if name in (None, _SERVER, AUTH_CLIENT_NAME_FOR_SJ) else str(name)
        if is_valid_admin_client_name(sender):
            # A console signs with its person's address, which is no name of a site.
            return None if isinstance(name, str) and "@" in name else str(name)
        for site in (sender, sender if name is None else name):
            if not isinstance(site, str) or not self._may_send(site):
                return str(site)
        return None


def _is_for_the_server_itself(message: Any) -> bool:
    """Whether it is about the connection as such, or answers what the server has asked."""
    if message.get_header(MessageHeaderKey.DESTINATION) != _SERVER:
        return False
    if message.get_header(MessageHeaderKey.MSG_TYPE) != MessageType.REQ:
        return True
    channel = message.get_header(MessageHeaderKey.CHANNEL)
    topic = message.get_header(MessageHeaderKey.TOPIC)
    # Not "bulk", the other topic of that channel: it brings messages of every kind.
    return (channel == CellChannel.SERVER_MAIN and topic in _WAY_IN) or (
        channel == CellChannel.CELLNET and topic == CellChannelTopic.Bye
    )
