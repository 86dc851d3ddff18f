"""Starts what the installed `fedn` package checks tokens with, on free ports of 127.0.0.1.

Run as a program of its own, because FEDn reads its configuration from environment variables when
it is imported (fedn/common/config.py:7-13): one process is one configuration, as at an operator's.

- REST: FEDn's own Flask application with all its routes (fedn/network/api/server.py:16), set up as
  `start_server_api` does (server.py:484), with the SQLite state store and without a request to the
  object store. Only the listening address differs: FEDn's own start binds all interfaces.
- gRPC: FEDn's own interceptor (fedn/network/grpc/auth.py:53) in a server that registers the
  services of fedn/network/grpc/server.py:51-60. Behind the interceptor each method answers an
  empty message, because a combiner's work is not what is tested.

Usage: serve_fedn.py FOLDER. Writes one line of JSON (ports and routes) and ends with its input.
"""

from __future__ import annotations

import inspect
import json
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import grpc
from fedn.network.api.server import app
from fedn.network.controller.control import Control
from fedn.network.grpc import fedn_pb2, fedn_pb2_grpc
from fedn.network.grpc.auth import JWTInterceptor
from fedn.network.storage.dbconnection import DatabaseConnection
from fedn.network.storage.s3.repository import Repository
from google.protobuf.message_factory import GetMessageClass
from werkzeug.serving import BaseWSGIServer, make_server

LOOPBACK = "127.0.0.1"
NETWORK = "fedn-network"
SERVICES = ("Combiner", "Connector", "ModelService", "Control")
UNUSED_STORE = {
    "storage_access_key": "unused",
    "storage_secret_key": "unused",
    "storage_endpoint": "http://127.0.0.1:9",
}


def controller(folder: Path, port: int = 0) -> BaseWSGIServer:
    """FEDn's REST application with a new, empty state store in the folder."""
    store = {"type": "SQLite", "sqlite_config": {"dbname": str(folder / "fedn.db")}}
    repository = Repository(UNUSED_STORE, init_buckets=False, storage_type="BOTO3")
    Control.create_instance(NETWORK, repository, DatabaseConnection(store, NETWORK))
    return make_server(LOOPBACK, port, app, threaded=True)


def routes() -> list[dict[str, str | None]]:
    """Each method and path of the application, with the role that its guard asks for, if any.

    The role is what `jwt_auth_required(role=...)` keeps in the function that it puts in a route's
    place (fedn/network/api/auth.py:39-71); a route without a guard has none.
    """
    found = []
    for rule in app.url_map.iter_rules():
        role = inspect.getclosurevars(app.view_functions[rule.endpoint]).nonlocals.get("role")
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
            found.append({"route": f"{method} {rule.rule}", "role": role})
    return found


def combiner() -> tuple[grpc.Server, int]:
    """A gRPC server behind FEDn's interceptor, and its port."""
    server = grpc.server(ThreadPoolExecutor(max_workers=8), interceptors=[JWTInterceptor()])
    for service in SERVICES:
        register = getattr(fedn_pb2_grpc, f"add_{service}Servicer_to_server")
        register(_servicer(service), server)
    port = server.add_insecure_port(f"{LOOPBACK}:0")
    server.start()
    return server, port


def _servicer(service: str) -> Any:
    methods = fedn_pb2.DESCRIPTOR.services_by_name[service].methods
    base = getattr(fedn_pb2_grpc, f"{service}Servicer")
    return type(service, (base,), {method.name: _empty_answer(method) for method in methods})()


def _empty_answer(method: Any) -> Callable[..., Any]:
    message = GetMessageClass(method.output_type)

    def stream(self: Any, request: Any, context: grpc.ServicerContext) -> Iterator[Any]:
        yield message()

    def single(self: Any, request: Any, context: grpc.ServicerContext) -> Any:
        return message()

    return stream if method.server_streaming else single


def main(folder: Path) -> None:
    """Serves until the standard input ends, so that no server outlives the one who started it."""
    rest = controller(folder)
    rpc, rpc_port = combiner()
    threading.Thread(target=rest.serve_forever, daemon=True).start()
    print(json.dumps({"rest": rest.port, "grpc": rpc_port, "routes": routes()}), flush=True)
    sys.stdin.read()
    rest.shutdown()
    rpc.stop(grace=None).wait()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
