"""What FEDn 0.33.0 asks no token for is closed at its proxy, and all that its own programs need is open."""

from __future__ import annotations

from typing import Any

import grpc
import pytest
import requests
from fedn.network.grpc import fedn_pb2, fedn_pb2_grpc

from conftest import PROJECT, Proxy
from fedn_node import FednNode
from forgery import OwnKey

LIMIT_SECONDS = 10
SENDER = fedn_pb2.Client(name="lund", role=fedn_pb2.CLIENT, client_id="1")
OK = "OK"


def token(key: OwnKey, role: str) -> str:
    return f"Bearer {key.token(role=role, project=PROJECT).reveal()}"


@pytest.mark.parametrize(
    ("role", "route", "status"),
    [("admin", "/api/v1/models/", 200), ("client", "/api/v1/models/", 401), ("client", "/api/v1/packages/checksum", 404)],
)
def test_rest_is_what_fedn_makes_of_the_token(
    role: str, route: str, status: int, key: OwnKey, proxy: Proxy
) -> None:
    assert _rest("GET", proxy.controller + route, token(key, role), proxy) == status


@pytest.mark.parametrize("route", ["/api/v1/models/", "/health", "/static/x", "/api/v1/graphql"])
def test_without_a_token_nothing_of_rest_is_open(route: str, proxy: Proxy) -> None:
    assert _rest("POST", proxy.controller + route, None, proxy) == 401


@pytest.mark.parametrize(
    "route",
    [
        "/api/v1/graphql",
        "/api/v1/%67raphql",
        "/%61pi/v1/graphql",
        "//api/v1/graphql",
        "/api/v1/./graphql",
        "/api/v1/x/../graphql",
        "/api/v1/x/%2e%2e/graphql",
        "/api/v1/metrics/list",
        "/api/v1/metrics%2flist",
        "/api/v1/metrics/%6cist",
    ],
)
def test_an_unguarded_route_is_closed_however_it_is_written(
    route: str, key: OwnKey, fedn: FednNode, proxy: Proxy
) -> None:
    """Whatever the Authorization header says: FEDn would not look at it."""
    for authorization in (token(key, "client"), "Bearer x"):
        assert _rest("POST", proxy.controller + route, authorization, proxy) in (400, 404)


def test_fedn_itself_answers_the_question_of_doctor_to_everybody(fedn: FednNode, proxy: Proxy) -> None:
    """fedrealm doctor --fedn-controller asks just this."""
    answer = requests.post(
        f"{fedn.rest_address}/api/v1/graphql", json={"query": "{ __typename }"}, timeout=LIMIT_SECONDS
    )
    assert answer.status_code == 200


METHODS: dict[str, tuple[Any, Any, bool]] = {
    "Connector/SendHeartbeat": (fedn_pb2_grpc.ConnectorStub, fedn_pb2.Heartbeat(sender=SENDER), True),
    "Connector/SendStatus": (fedn_pb2_grpc.ConnectorStub, fedn_pb2.Status(sender=SENDER), True),
    "ModelService/Download": (fedn_pb2_grpc.ModelServiceStub, fedn_pb2.ModelRequest(id="x"), True),
    "Connector/ListActiveClients": (fedn_pb2_grpc.ConnectorStub, fedn_pb2.ListClientsRequest(), False),
    "Connector/AcceptingClients": (fedn_pb2_grpc.ConnectorStub, fedn_pb2.ConnectionRequest(), False),
    "Connector/ReassignClient": (fedn_pb2_grpc.ConnectorStub, fedn_pb2.ReassignRequest(), False),
    "Control/Start": (fedn_pb2_grpc.ControlStub, fedn_pb2.ControlRequest(), False),
    "Control/Stop": (fedn_pb2_grpc.ControlStub, fedn_pb2.ControlRequest(), False),
    "Control/FlushAggregationQueue": (fedn_pb2_grpc.ControlStub, fedn_pb2.ControlRequest(), False),
    "Control/SetAggregator": (fedn_pb2_grpc.ControlStub, fedn_pb2.ControlRequest(), False),
}


@pytest.mark.parametrize("method", METHODS)
def test_of_a_combiner_a_client_reaches_what_it_needs_and_nothing_else(
    method: str, key: OwnKey, proxy: Proxy
) -> None:
    is_open = METHODS[method][2]

    assert _call(proxy, method, None) == "UNAUTHENTICATED"
    assert _call(proxy, method, token(key, "client")) == (OK if is_open else "PERMISSION_DENIED")


@pytest.mark.parametrize("method", METHODS)
def test_whoever_calls_itself_a_health_probe_gets_nothing_more(
    method: str, key: OwnKey, fedn: FednNode, proxy: Proxy
) -> None:
    """FEDn asks such a caller for no token at all (network/grpc/auth.py:34)."""
    probe = "grpc_health_probe"

    assert _call(proxy, method, None, probe) == "UNAUTHENTICATED"
    assert _call(proxy, method, "Bearer x", probe) == "PERMISSION_DENIED"
    with grpc.insecure_channel(fedn.grpc_address, [("grpc.primary_user_agent", probe)]) as channel:
        assert _ask(channel, method, None) == OK


def _rest(method: str, url: str, authorization: str | None, proxy: Proxy) -> int:
    with requests.Session() as session:
        session.trust_env = False
        headers = {"Authorization": authorization} if authorization else {}
        request = requests.Request(method, proxy.controller, headers=headers, json={}).prepare()
        request.url = url  # as it is: the library would tidy it up
        return session.send(request, verify=str(proxy.certificate), timeout=LIMIT_SECONDS).status_code


def _call(proxy: Proxy, method: str, authorization: str | None, user_agent: str = "") -> str:
    credentials = grpc.ssl_channel_credentials(proxy.certificate.read_bytes())
    options = [("grpc.primary_user_agent", user_agent)] if user_agent else []
    with grpc.secure_channel(proxy.combiner, credentials, options) as channel:
        return _ask(channel, method, authorization)


def _ask(channel: grpc.Channel, method: str, authorization: str | None) -> str:
    stub, message, _ = METHODS[method]
    metadata = [("authorization", authorization)] if authorization else []
    try:
        answer = getattr(stub(channel), method.split("/")[1])(
            message, metadata=metadata, timeout=LIMIT_SECONDS
        )
        if method.endswith("Download"):
            list(answer)
        return OK
    except grpc.RpcError as error:
        code: grpc.StatusCode = error.code()
        return code.name
