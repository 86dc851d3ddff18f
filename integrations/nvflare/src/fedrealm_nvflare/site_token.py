"""A site's side of the registration: its token, in each registration and each heartbeat."""

from __future__ import annotations

import time

from nvflare.apis.event_type import EventType
from nvflare.apis.fl_component import FLComponent
from nvflare.apis.fl_context import FLContext

from fedrealm_nvflare import credentials
from fedrealm_nvflare.errors import Denied, Unreachable
from fedrealm_nvflare.keycloak import Keycloak
from fedrealm_nvflare.names import PROJECT, SITE, checked, site_client
from fedrealm_nvflare.registration import TOKEN_PROPERTY
from fedrealm_nvflare.service_tokens import ServiceToken

_RETRY_SECONDS = 2.0


class FedrealmSiteToken(FLComponent):
    """Gets the site's token from Keycloak and shows it to the server.

    Args:
        issuer: URL of the realm.
        project: the project.
        site: this site's name, as in its certificate.
        secret_file: file with the secret of the site's client, or
        secret_env: name of the environment variable with it, or
        key_file: PEM of the private key that takes the secret's place.
        key_id: the ``kid`` under which Keycloak knows the key's public half.
        ca_file: PEM of the CA of Keycloak's certificate; empty: the system's.
        url: the realm's URL as it is reached from here, if it is not the issuer's.
        patience: seconds to wait, at the start, for a Keycloak that does not answer.
    """

    def __init__(
        self,
        issuer: str,
        project: str,
        site: str,
        secret_file: str = "",
        secret_env: str = "",
        key_file: str = "",
        key_id: str = "",
        ca_file: str = "",
        url: str = "",
        patience: float = 30.0,
    ) -> None:
        super().__init__()
        client = site_client(checked(project, PROJECT, "project"), checked(site, SITE, "site"))
        who = credentials.service(client, secret_file, secret_env, key_file, key_id)
        self._token = ServiceToken(Keycloak(issuer, ca_file, url), who)
        self._patience = patience

    def handle_event(self, event_type: str, fl_ctx: FLContext) -> None:
        if event_type == EventType.BEFORE_CLIENT_REGISTER:
            self._show(fl_ctx, time.monotonic() + self._patience)
        elif event_type == EventType.BEFORE_CLIENT_HEARTBEAT:
            self._show(fl_ctx, time.monotonic())

    def _show(self, fl_ctx: FLContext, until: float) -> None:
        token = ""
        try:
            token = self._value(until)
        except Denied as error:
            self.logger.error(f"Keycloak gives this site no token: {error}")
        finally:
            # An old token is overwritten, whatever happens.
            fl_ctx.set_prop(TOKEN_PROPERTY, token, private=False, sticky=False)

    def _value(self, until: float) -> str:
        while True:
            try:
                return self._token.value()
            except Unreachable:
                if time.monotonic() + _RETRY_SECONDS > until:
                    raise
                time.sleep(_RETRY_SECONDS)
