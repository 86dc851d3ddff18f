"""A FEDn process under test: configured as an operator does, asked as FEDn's client asks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import grpc
import requests
from fedn.network.clients.grpc_handler import GrpcAuth
from fedn.network.grpc import fedn_pb2, fedn_pb2_grpc
from google.protobuf.message_factory import GetMessageClass

from masked import Masked

START_LIMIT_SECONDS = 120
CALL_LIMIT_SECONDS = 30
PROGRAM = Path(__file__).with_name("serve_fedn.py")


class FednProblem(Exception):
    """The FEDn process did not start or did not answer."""


@dataclass(frozen=True)
class RestAnswer:
    """HTTP status and the `message` of FEDn's JSON body; empty where the body has none."""

    status: int
    message: str = ""


@dataclass(frozen=True)
class RpcAnswer:
    """gRPC status code and its details."""

    code: str
    details: str = ""


@dataclass(frozen=True)
class FednNode:
    """A running FEDn: its REST address, its gRPC address and the routes it has."""

    rest_address: str
    grpc_address: str
    routes: Mapping[str, str | None]

    def rest(self, route: str, authorization: Masked | None) -> RestAnswer:
        """Sends `METHOD /path` with this Authorization header; a POST or PUT carries `{}`."""
        method, path = route.split(" ", 1)
        with requests.Session() as session:
            session.trust_env = False
            try:
                answer = session.request(
                    method,
                    self.rest_address + path,
                    headers={"Authorization": authorization.reveal()} if authorization else {},
                    json={} if method in ("POST", "PUT", "PATCH") else None,
                    timeout=CALL_LIMIT_SECONDS,
                )
            except requests.RequestException as error:
                raise FednProblem(f"{route}: {type(error).__name__}") from None
        return RestAnswer(answer.status_code, _message(answer))

    def grpc(
        self, method: str, authorization: Masked | None, user_agent: str | None = None
    ) -> RpcAnswer:
        """Calls `/fedn.Service/Method` through fedn's stub with this `authorization` metadata."""
        options: list[tuple[str, int | str]] = [("grpc.enable_http_proxy", 0)]
        if user_agent:
            options.append(("grpc.primary_user_agent", user_agent))
        _, service, name = method.replace(".", "/").rsplit("/", 2)
        descriptor = fedn_pb2.DESCRIPTOR.services_by_name[service].methods_by_name[name]
        request: Any = GetMessageClass(descriptor.input_type)()
        with grpc.insecure_channel(self.grpc_address, options=options) as channel:
            call = getattr(getattr(fedn_pb2_grpc, f"{service}Stub")(channel), name)
            try:
                answer = call(
                    iter([request]) if descriptor.client_streaming else request,
                    metadata=_metadata(authorization),
                    timeout=CALL_LIMIT_SECONDS,
                )
                if descriptor.server_streaming:
                    list(answer)
            except grpc.RpcError as error:
                return RpcAnswer(error.code().name, error.details() or "")
        return RpcAnswer("OK")


def as_fedn_sends(token: Masked) -> Masked:
    """The header value that FEDn's own client makes of a token (clients/grpc_handler.py:45-47).

    REST requests of FEDn's clients carry the same value (clients/fedn_client.py:157).
    """
    sent: list[str] = []
    GrpcAuth(token.reveal())(None, lambda metadata, error: sent.extend(v for _, v in metadata))
    return Masked(sent[0])


def operators_environment(public_key: str, project: str) -> dict[str, str]:
    """What the operator of a FEDn project sets (fedn/common/config.py:7-13)."""
    return {
        "FEDN_JWT_SECRET_KEY": public_key,
        "FEDN_JWT_ALGORITHM": "RS256",
        "FEDN_AUTH_SCHEME": "Bearer",
        "FEDN_JWT_CUSTOM_CLAIM_KEY": "project",
        "FEDN_JWT_CUSTOM_CLAIM_VALUE": project,
    }


@contextmanager
def running_fedn(folder: Path, environment: Mapping[str, str]) -> Iterator[FednNode]:
    """Starts serve_fedn.py in the folder, and stops it at the end."""
    log = folder / "fedn.log"
    with log.open("wb") as stderr:
        process = subprocess.Popen(
            [sys.executable, str(PROGRAM), str(folder)],
            cwd=folder,
            env={**os.environ, **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=stderr,
        )
    assert process.stdin and process.stdout
    try:
        yield _node(process.stdout.readline, process.kill, log)
    finally:
        process.stdin.close()
        try:
            process.wait(CALL_LIMIT_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()


def _node(ready_line: Callable[[], bytes], kill: Callable[[], None], log: Path) -> FednNode:
    limit = threading.Timer(START_LIMIT_SECONDS, kill)
    limit.start()
    try:
        line = ready_line()
    finally:
        limit.cancel()
    if not line:
        tail = log.read_text(encoding="utf-8", errors="replace")[-2000:]
        raise FednProblem(f"FEDn did not start (limit {START_LIMIT_SECONDS} s):\n{tail}")
    ready = json.loads(line)
    return FednNode(
        rest_address=f"http://127.0.0.1:{ready['rest']}",
        grpc_address=f"127.0.0.1:{ready['grpc']}",
        routes={entry["route"]: entry["role"] for entry in ready["routes"]},
    )


def _metadata(authorization: Masked | None) -> list[tuple[str, str]]:
    """FEDn's client sends its name as well (clients/grpc_handler.py:124)."""
    client = [("client", "site-1"), ("grpc-server", "combiner")]
    return client + ([("authorization", authorization.reveal())] if authorization else [])


def _message(answer: requests.Response) -> str:
    try:
        body = answer.json()
    except ValueError:
        return ""
    return str(body.get("message", "")) if isinstance(body, dict) else ""
