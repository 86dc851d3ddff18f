"""The server's side: a site is there as long as Keycloak says so.

The facts about NVIDIA FLARE that this rests on, in nvflare 2.9.0:

* only NotAuthenticated refuses a registration; every other exception of a handler lets it pass
  (private/fed/server/fed_server.py, register_client);
* the name in the peer's context is whatever the peer writes; the origin of its cell is bound to the
  certificate of the connection (fuel/f3/cellnet/identity.py);
* the type of the peer is a header that it chooses; whoever registered as "admin" becomes an
  ordinary client at its first heartbeat (client_manager.py, heartbeat);
* a refused heartbeat alone takes nobody out: the same method puts the client back into the list,
  unless the client is disabled. So that is what is done to a site without a lease, and nothing
  that it sends gets past the server (message_guard.py).
"""

from __future__ import annotations

import logging
import math
from typing import Any

from nvflare.apis.client import ClientPropKey
from nvflare.apis.event_type import EventType
from nvflare.apis.fl_component import FLComponent
from nvflare.apis.fl_constant import FLContextKey
from nvflare.apis.fl_context import FLContext
from nvflare.apis.fl_exception import NotAuthenticated
from nvflare.fuel.utils.admin_name_utils import is_valid_admin_client_name
from nvflare.private.defs import ClientType, InternalFLContextKey

from fedrealm_nvflare import audit, refusals
from fedrealm_nvflare.errors import Denied, Misconfigured, reason
from fedrealm_nvflare.eviction import Eviction
from fedrealm_nvflare.keycloak import Keycloak
from fedrealm_nvflare.leases import BarredSites, Lease, Leases
from fedrealm_nvflare.message_guard import MessageGuard
from fedrealm_nvflare.names import ORGANISATION, PROJECT, SITE, checked, server_client, site_client
from fedrealm_nvflare.outage import Outage
from fedrealm_nvflare.verification import TokenVerifier

# The property of a site's public context in which its token comes.
TOKEN_PROPERTY = "_fedrealm_site_token"

_ROLE = "fl_client"
_LOGGER = logging.getLogger("fedrealm.registration")


