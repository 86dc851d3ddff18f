"""An admin's side, where jobs carry tokens: one for each site, fresh at each submit.

Where the sites ask Keycloak themselves (``mode: online``), nothing of this is needed.
"""

from __future__ import annotations

from typing import Sequence

from nvflare.fuel.hci.client.event import EventContext, EventHandler, EventPropKey, EventType

from fedrealm_nvflare import credentials
from fedrealm_nvflare.credentials import Credentials, PublicClient
from fedrealm_nvflare.errors import Misconfigured
from fedrealm_nvflare.job_gate import TOKENS_PROPERTY
from fedrealm_nvflare.keycloak import Keycloak
from fedrealm_nvflare.login import BrowserLogin, DeviceLogin, Login, ServiceLogin, SiteLogin
from fedrealm_nvflare.names import SITE, checked

_DEFAULT_PORT = 8096


class FedrealmAdminTokens(EventHandler):
    """Signs in at Keycloak and gives each job that is submitted a token for each site.

    Works in the console and in FLARE API sessions: both load the handlers of the admin's kit. A
    login that fails stops the submission: its error is shown instead.

    Args:
        issuer: URL of the realm.
        sites: the sites for which jobs get a token.
        login: ``browser``: authorization code with PKCE in this machine's browser, one login for
            all sites; ``device``: a link to open anywhere, once for each site; ``service``: client
            credentials, without a person.
        client_id: the client to sign in with.
        secret_file: only for ``service``: file with the client's secret, or
        secret_env: name of the environment variable with it, or
        key_file: PEM of the private key that takes the secret's place.
        key_id: the ``kid`` under which Keycloak knows the key's public half.
        port: only for ``browser``: the port that the browser comes back to.
        ca_file: PEM of the CA of Keycloak's certificate; empty: the system's.
        url: the realm's URL as it is reached from here, if it is not the issuer's.
    """

    def __init__(
        self,
        issuer: str,
        sites: Sequence[str],
        login: str = "browser",
        client_id: str = "nvflare-console",
        secret_file: str = "",
        secret_env: str = "",
        key_file: str = "",
        key_id: str = "",
        port: int = _DEFAULT_PORT,
        ca_file: str = "",
        url: str = "",
    ) -> None:
        keycloak = Keycloak(issuer, ca_file, url)
        who: Credentials = PublicClient(client_id)
        way: Login
        if login == "service":
            who = credentials.service(client_id, secret_file, secret_env, key_file, key_id)
            way = ServiceLogin(keycloak, who)
        elif login == "device":
            way = DeviceLogin(keycloak, who)
        elif login == "browser":
            way = BrowserLogin(keycloak, who, port)
        else:
            raise Misconfigured(f"login: {login!r} is not 'browser', 'device' or 'service'")
        if isinstance(sites, str) or not sites:
            raise Misconfigured("sites: name the sites in a list")
        self._logins = {
            site: SiteLogin(keycloak, who, way, checked(site, SITE, "sites")) for site in sites
        }

    def handle_event(self, event_type: str, ctx: EventContext) -> None:
        if event_type != EventType.BEFORE_EXECUTE_CMD:
            return
        if ctx.get_prop(EventPropKey.CMD_NAME) != "submit_job":
            return
        # Whatever is raised here stops the command (nvflare/fuel/hci/client/api.py, _try_command).
        tokens = {site: login.token() for site, login in self._logins.items()}
        ctx.set_custom_prop(TOKENS_PROPERTY, tokens)
