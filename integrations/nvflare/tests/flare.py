"""NVIDIA FLARE's own contexts and event machinery around a handler, without its processes."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from nvflare.apis.client import Client, ClientPropKey
from nvflare.apis.event_type import EventType
from nvflare.apis.fl_component import FLComponent
from nvflare.apis.fl_constant import FLContextKey, ReservedKey, RunProcessKey, SystemComponents
from nvflare.apis.fl_context import FLContext, FLContextManager
from nvflare.apis.fl_exception import NotAuthenticated
from nvflare.apis.utils.event import fire_event_to_components
from nvflare.fuel.f3.cellnet.defs import CellChannel, CellChannelTopic, MessageHeaderKey, MessageType
from nvflare.fuel.f3.message import Message
from nvflare.private.defs import (
    CellMessageHeaderKeys,
    ClientRegSession,
    ClientType,
    InternalFLContextKey,
)
from nvflare.private.fed.server.client_manager import ClientManager
from nvflare.private.fed.server.site_security import SiteSecurity

from fedrealm_nvflare.registration import TOKEN_PROPERTY


class FakeServer:
    """The server's list of clients (NVIDIA FLARE's own), and what a handler may do with it."""

    def __init__(self, *handlers: FLComponent) -> None:
        self.handlers = list(handlers)
        self.client_manager = ClientManager("demo")
        self.details: dict[str, Any] = {}
        self.filters: list[Any] = []
        self.aborted: list[tuple[str, list[str]]] = []
        self.run_processes: dict[str, dict[str, Any]] = {}
        self.job_runner = SimpleNamespace(abort_client_run=self._abort)
        self.server = SimpleNamespace(
            logout_client=self.client_manager.remove_client,
            client_manager=self.client_manager,
            cell=SimpleNamespace(core_cell=SimpleNamespace(add_incoming_filter=self._filter)),
        )

    def fire_event(self, event: str, fl_ctx: FLContext) -> None:
        fire_event_to_components(event, self.handlers, fl_ctx)

    def get_clients(self) -> list[Client]:
        return list(self.client_manager.clients.values())

    def disable_clients(self, names: list[str]) -> None:
        for name in names:
            self.client_manager.disable_client(name)

    def enable_clients(self, names: list[str]) -> None:
        for name in names:
            self.client_manager.enable_client(name)

    def run(self, job: str, *sites: str) -> None:
        """A job that runs at sites."""
        participants = {f"session-of-{site}": Client(site, f"session-of-{site}") for site in sites}
        self.run_processes[job] = {RunProcessKey.PARTICIPANTS: participants}

    def _abort(self, job: str, sites: list[str], fl_ctx: FLContext) -> None:
        """Only clients that are counted are sent anything (server_engine.py, validate_targets)."""
        assert set(sites) <= self.names()
        self.aborted.append((job, sites))

    def _filter(self, channel: str, topic: str, cb: Any) -> None:
        assert (channel, topic) == ("*", "*")
        self.filters.append(cb)

    def passes(
        self,
        origin: str,
        name: Any,
        destination: str = "server.4711",
        channel: str = CellChannel.SERVER_COMMAND,
        topic: str = CellChannelTopic.SUBMIT_RESULT,
        kind: str = MessageType.REQ,
    ) -> bool:
        """Whether the server's cell lets a message through, its filters permitting."""
        message = Message(
            {
                MessageHeaderKey.ORIGIN: origin,
                MessageHeaderKey.DESTINATION: destination,
                MessageHeaderKey.CHANNEL: channel,
                MessageHeaderKey.TOPIC: topic,
                MessageHeaderKey.MSG_TYPE: kind,
                **({} if name is None else {CellMessageHeaderKeys.CLIENT_NAME: name}),
            }
        )
        return not any(check(message) for check in self.filters)

    def get_component(self, name: str) -> Any:
        assert name == SystemComponents.JOB_MANAGER

        def update_meta(job: str, meta: dict[str, Any], _: FLContext) -> None:
            self.details.setdefault(job, {}).update(meta)

        def get_job(job: str, _: FLContext) -> Any:
            return SimpleNamespace(meta=self.details.get(job, {}))

        return SimpleNamespace(update_meta=update_meta, get_job=get_job)

    def schedule(self, job: str, results: dict[str, tuple[bool, str]], completed: str = "0815") -> None:
        """What the scheduler does with the answers of the sites, while another job is completed."""
        fl_ctx = self._context(None, "")
        fl_ctx.set_prop(FLContextKey.CURRENT_JOB_ID, job, private=True)
        fl_ctx.set_prop(FLContextKey.JOB_META, {"job_id": job}, private=True, sticky=False)
        fl_ctx.set_prop(FLContextKey.CURRENT_JOB_ID, completed, private=True)
        fl_ctx.set_prop(FLContextKey.RESOURCE_CHECK_RESULT, results, private=True, sticky=False)
        self.fire_event(EventType.AFTER_CHECK_CLIENT_RESOURCES, fl_ctx)

    def names(self) -> set[str]:
        return {client.name for client in self.get_clients()}

    def register(
        self,
        origin: str,
        token: Any,
        says_it_is: str = "",
        client_type: str = ClientType.REGULAR,
        organisation: str = "org_a",
        secure: bool = True,
    ) -> bool:
        """What fed_server.register_client does with the answers of handlers."""
        fl_ctx = self._context(token, says_it_is or origin)
        if secure:
            session = ClientRegSession(origin)
            fl_ctx.set_prop(InternalFLContextKey.CLIENT_REG_SESSION, session, private=True, sticky=False)
        fl_ctx.set_prop(FLContextKey.CLIENT_TYPE, client_type, private=False, sticky=False)
        self.fire_event(EventType.CLIENT_REGISTER_RECEIVED, fl_ctx)
        exceptions = fl_ctx.get_prop(FLContextKey.EXCEPTIONS) or {}
        if any(isinstance(error, NotAuthenticated) for error in exceptions.values()):
            return False
        name = origin.rsplit(".", 1)[-1]
        if self.client_manager.is_client_disabled(name):
            return False
        if client_type == ClientType.REGULAR:
            client = Client(name, f"session-of-{name}")
            client.set_prop(ClientPropKey.ORG, organisation)
            self.client_manager.clients[client.token] = client
            self.client_manager.name_to_clients[name] = client
        return True

    def heartbeat(self, name: str, token: Any, says_it_is: str = "") -> str | None:
        """What fed_server.client_heartbeat does; the reason of a refusal, or None."""
        fl_ctx = self._context(token, says_it_is or name)
        self.fire_event(EventType.CLIENT_HEARTBEAT_RECEIVED, fl_ctx)
        if self.client_manager.is_client_disabled(name):
            return "disabled"
        self.client_manager.heartbeat(f"session-of-{name}", name, name, fl_ctx)
        return fl_ctx.get_prop(FLContextKey.UNAUTHENTICATED)

    def block_reason(self, *participants: str) -> str | None:
        """Why a job with these participants is not scheduled, or None."""
        fl_ctx = self._context(None, "")
        fl_ctx.set_prop(FLContextKey.JOB_META, {"job_id": "4711"}, private=True, sticky=False)
        fl_ctx.set_prop(FLContextKey.JOB_PARTICIPANTS, ["server", *participants], private=True, sticky=False)
        self.fire_event(EventType.BEFORE_CHECK_CLIENT_RESOURCES, fl_ctx)
        return fl_ctx.get_prop(FLContextKey.JOB_BLOCK_REASON)

    def _context(self, token: Any, name: str) -> FLContext:
        manager = FLContextManager(engine=self, identity_name="server", job_id="", public_stickers={}, private_stickers={})
        fl_ctx = manager.new_context()
        peer = FLContext()
        peer.set_prop(ReservedKey.IDENTITY_NAME, name, private=False, sticky=False)
        if token is not None:
            peer.set_prop(TOKEN_PROPERTY, token, private=False, sticky=False)
        fl_ctx.set_peer_context(peer)
        return fl_ctx


