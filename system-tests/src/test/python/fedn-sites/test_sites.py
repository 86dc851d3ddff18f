"""Sites that `fedrealm site add` makes, in a federation that `fedrealm fedn env` configures.

FEDn's own controller, combiner and client; see serve_federation.py for what differs from an
operator's. `fedn client start` of fedn 0.33.0 renews no token, whatever its file and environment say,
so nothing that takes longer than a token lives is asked of it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
import yaml

from fedn_node import as_fedn_sends
from loopback_tls import PORT, free_address
from masked import Masked
from sites import Operator, RunningFederation, running_federation, site_program

FEDN = [str(Path(sys.executable).with_name("fedn")), "client", "start", "-in", "client.yaml"]


@pytest.fixture(scope="module")
def operator() -> Operator:
    """Of the realm whose tokens live for minutes."""
    return Operator.read("realm")


@pytest.fixture(scope="module")
def controller(
    operator: Operator, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningFederation]:
    """A federation whose tokens live for minutes."""
    environment = operator.run("fedn", "env")
    folder = tmp_path_factory.mktemp("federation")
    with running_federation(folder, environment, _combiner_address()) as running:
        yield running


def _combiner_address() -> str:
    """FEDn's client sends its token to port 443 only (fedn/network/clients/grpc_handler.py:153)."""
    try:
        return free_address()
    except PermissionError:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(
            "only root may listen on port 443 here: run as root, or allow it to all with"
            " sysctl net.ipv4.ip_unprivileged_port_start=443"
        )


def test_fedn_client_start_takes_the_client_yaml_as_it_is(
    controller: RunningFederation, operator: Operator, tmp_path: Path
) -> None:
    """It announces itself, is assigned to the combiner, and is online there by gRPC over TLS."""
    site = _site("lund", controller, operator, tmp_path)
    admin = operator.admin_token()

    with site_program([*FEDN, "--local-package"], site, controller.authority) as client:
        client.wait_for("Client assigned to controller")
        client.wait(
            lambda: _listed("lund", controller, admin) == [("combiner", "online")], "online"
        )

    assert not any("UNAUTHENTICATED" in line for line in client.lines)


@pytest.mark.parametrize("token", ["none", "tampered", "admin"])
def test_fedn_client_start_gets_nowhere_at_the_combiner_with_another_token(
    token: str, controller: RunningFederation, operator: Operator, tmp_path: Path
) -> None:
    """It is sent to the combiner past the controller, which would not have let it in."""
    site = _site(f"turku-{token}", controller, operator, tmp_path)
    file = site / "client.yaml"
    config = yaml.safe_load(file.read_text(encoding="utf-8"))
    config["token"] = {
        "none": "",
        "tampered": config["token"][:-4] + "AAAA",
        "admin": operator.admin_token().reveal(),
    }[token]
    config |= {"combiner": controller.combiner, "combiner_port": PORT}
    file.write_text(yaml.safe_dump(config), encoding="utf-8")

    with site_program([*FEDN, "--local-package"], site, controller.authority) as client:
        client.wait_for("PERMISSION_DENIED" if token == "admin" else "UNAUTHENTICATED")

    assert _listed(f"turku-{token}", controller, operator.admin_token()) == []


def _site(name: str, controller: RunningFederation, operator: Operator, folder: Path) -> Path:
    site = operator.add_site(name, controller.address, folder)
    (site / "client").mkdir()
    (site / "client/fedn.yaml").write_text("entry_points: {}\n", encoding="utf-8")
    return site


def _listed(name: str, controller: RunningFederation, admin: Masked) -> list[tuple[str, str]]:
    """The combiner and the status of the clients of this name."""
    answer = requests.get(
        f"{controller.address}/api/v1/clients/",
        headers={"Authorization": as_fedn_sends(admin).reveal()},
        timeout=30,
    )
    clients = [found for found in answer.json()["result"] if found["name"] == name]
    return [(client["combiner"], client["status"]) for client in clients]
