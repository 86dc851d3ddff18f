"""The server's side: a site is there as long as Keycloak says so.

The facts about NVIDIA FLARE that this rests on, in nvflare 2.9.0:

* only NotAuthenticated refuses a registration; every other exception of a handler lets it pass
  (private/fed/server/fed_server.py, register_client);
* the name in the peer's context is whatever the peer writes; the origin of its cell is bound to the
  certificate of the connection (fuel/f3/cellnet/identity.py);
* the type of the peer is a header that it chooses; whoever registered as "admin" becomes an
  ordinary client at its first heartbeat (client_manager.py, heartbeat);
* a refused heartbeat alone takes nobody out: the same method puts the client back into the list,
  unless the client is disabled. So that is what is done to a site without a lease.
"""

from __future__ import annotations

from typing import Any

from nvflare.apis.client import ClientPropKey
from nvflare.apis.event_type import EventType
from nvflare.apis.fl_component import FLComponent
from nvflare.apis.fl_constant import FLContextKey, SystemComponents
from nvflare.apis.fl_context import FLContext
from nvflare.apis.fl_exception import NotAuthenticated
from nvflare.fuel.utils.admin_name_utils import is_valid_admin_client_name
from nvflare.private.defs import ClientType, InternalFLContextKey

from fedrealm_nvflare import audit
from fedrealm_nvflare.errors import Denied, reason
from fedrealm_nvflare.keycloak import Keycloak
from fedrealm_nvflare.leases import BarredSites, Lease, Leases
from fedrealm_nvflare.names import ORGANISATION, PROJECT, SITE, checked, server_client, site_client
from fedrealm_nvflare.verification import TokenVerifier

# The property of a site's public context in which its token comes.
TOKEN_PROPERTY = "_fedrealm_site_token"

# How the reason begins when a site refuses a job, and where a job's details have the reasons.
REFUSAL = "Refused by this site's policy in Keycloak: "
REFUSALS_META_KEY = "fedrealm_refusals"

_ROLE = "fl_client"


class FedrealmSiteRegistration(FLComponent):
    """Lets a site register, and stay, with a valid token of its own.

    A site that Keycloak has switched off gets no new token. It is taken out when its last one has
    expired: at the latest after the realm's access token lifespan, ten seconds of leeway and one
    heartbeat of any site.

    Args:
        issuer: URL of the realm, as in the tokens.
        project: the project; its FL server is the audience of the tokens.
        ca_file: PEM of the CA of Keycloak's certificate; empty: the system's.
        url: the realm's URL as it is reached from here, if it is not the issuer's.
        state_file: where the sites that this handler took out are noted.
    """

    def __init__(
        self,
        issuer: str,
        project: str,
        ca_file: str = "",
        url: str = "",
        state_file: str = "fedrealm_barred_sites.json",
    ) -> None:
        super().__init__()
        self._project = checked(project, PROJECT, "project")
        self._audience = server_client(project)
        self._verifier = TokenVerifier(Keycloak(issuer, ca_file, url), self._audience)
        self._leases = Leases()
        self._barred = BarredSites(state_file)

    def handle_event(self, event_type: str, fl_ctx: FLContext) -> None:
        if event_type == EventType.CLIENT_REGISTER_RECEIVED:
            self._on_registration(fl_ctx)
        elif event_type == EventType.CLIENT_HEARTBEAT_RECEIVED:
            self._on_heartbeat(fl_ctx)
        elif event_type == EventType.BEFORE_CHECK_CLIENT_RESOURCES:
            self._on_schedule(fl_ctx)
        elif event_type == EventType.AFTER_CHECK_CLIENT_RESOURCES:
            _note_refusals(fl_ctx)

    def _on_registration(self, fl_ctx: FLContext) -> None:
        site = "?"
        try:
            origin = _origin(fl_ctx)
            site = origin.rsplit(".", 1)[-1]
            if fl_ctx.get_prop(FLContextKey.CLIENT_TYPE) == ClientType.ADMIN:
                if not is_valid_admin_client_name(origin):
                    raise Denied("the peer says it is an admin console, but its cell is none")
                audit.permitted("register_admin", "consoles show a certificate", site=site)
                return
            self._admit(self._lease_of(fl_ctx, site), site, fl_ctx)
            audit.permitted("register", "the token is the site's own", site=site)
        except Exception as error:
            why = reason(error)
            audit.denied("register", why, site=site)
            raise NotAuthenticated(f"{site} may not register: {why}") from None

    def _on_heartbeat(self, fl_ctx: FLContext) -> None:
        try:
            self._admit(self._lease_of(fl_ctx, None), None, fl_ctx)
        except Exception as error:
            # Whoever this is, only the sender is told. Names in here are the peer's own words, so
            # nobody is taken out for them: a lease that is not renewed ends by itself.
            why = reason(error)
            audit.denied("heartbeat", why, says_it_is=_peer_name(fl_ctx))
            fl_ctx.set_prop(FLContextKey.UNAUTHENTICATED, why, private=True, sticky=False)
        self._take_out_sites_without_lease(fl_ctx)

    def _on_schedule(self, fl_ctx: FLContext) -> None:
        try:
            self._take_out_sites_without_lease(fl_ctx)
            here = fl_ctx.get_identity_name(default="server")
            participants = fl_ctx.get_prop(FLContextKey.JOB_PARTICIPANTS)
            for site in participants:
                if site != here and not self._leases.valid(site):
                    raise Denied(f"site '{site}' has no valid token of Keycloak")
        except Exception as error:
            why = reason(error)
            audit.denied("schedule", why, job=fl_ctx.get_prop(FLContextKey.CURRENT_JOB_ID))
            fl_ctx.set_prop(FLContextKey.JOB_BLOCK_REASON, why, private=True, sticky=False)

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

    def _admit(self, granted: tuple[str, Lease], site: str | None, fl_ctx: FLContext) -> None:
        named, lease = granted
        is_new = self._leases.extend(named, lease)
        if named in self._barred:
            fl_ctx.get_engine().enable_clients([named])
            self._barred.discard(named)
        if is_new and site is None:
            audit.permitted("heartbeat", "the token is the site's own", site=named)

    def _take_out_sites_without_lease(self, fl_ctx: FLContext) -> None:
        engine = fl_ctx.get_engine()
        for client in engine.get_clients():
            organisation = client.get_prop(ClientPropKey.ORG) or ""
            if not self._leases.valid(client.name, organisation):
                self._take_out(client, engine)

    def _take_out(self, client: Any, engine: Any) -> None:
        self._barred.add(client.name)
        engine.server.logout_client(client.token)  # tells running jobs that the site is gone
        engine.disable_clients([client.name])
        why = "its last valid token has expired, or it never had one"
        audit.denied("take_out", why, site=client.name)


def _note_refusals(fl_ctx: FLContext) -> None:
    """Puts the reasons of sites that refused a job into its details.

    NVIDIA FLARE itself forgets them when enough other sites take part.
    """
    job = fl_ctx.get_prop(FLContextKey.CURRENT_JOB_ID)
    results = fl_ctx.get_prop(FLContextKey.RESOURCE_CHECK_RESULT) or {}
    refusals = {
        site: message
        for site, (enough, message) in results.items()
        if not enough and isinstance(message, str) and message.startswith(REFUSAL)
    }
    if refusals:
        manager = fl_ctx.get_engine().get_component(SystemComponents.JOB_MANAGER)
        manager.update_meta(job, {REFUSALS_META_KEY: refusals}, fl_ctx)


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