class FakeSite:
    """A site's check of commands: NVIDIA FLARE's own SiteSecurity around a handler."""

    def __init__(self, *handlers: FLComponent, kit: Path | None = None) -> None:
        self.handlers = list(handlers)
        self._kit = kit

    def fire_event(self, event: str, fl_ctx: FLContext) -> None:
        fire_event_to_components(event, self.handlers, fl_ctx)

    def authorized(self, command: str, meta: Any, items: Any = None, **submitter: Any) -> tuple[bool, str]:
        """Whether the command is executed, and the reason if it is not."""
        fl_ctx = FLContext()
        fl_ctx.set_prop(ReservedKey.IDENTITY_NAME, "site-1", private=False, sticky=False)
        fl_ctx.set_prop(FLContextKey.WORKSPACE_ROOT, str(self._kit), private=True, sticky=False)
        who = {"name": "lead@example.test", "org": "org_a", "role": "lead", **submitter}
        given = {
            FLContextKey.SUBMITTER_NAME: who["name"],
            FLContextKey.SUBMITTER_ORG: who["org"],
            FLContextKey.SUBMITTER_ROLE: who["role"],
            FLContextKey.JOB_META: meta,
        }
        fl_ctx.set_prop(FLContextKey.SECURITY_ITEMS, given if items is None else items, private=True, sticky=False)
        return SiteSecurity().authorization_check(self, command, fl_ctx)