class FedrealmSiteRegistration(FLComponent):
    """Lets a site register, and stay, with a valid token of its own.

    A site that Keycloak has switched off gets no new token. When its last one has expired, nothing of
    it is taken any more, in running jobs either; it is taken out at the next heartbeat of any site.

    Args:
        issuer: URL of the realm, as in the tokens.
        project: the project; its FL server is the audience of the tokens.
        ca_file: PEM of the CA of Keycloak's certificate; empty: the system's.
        url: the realm's URL as it is reached from here, if it is not the issuer's.
        state_file: where the sites that this handler took out are noted.
        outage_grace: seconds that a connected site keeps its place in the jobs that run when its token
            has expired and this server itself cannot reach Keycloak. New jobs wait all the same. 0:
            it is taken out as at any other time.
    """

    def __init__(
        self,
        issuer: str,
        project: str,
        ca_file: str = "",
        url: str = "",
        state_file: str = "fedrealm_barred_sites.json",
        outage_grace: float = 0.0,
    ) -> None:
        super().__init__()
        self._project = checked(project, PROJECT, "project")
        self._audience = server_client(project)
        keycloak = Keycloak(issuer, ca_file, url)
        self._verifier = TokenVerifier(keycloak, self._audience)
        self._grace = _seconds(outage_grace, "outage_grace")
        self._outage = Outage(keycloak.keys)
        self._leases = Leases()
        self._barred = BarredSites(state_file)
        self._eviction = Eviction(self._barred)
        self._guard = MessageGuard(self._may_send)

    def handle_event(self, event_type: str, fl_ctx: FLContext) -> None:
        if event_type == EventType.SYSTEM_START:
            self._watch_messages(fl_ctx)
        elif event_type == EventType.CLIENT_REGISTER_RECEIVED:
            self._on_registration(fl_ctx)
        elif event_type == EventType.CLIENT_HEARTBEAT_RECEIVED:
            self._on_heartbeat(fl_ctx)
        elif event_type == EventType.BEFORE_CHECK_CLIENT_RESOURCES:
            self._on_schedule(fl_ctx)
        elif event_type == EventType.AFTER_CHECK_CLIENT_RESOURCES:
            refusals.note(fl_ctx)

    def _watch_messages(self, fl_ctx: FLContext) -> None:
        self._guard.watch(fl_ctx.get_engine().server.cell.core_cell)

    def _on_registration(self, fl_ctx: FLContext) -> None:
        site = "?"
        try:
            self._watch_messages(fl_ctx)  # or nobody registers
            origin = _origin(fl_ctx)
            site = origin.rsplit(".", 1)[-1]
            if fl_ctx.get_prop(FLContextKey.CLIENT_TYPE) == ClientType.ADMIN:
                if not is_valid_admin_client_name(origin):
                    raise Denied("the peer says it is an admin console, but its cell is none")
                audit.permitted("register_admin", "consoles show a certificate", site=site)
                return
            named, lease = self._lease_of(fl_ctx, site)
            audit.permitted("register", "the token is the site's own", site=site)
            self._admit(named, lease, fl_ctx)
        except Exception as error:
            why = reason(error)
            audit.denied("register", why, site=site)
            raise NotAuthenticated(f"{site} may not register: {why}") from None

    def _on_heartbeat(self, fl_ctx: FLContext) -> None:
        try:
            self._watch_messages(fl_ctx)
            named, lease = self._lease_of(fl_ctx, None)
            if not self._leases.valid(named):
                audit.permitted("heartbeat", "the token is the site's own", site=named)
            self._admit(named, lease, fl_ctx)
        except Exception as error:
            # Whoever this is, only the sender is told. Names in here are the peer's own words, so
            # nobody is taken out for them: a lease that is not renewed ends by itself.
            why = reason(error)
            fl_ctx.set_prop(FLContextKey.UNAUTHENTICATED, why, private=True, sticky=False)
            audit.denied("heartbeat", why, says_it_is=_peer_name(fl_ctx))
        self._take_out_sites_without_lease(fl_ctx)

    def _on_schedule(self, fl_ctx: FLContext) -> None:
        try:
            self._watch_messages(fl_ctx)
            self._take_out_sites_without_lease(fl_ctx)
            here = fl_ctx.get_identity_name(default="server")
            participants = fl_ctx.get_prop(FLContextKey.JOB_PARTICIPANTS)
            for site in participants:
                if site != here and not self._leases.valid(site):
                    raise Denied(f"site '{site}' has no valid token of Keycloak")
        except Exception as error:
            why = reason(error)
            fl_ctx.set_prop(FLContextKey.JOB_BLOCK_REASON, why, private=True, sticky=False)
            audit.denied("schedule", why, job=_job(fl_ctx))

    def _lease_of(self, fl_ctx: FLContext, site: str | None) -> tuple[str, Lease]:
        peer = fl_ctx.get_peer_context()
        claims = self._verifier.claims(peer.get_prop(TOKEN_PROPERTY) if peer else None)
        named = checked(claims.get("nvflare_site"), SITE, "nvflare_site")
        organisation = checked(claims.get("nvflare_org"), ORGANISATION, "nvflare_org")
        if site is not None and named != site:
            raise Denied(f"the token is that of site '{named}'")
        if claims.get("azp") != site_client(self._project, named):
            raise Denied("the token was not given to the client of the site that it names")
        if claims.get("nvflare_project") != self._project:
            raise Denied(f"the token is not for project '{self._project}'")
        if _ROLE not in _roles(claims, self._audience):
            raise Denied(f"the token does not have the role {_ROLE}")
        return named, Lease(float(claims["exp"]) + self._verifier.leeway, organisation)

    def _admit(self, site: str, lease: Lease, fl_ctx: FLContext) -> None:
        self._leases.extend(site, lease)
        if site in self._barred:
            fl_ctx.get_engine().enable_clients([site])
            try:
                self._barred.discard(site)
            except OSError as error:
                # After a restart it is re-admitted once more, with a valid token as now.
                _LOGGER.error("that %s is back cannot be written down (%s)", site, error)

    def _may_send(self, site: str) -> bool:
        return site not in self._barred and self._may_stay(site)

    def _may_stay(self, site: str, organisation: str = "") -> bool:
        """Whether a site that is connected may go on."""
        grace = self._grace if self._outage.lasts else 0.0
        return self._leases.valid(site, organisation, grace)

    def _take_out_sites_without_lease(self, fl_ctx: FLContext) -> None:
        if self._grace:
            self._outage.look()
        clients = fl_ctx.get_engine().get_clients()
        without = [
            client
            for client in clients
            if not self._may_stay(client.name, client.get_prop(ClientPropKey.ORG) or "")
        ]
        self._eviction.take_out(without, fl_ctx)


def _seconds(value: object, setting: str) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < math.inf:
        raise Misconfigured(f"{setting}: {value!r} is no number of seconds")
    return float(value)


def _job(fl_ctx: FLContext) -> str:
    try:
        return refusals.job_id(fl_ctx)
    except ValueError:
        return "?"


def _origin(fl_ctx: FLContext) -> str:
    session = fl_ctx.get_prop(InternalFLContextKey.CLIENT_REG_SESSION)
    origin = getattr(session, "client_name", None)
    if not isinstance(origin, str) or not origin:
        raise Denied("the server does not run in secure mode, so nobody's name is certain")
    return origin


def _roles(claims: Any, audience: str) -> list[Any]:
    access = claims.get("resource_access")
    entry = access.get(audience) if isinstance(access, dict) else None
    roles = entry.get("roles") if isinstance(entry, dict) else None
    return roles if isinstance(roles, list) else []


def _peer_name(fl_ctx: FLContext) -> str:
    peer = fl_ctx.get_peer_context()
    return str(peer.get_identity_name(default="?")) if peer else "?"

