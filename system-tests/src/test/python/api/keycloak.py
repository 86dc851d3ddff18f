"""The running Keycloak: tokens of the API's realms, and a new key for one of them."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests

from masked import Masked

LIMIT_SECONDS = 30
SETUP: dict[str, Any] = json.loads(Path(os.environ["FEDREALM_API_SETUP"]).read_text("utf-8"))


@dataclass(frozen=True)
class Realm:
    """A realm made from realms/api.json."""

    name: str

    @property
    def issuer(self) -> str:
        """What stands in its tokens as `iss`."""
        return f"{SETUP['server']}/realms/{self.name}"

    def token(self, client: str) -> Masked:
        """A new access token of a service, by client credentials."""
        return Masked(_login(self.name, client, SETUP["secrets"][client])["access_token"])

    def id_token(self, client: str) -> Masked:
        """An ID token, which is signed by the same key and is no access token."""
        answer = _login(self.name, client, SETUP["secrets"][client], "openid")
        return Masked(answer["id_token"])

    def keys(self) -> list[dict[str, str]]:
        """The published keys."""
        found: list[dict[str, str]] = _ask(
            "GET", f"{self.issuer}/protocol/openid-connect/certs"
        ).json()["keys"]
        return found

    def rotate_key(self) -> None:
        """Makes the realm sign with a new key from now on; the old one still verifies."""
        admin = SETUP["admin"]
        token = _login("master", admin["clientId"], admin["secretFile"])["access_token"]
        realm = f"{SETUP['server']}/admin/realms/{self.name}"
        headers = {"Authorization": f"Bearer {token}"}
        component = {
            "name": "rotated",
            "providerId": "rsa-generated",
            "providerType": "org.keycloak.keys.KeyProvider",
            "parentId": _ask("GET", realm, headers=headers).json()["id"],
            "config": {"priority": [str(200 + len(self.keys()))], "algorithm": ["RS256"]},
        }
        _ask("POST", f"{realm}/components", headers=headers, json=component)


def _login(realm: str, client: str, secret_file: str, scope: str = "") -> dict[str, str]:
    form = {
        "grant_type": "client_credentials",
        "client_id": client,
        "client_secret": Path(secret_file).read_text("utf-8").strip(),
    } | ({"scope": scope} if scope else {})
    endpoint = f"{SETUP['server']}/realms/{realm}/protocol/openid-connect/token"
    answer: dict[str, str] = _ask("POST", endpoint, data=form).json()
    return answer


def _ask(method: str, url: str, **more: Any) -> requests.Response:
    with requests.Session() as session:
        session.trust_env = False
        answer = session.request(method, url, timeout=LIMIT_SECONDS, **more)
    if not answer.ok:
        raise RuntimeError(f"{method} {url}: HTTP {answer.status_code}")
    return answer
