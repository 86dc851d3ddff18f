"""How a site is taken out of the federation, and out of the jobs that run.

Each step is done whatever becomes of the others: a disk that is full, or a site that does not answer,
keeps nobody in. What nvflare 2.9.0 does by itself is not enough: ``logout_client`` puts the site on a
watch list, from which its next request takes it again (apis/impl/wf_comm_server.py), and
``disable_clients`` takes everything back when it cannot write its file.
"""

from __future__ import annotations

import logging
import threading
from typing import Any, Callable, Sequence

from nvflare.apis.fl_constant import RunProcessKey
from nvflare.apis.fl_context import FLContext

from fedrealm_nvflare import audit
from fedrealm_nvflare.leases import BarredSites

_LOGGER = logging.getLogger("fedrealm.eviction")


class Eviction:
    """Takes sites out, one thread at a time: the heartbeats of others do not wait for it."""

    def __init__(self, barred: BarredSites) -> None:
        self._barred = barred
        self._busy = threading.Lock()

    def take_out(self, clients: Sequence[Any], fl_ctx: FLContext) -> None:
        """Ends what the sites do here.

        Args:
            clients: NVIDIA FLARE's clients.
            fl_ctx: with the server's engine.
        """
        if not clients or not self._busy.acquire(blocking=False):
            return
        try:
            engine = fl_ctx.get_engine()
            # First, because NVIDIA FLARE sends nothing to clients that it does not count any more.
            _try("the runs cannot be ended", lambda: _abort_runs(engine, clients, fl_ctx))
            for client in clients:
                self._shut_out(client, engine)
                why = "its last valid token has expired, or it never had one"
                audit.denied("take_out", why, site=client.name)
        finally:
            self._busy.release()

    def _shut_out(self, client: Any, engine: Any) -> None:
        name = client.name
        _try(f"{name} cannot be logged out", lambda: engine.server.logout_client(client.token))
        _try(f"{name} is disabled until the server's next start only", lambda: _disable(engine, name))
        _try(f"that {name} is out cannot be written down", lambda: self._barred.add(name))


def _abort_runs(engine: Any, clients: Sequence[Any], fl_ctx: FLContext) -> None:
    """An honest site ends its part of every running job; the results of others are stopped anyway."""
    names = {client.token: client.name for client in clients}
    for job, process in list(engine.run_processes.items()):
        participants = process.get(RunProcessKey.PARTICIPANTS) or {}
        sites = [name for token, name in names.items() if token in participants]
        if sites:
            engine.job_runner.abort_client_run(job, sites, fl_ctx)


def _disable(engine: Any, site: str) -> None:
    try:
        engine.disable_clients([site])
    except Exception:
        manager = engine.server.client_manager
        with manager.lock:
            manager.disabled_clients.add(site)
            manager.name_to_clients.pop(site, None)
            for token, client in list(manager.clients.items()):
                if client.name == site:
                    del manager.clients[token]
        raise


def _try(trouble: str, step: Callable[[], object]) -> None:
    try:
        step()
    except Exception as error:
        _LOGGER.error("%s (%s: %s)", trouble, type(error).__name__, error)
