"""FEDn's programs find the controller of a project, whose address they make of Keycloak's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests
import yaml
from fedn.network.clients.fedn_client import ConnectToApiResult, FednClient

from federation import Federation
from fedn_node import FednNode
from front_door import front_door
from masked import Masked
from studio import Studio

# Past the guard: the empty network of the test has no combiner to assign (v1/client_routes.py).
NO_COMBINER = (ConnectToApiResult.UnMatchedConfig, "No combiner available.")


@pytest.fixture
def address(federation: Federation, fedn: FednNode) -> Iterator[str]:
    """Keycloak and the controller behind one address, which the project's scope names."""
    keycloak = "{0.scheme}://{0.netloc}".format(urlsplit(federation.token_service.base))
    with front_door(keycloak, fedn.rest_address) as door:
        administration = federation.token_service.administration
        administration.set_controller(federation.project, f"{door}/controllers/{federation.project}")
        yield door
        administration.set_controller(federation.project, "")


@pytest.fixture
def studio(federation: Federation, address: str, tmp_path: Path) -> Studio:
    """The command line of an administrator of the project, logged in through that address."""
    path = urlsplit(federation.token_service.base).path
    studio = Studio(replace(federation.token_service, base=address + path), tmp_path)
    assert "Login successful" in studio.login(federation.token_service.people["administrator"])
    return studio


def configuration(studio: Studio) -> dict[str, str]:
    """What `fedn client get-config` writes."""
    studio.run("client", "get-config", "--name", "lund", "--group", "1")
    loaded: dict[str, str] = yaml.safe_load((studio.home / "lund_0.yaml").read_text("utf-8"))
    return loaded


def ask(configured: dict[str, str]) -> object:
    """The first that `fedn client start -in FILE` asks, at the address that stands in the file."""
    return FednClient().connect_to_api(
        f"http://{configured['discover_host']}/",
        configured["token"],
        {"name": configured["name"], "client_id": configured["client_id"]},
    )


def test_the_command_line_lists_what_the_controller_has(studio: Studio) -> None:
    assert "Found 0 clients" in studio.run("client", "list")


def test_a_client_starts_with_the_file_that_it_was_given(
    studio: Studio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # the client makes its package folder where it is started
    assert ask(configuration(studio)) == NO_COMBINER


def test_the_way_is_the_same_request_at_the_controller(
    studio: Studio, federation: Federation, address: str
) -> None:
    token = Masked(configuration(studio)["token"])
    for method in ("GET", "POST", "PUT", "DELETE"):
        answer = _ask(method, f"{studio.base}/{federation.project}-fedn-reducer/a/b%2Fc?d=e%20f", token)
        assert answer.status_code == 307
        target = f"{address}/controllers/{federation.project}/a/b%2Fc?d=e%20f"
        assert answer.headers["Location"] == target
        assert answer.headers["Cache-Control"] == "no-store"


def test_nobody_else_is_told_where_a_controller_is(studio: Studio, federation: Federation) -> None:
    token = Masked(configuration(studio)["token"])
    login = Masked(studio.context()["User tokens"]["access"])
    for wrong in (Masked(""), Masked("x.y.z"), login, federation.realm.token("client")):
        answer = _ask("GET", f"{studio.base}/{federation.project}-fedn-reducer/api/v1/clients/", wrong)
        assert answer.status_code == 401
        assert "controllers" not in answer.text
    other = _ask("GET", f"{studio.base}/another-fedn-reducer/api/v1/clients/", token)
    assert other.status_code == 401


@pytest.mark.parametrize(
    ("controller", "told"),
    [
        ("https://fedn.example.org/demo", "--api-url https://fedn.example.org/demo"),
        ("fedn.example.org:8092", "--api-url https://fedn.example.org:8092"),
        ("127.0.0.1:1", "FEDN_CONTROLLER_URL=http://127.0.0.1:1"),
        ("", "Nobody has said where the controller"),
        ("http://a b", "is none"),
    ],
)
def test_a_controller_elsewhere_is_named_with_what_to_do(
    studio: Studio,
    federation: Federation,
    controller: str,
    told: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The token would be lost on the way there: the client shows this message and ends."""
    configured = configuration(studio)
    federation.token_service.administration.set_controller(federation.project, controller)
    monkeypatch.chdir(tmp_path)

    result, message = ask(configured)  # type: ignore[misc]

    assert result == ConnectToApiResult.UnMatchedConfig
    assert told in message


def _ask(method: str, url: str, token: Masked) -> requests.Response:
    with requests.Session() as session:
        session.trust_env = False
        return session.request(
            method,
            url,
            headers={"Authorization": f"Bearer {token.reveal()}"},
            json={} if method in ("POST", "PUT") else None,
            allow_redirects=False,
            timeout=30,
        )
