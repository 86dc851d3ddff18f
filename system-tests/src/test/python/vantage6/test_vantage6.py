"""vantage6's own code and a realm made from realms/vantage6.json."""

from __future__ import annotations

import base64
import json

import pytest
import requests
from conftest import SETUP
from vantage6.backend.common import auth
from vantage6.client import UserClient
from vantage6.common.client.node_client import NodeClient

ISSUER = f"{SETUP['server']}/realms/{SETUP['realm']}"
TOKENS = f"{ISSUER}/protocol/openid-connect/token"


def claims(token: str) -> dict:
    """The claims of a token, not verified."""
    part = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


def node_token(node) -> str:
    """The token that a node gets by vantage6's own client."""
    name, secret, _ = node
    client = NodeClient(name, secret, "http://127.0.0.1:9/api", SETUP["server"])
    client.obtain_new_token()
    assert client.token_validity_period == 300
    return client.token


def test_a_person_of_the_device_flow_is_a_user(server) -> None:
    token = SETUP["deviceToken"]
    server.knows(claims(token)["sub"], "user")

    assert server.status("user", token) == 200
    assert server.status("node", token) == 500


def test_a_person_of_the_web_interface_is_a_user(server) -> None:
    token = SETUP["browserToken"]
    server.knows(claims(token)["sub"], "user")

    assert server.status("user", token) == 200
    assert server.status("node", token) == 500


@pytest.mark.parametrize("login", ["device", "browser"])
def test_an_id_token_is_no_ticket(server, login: str) -> None:
    token = SETUP[f"{login}IdToken"]
    server.knows(claims(token)["sub"], "user")

    assert "vantage6_client_type" not in claims(token)
    assert server.status("user", token) == 500


def test_the_account_console_gets_no_ticket(server) -> None:
    token = SETUP["accountToken"]
    server.knows(claims(token)["sub"], "user")

    assert server.status("user", token) == 500


def test_a_token_of_another_realm_is_refused(server) -> None:
    token = SETUP["otherRealmToken"]
    server.knows(claims(token)["sub"], "user")

    assert claims(token)["vantage6_client_type"] == "user"
    assert server.status("user", token) == 500


def test_the_server_makes_a_node_and_the_node_gets_in(server, node) -> None:
    server.knows(node[2], "node")
    token = node_token(node)

    assert claims(token)["sub"] == node[2]
    assert server.status("node", token) == 200
    assert server.status("user", token) == 500


def test_a_node_of_which_the_database_knows_nothing_is_refused(server, node) -> None:
    server.people.pop(node[2], None)

    assert server.status("node", node_token(node)) == 500


def test_a_service_user_gets_in_by_its_secret(server) -> None:
    account = auth.create_service_account_in_keycloak("pipeline-user-client", is_node=False)
    client = UserClient("http://127.0.0.1:9/api", SETUP["server"], SETUP["realm"])
    client.initialize_service_account(client_secret=account.client_secret, username="pipeline")
    client.request = lambda *_, **__: {"id": 1, "username": "pipeline", "organization": {"id": 1}}
    client.authenticate_service_account()
    server.knows(account.user_id, "user")

    assert server.status("user", client.token) == 200
    auth.delete_service_account_in_keycloak(account.client_id)


def test_a_deleted_node_gets_no_token() -> None:
    account = auth.create_service_account_in_keycloak("left-node-client")
    auth.delete_service_account_in_keycloak(account.client_id)

    answer = requests.post(
        TOKENS,
        data={
            "grant_type": "client_credentials",
            "client_id": "left-node-client",
            "client_secret": account.client_secret,
        },
        timeout=30,
    )

    assert answer.status_code == 401


def test_the_server_makes_a_person_with_an_organization() -> None:
    admin = auth.get_keycloak_admin_client()
    person = admin.create_user(
        {
            "username": "made-by-the-server",
            "enabled": True,
            "credentials": [
                {"type": "password", "value": SETUP["newPassword"], "temporary": True}
            ],
            "attributes": {"organization_id": "7"},
        }
    )

    assert admin.get_user(person)["attributes"]["organization_id"] == ["7"]
    assert auth.get_keycloak_id_for_user("made-by-the-server") == person
    admin.delete_user(person)


def test_the_login_of_a26_is_refused_because_it_has_no_pkce() -> None:
    client = UserClient("http://127.0.0.1:9/api", SETUP["server"], SETUP["realm"])
    url = client.kc_openid.auth_url(
        redirect_uri="http://localhost:8081/callback", scope="openid", state="state"
    )

    assert requests.get(url, allow_redirects=False, timeout=30).status_code == 400
