"""What the suite is given: a running Keycloak with the realm, and where each secret is kept."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests

VARIABLE = "FEDREALM_NVFLARE_SETUP"


@dataclass(frozen=True)
class Setup:
    """The running Keycloak and the realm of the suite."""

    keycloak: str
    realm: str
    token_life: int
    site_secrets: dict[str, str]
    admin_client: str
    admin_secret_file: str
    password_file: str

    def issuer(self, keycloak: str = "") -> str:
        """The realm's issuer, as it is called at this address of Keycloak."""
        return f"{keycloak or self.keycloak}/realms/{self.realm}"

    def admin(self) -> "Admin":
        return Admin(self)


class Admin:
    """The admin API as the realm's operator uses it."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._base = f"{setup.keycloak}/admin/realms/{setup.realm}"

    def switch_site(self, client_id: str, enabled: bool) -> None:
        """Switches a site's client off or on."""
        client = self.client(client_id)
        self.call("PUT", f"/clients/{client['id']}", {**client, "enabled": enabled})

    def set_attribute(self, client_id: str, name: str, value: str) -> None:
        """Sets an attribute of a client."""
        client = self.client(client_id)
        client["attributes"][name] = value
        self.call("PUT", f"/clients/{client['id']}", client)

    def client(self, client_id: str) -> dict[str, Any]:
        return self.call("GET", f"/clients?clientId={client_id}").json()[0]

    def user(self, name: str) -> dict[str, Any]:
        return self.call("GET", f"/users?username={name}&exact=true").json()[0]

    def switch_user(self, name: str, enabled: bool) -> None:
        """Switches a person off or on."""
        user = self.user(name)
        self.call("PUT", f"/users/{user['id']}", {**user, "enabled": enabled})

    def new_signing_key(self) -> None:
        """Adds a key that signs from now on, as an operator does who rotates."""
        realm = self.call("GET", "").json()
        self.call(
            "POST",
            "/components",
            {
                "name": "rotated",
                "parentId": realm["id"],
                "providerId": "rsa-generated",
                "providerType": "org.keycloak.keys.KeyProvider",
                "config": {"priority": ["500"], "keySize": ["2048"], "algorithm": ["RS256"]},
            },
        )

    def call(self, method: str, path: str, body: Any = None) -> requests.Response:
        answer = requests.request(
            method, self._base + path, json=body, headers=self._bearer(), timeout=30
        )
        assert answer.ok, f"{method} {path}: {answer.status_code}"
        return answer

    def _bearer(self) -> dict[str, str]:
        form = {
            "grant_type": "client_credentials",
            "client_id": self._setup.admin_client,
            "client_secret": Path(self._setup.admin_secret_file).read_text().strip(),
        }
        endpoint = f"{self._setup.keycloak}/realms/master/protocol/openid-connect/token"
        answer = requests.post(endpoint, data=form, timeout=30)
        assert answer.ok, f"the admin gets no token: {answer.status_code}"
        return {"Authorization": f"Bearer {answer.json()['access_token']}"}


def read() -> Setup:
    """Reads the file that the environment names."""
    file = os.environ.get(VARIABLE, "")
    if not file:
        pytest.skip(f"{VARIABLE} is not set: no Keycloak to test against")
    return Setup(**json.loads(Path(file).read_text()))
