"""The `fedn` command line as its package has it, with Keycloak as its token service."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from compact_jwt import claims
from federation import Federation
from fedn_node import FednNode, RestAnswer, as_fedn_sends
from masked import Masked
from studio import Studio, TokenService

CLIENTS = 10
ROUTE_OF_CLIENTS = "GET /api/v1/packages/checksum"
ROUTE_OF_ADMINS = "GET /api/v1/models/"
TAKEN_AS_CLIENT = RestAnswer(404, "No compute package uploaded")
REFUSED = RestAnswer(401, "Invalid token")

# FEDn's client reads both from its environment when it is imported.
REFRESH_AS_FEDN = """
from fedn.network.clients.connect import ConnectorClient
client = ConnectorClient("127.0.0.1", 1, "old", "site", False)
print(client.refresh_token(), client.token != "old")
"""


@pytest.fixture
def service(federation: Federation) -> TokenService:
    """The token service of the realm."""
    return federation.token_service


@pytest.fixture
def administrator(service: TokenService, tmp_path: Path) -> Studio:
    """The command line of an administrator of the project, logged in."""
    studio = Studio(service, tmp_path)
    assert "Login successful" in studio.login(service.people["administrator"])
    return studio


@pytest.fixture
def creator(service: TokenService, tmp_path: Path) -> Studio:
    """The command line of somebody who may create projects, logged in."""
    studio = Studio(service, tmp_path)
    assert "Login successful" in studio.login(service.people["creator"])
    return studio


def test_a_login_makes_the_persons_project_the_active_one(
    administrator: Studio, federation: Federation, fedn: FednNode
) -> None:
    """The admin token that the login fetches is taken by FEDn's controller."""
    context = administrator.context()
    token = Masked(context["Active project tokens"]["access"])

    assert context["Active project id"] == federation.project
    assert context["Active project url"].endswith(f"/{federation.project}-fedn-reducer")
    assert fedn.rest(ROUTE_OF_ADMINS, as_fedn_sends(token)) == RestAnswer(200)


def test_the_token_of_a_login_opens_nothing_at_fedn(
    administrator: Studio, fedn: FednNode
) -> None:
    """It is for the token service alone: it has neither project nor role."""
    token = as_fedn_sends(Masked(administrator.context()["User tokens"]["access"]))

    assert fedn.rest(ROUTE_OF_ADMINS, token) == REFUSED
    assert fedn.rest(ROUTE_OF_CLIENTS, token) == REFUSED


def test_a_wrong_password_logs_nobody_in(service: TokenService, tmp_path: Path) -> None:
    """The command line says that the login failed and writes nothing down."""
    studio = Studio(service, tmp_path)

    printed = studio.login(service.people["administrator"], Masked("wrong"))

    assert "401 Client Error" in printed
    assert not (tmp_path / ".fedn").exists()


def test_a_project_is_created_listed_made_active_shown_and_deleted(
    creator: Studio, service: TokenService, tmp_path: Path
) -> None:
    """The life of a project on the command line; its creator administers it."""
    assert "created" in creator.run("project", "create", "--name", "Chest X-ray 2026")
    assert "There is a project chest-x-ray-2026 already" in creator.run(
        "project", "create", "--name", "Chest X-ray 2026"
    )
    listed = creator.run("project", "list", "--no-header")
    assert "Chest X-ray 2026" in listed
    assert "chest-x-ray-2026" in listed

    creator.run("project", "set-context", "--id", "chest-x-ray-2026")
    token = claims(Masked(creator.context()["Active project tokens"]["access"]))
    assert (token["project"], token["role"]) == ("chest-x-ray-2026", "admin")
    assert "chest-x-ray-2026" in creator.run("project", "get", "--id", "chest-x-ray-2026")

    refresh_token = Masked(creator.context()["Active project tokens"]["refresh"])
    assert service.refresh(refresh_token)[0] == 200
    assert "removed" in creator.run("project", "delete", "--id", "chest-x-ray-2026", "--yes")
    assert "chest-x-ray-2026" not in creator.run("project", "list", "--no-header")
    assert service.refresh(refresh_token)[0] == 401


def test_who_may_not_create_projects_reads_why(administrator: Studio) -> None:
    """Administering one project is no right to create others."""
    administrator.run("project", "create", "--name", "mine too")

    assert "mine-too" not in administrator.run("project", "list", "--no-header")


@pytest.fixture
def configurations(administrator: Studio) -> Iterator[list[dict[str, str]]]:
    """What `fedn client get-config` writes for ten clients."""
    administrator.run("client", "get-config", "--name", "site", "--group", str(CLIENTS))
    files = [administrator.home / f"site_{number}.yaml" for number in range(CLIENTS)]
    yield [yaml.safe_load(file.read_text(encoding="utf-8")) for file in files]


def test_ten_clients_get_their_configurations_and_one_is_revoked(
    configurations: list[dict[str, str]],
    federation: Federation,
    service: TokenService,
    fedn: FednNode,
) -> None:
    """All are taken and refresh, again and again with the same token; the revoked one stops."""
    refresh_tokens = [Masked(entry["refresh_token"]) for entry in configurations]
    sessions = [claims(token)["sid"] for token in refresh_tokens]
    assert len(set(sessions)) == CLIENTS
    assert configurations[0]["discover_host"].endswith(f"/{federation.project}-fedn-reducer")
    for entry in configurations:
        token = as_fedn_sends(Masked(entry["token"]))
        assert fedn.rest(ROUTE_OF_CLIENTS, token) == TAKEN_AS_CLIENT
        assert fedn.rest(ROUTE_OF_ADMINS, token) == REFUSED
    for _ in range(2):
        assert all(_is_taken_after_refresh(service, token, fedn) for token in refresh_tokens)

    service.administration.end_session(sessions[4])

    taken = [service.refresh(token)[0] for token in refresh_tokens]
    assert taken == [401 if number == 4 else 200 for number in range(CLIENTS)]


def test_fedns_own_client_refreshes(
    configurations: list[dict[str, str]], service: TokenService
) -> None:
    """`ConnectorClient.refresh_token`, which `fedn client start` calls on "Token expired"."""
    done = subprocess.run(
        [sys.executable, "-c", REFRESH_AS_FEDN],
        env={
            **os.environ,
            "FEDN_AUTH_REFRESH_TOKEN_URI": f"{service.base}/api/token/refresh/",
            "FEDN_AUTH_REFRESH_TOKEN": configurations[0]["refresh_token"],
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.stdout.strip() == "200 True"


def _is_taken_after_refresh(service: TokenService, token: Masked, fedn: FednNode) -> bool:
    status, answer = service.refresh(token)
    return status == 200 and fedn.rest(
        ROUTE_OF_CLIENTS, as_fedn_sends(Masked(answer["access"]))
    ) == TAKEN_AS_CLIENT
