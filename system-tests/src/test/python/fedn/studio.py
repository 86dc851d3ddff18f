"""FEDn's command line with Keycloak's token service in the place of FEDn Studio."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests
import yaml

from masked import Masked

LIMIT_SECONDS = 60
PROGRAM = Path(sys.executable).with_name("fedn")


@dataclass(frozen=True)
class Person:
    """Who logs in, and where the password is kept."""

    username: str
    password_file: Path

    def password(self) -> Masked:
        """The password."""
        return Masked(self.password_file.read_text(encoding="utf-8").strip())


@dataclass(frozen=True)
class Administration:
    """Keycloak's own session administration."""

    realm: str
    token_endpoint: str
    client_id: str
    secret_file: Path

    def end_session(self, session_id: str) -> None:
        """Ends an offline session, as the button of the admin console does."""
        assert self._ask("DELETE", f"sessions/{session_id}?isOffline=true").status_code == 204

    def export(self) -> dict[str, Any]:
        """Clients, scopes, roles and groups of the realm."""
        path = "partial-export?exportClients=true&exportGroupsAndRoles=true"
        return dict(self._ask("POST", path).json())

    def members(self, group: str) -> list[str]:
        """The user names of those in a group at the top."""
        found = self._ask("GET", f"groups?exact=true&search={group}").json()
        members = self._ask("GET", f"groups/{found[0]['id']}/members").json()
        return sorted(member["username"] for member in members)

    def set_controller(self, project: str, address: str) -> None:
        """Says where a project's controller is, as `fedrealm project add --controller` does."""
        scopes = self._ask("GET", "client-scopes").json()
        [scope] = [scope for scope in scopes if scope["name"] == f"project:{project}"]
        scope["attributes"]["fl.project.controller"] = address
        assert self._ask("PUT", f"client-scopes/{scope['id']}", scope).status_code == 204

    def _ask(self, method: str, path: str, body: Any = None) -> requests.Response:
        with requests.Session() as session:
            session.trust_env = False
            form = {
                "grant_type": "client_credentials",
                "client_id": self.client_id,
                "client_secret": self.secret_file.read_text(encoding="utf-8").strip(),
            }
            token = session.post(self.token_endpoint, data=form, timeout=LIMIT_SECONDS).json()
            return session.request(
                method,
                f"{self.realm}/{path}",
                json=body,
                headers={"Authorization": f"Bearer {token['access_token']}"},
                timeout=LIMIT_SECONDS,
            )


@dataclass(frozen=True)
class TokenService:
    """The service's address, its people, and who administers Keycloak."""

    base: str
    people: Mapping[str, Person]
    administration: Administration

    def refresh(self, refresh_token: Masked) -> tuple[int, dict[str, Any]]:
        """What FEDn's client sends (network/clients/connect.py, refresh_token)."""
        with requests.Session() as session:
            session.trust_env = False
            answer = session.post(
                f"{self.base}/api/token/refresh/",
                json={"refresh": refresh_token.reveal()},
                timeout=LIMIT_SECONDS,
            )
        return answer.status_code, answer.json()


def read_token_service(setup: Mapping[str, Any]) -> TokenService:
    """The part of the setup file."""
    return TokenService(
        base=setup["base"],
        people={
            name: Person(person["username"], Path(person["passwordFile"]))
            for name, person in setup["people"].items()
        },
        administration=Administration(
            realm=setup["administration"]["realm"],
            token_endpoint=setup["administration"]["tokenEndpoint"],
            client_id=setup["administration"]["clientId"],
            secret_file=Path(setup["administration"]["secretFile"]),
        ),
    )


class Studio:
    """The `fedn` program with a home folder of its own."""

    def __init__(self, service: TokenService, home: Path) -> None:
        self.home = home
        self.base = service.base
        self._where = ["--protocol", "http", "--host", service.base.removeprefix("http://")]

    def run(self, *arguments: str, typed: Masked | None = None) -> str:
        """Runs `fedn …` against the service and gives what it prints."""
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith("FEDN_")
        }
        done = subprocess.run(
            [str(PROGRAM), *arguments, *self._where],
            cwd=self.home,
            env={**environment, "HOME": str(self.home)},
            input=(typed.reveal() + "\n") if typed else "",
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=LIMIT_SECONDS,
            # Without a terminal of its own the prompt for the password reads what is piped in.
            start_new_session=True,
            check=False,
        )
        assert done.returncode == 0, f"fedn {arguments[:2]} ended with {done.returncode}"
        return done.stdout

    def login(self, person: Person, password: Masked | None = None) -> str:
        """`fedn studio login`, the password typed."""
        return self.run(
            "studio", "login", "--username", person.username, typed=password or person.password()
        )

    def context(self) -> dict[str, Any]:
        """What the login has written down."""
        file = self.home / ".fedn" / "context.yaml"
        stored: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
        return stored
