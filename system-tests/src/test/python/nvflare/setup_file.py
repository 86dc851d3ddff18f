"""What the suite is given: a running Keycloak with the realm, and where each secret is kept."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests

VARIABLE = "FEDREALM_NVFLARE_SETUP"


@dataclass(frozen=True)
class Setup:
    """The running Keycloak and the realm of the suite."""

    fedrealm: str
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

    def command(self, *arguments: str) -> str:
        """Runs the command line ``fedrealm`` as the realm's operator; what it printed."""
        environment = {name: value for name, value in os.environ.items() if "FEDREALM" not in name}
        environment["FEDREALM_SERVER_URL"] = self.keycloak
        environment["FEDREALM_ADMIN_CLIENT_ID"] = self.admin_client
        environment["FEDREALM_ADMIN_CLIENT_SECRET_FILE"] = self.admin_secret_file
        ran = subprocess.run([self.fedrealm, *arguments], env=environment, capture_output=True, text=True)
        assert ran.returncode == 0, f"fedrealm {arguments[:3]}: {ran.stdout}{ran.stderr}"
        return ran.stdout


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

    def add_key(self, pem: str) -> str:
        """Gives the realm a key that the test has too; Keycloak itself signs with another. Its id."""
        realm = self.call("GET", "").json()
        config = {"priority": ["-100"], "privateKey": [pem], "algorithm": ["RS256"]}
        provider = {
            "name": "known-to-the-test",
            "parentId": realm["id"],
            "providerId": "rsa",
            "providerType": "org.keycloak.keys.KeyProvider",
            "config": config,
        }
        made = self.call("POST", "/components", provider).headers["Location"].rsplit("/", 1)[-1]
        keys = self.call("GET", "/keys").json()["keys"]
        [key_id] = [key["kid"] for key in keys if key["providerId"] == made]
        return str(key_id)

    def add_service(self, client_id: str, settings: dict[str, Any], group: str, role: str) -> None:
        """A client whose service account submits jobs as NAME@example.test, with a role by a group."""
        client = {"clientId": client_id, "serviceAccountsEnabled": True, "standardFlowEnabled": False, **settings}
        made = self.call("POST", "/clients", client).headers["Location"].rsplit("/", 1)[-1]
        account = self.call("GET", f"/clients/{made}/service-account-user").json()
        address = {"email": f"{client_id}@example.test", "emailVerified": True}
        self.call("PUT", f"/users/{account['id']}", {**account, **address})
        found = self.call("GET", f"/group-by-path{group}").json()
        self.call("PUT", f"/users/{account['id']}/groups/{found['id']}")
        roles = [self.call("GET", f"/roles/{role}").json()]
        self.call("POST", f"/clients/{made}/scope-mappings/realm", roles)

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
