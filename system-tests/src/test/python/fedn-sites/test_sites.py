"""Sites that `fedrealm site add` makes, in a federation that `fedrealm fedn env` configures.

FEDn's own controller, combiner and client; see serve_federation.py for what differs from an
operator's. `fedn client start` of fedn 0.33.0 renews no token, whatever its file and environment say,
so only its start is asked of it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from fedn_node import as_fedn_sends
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
    with running_federation(tmp_path_factory.mktemp("federation"), environment) as running:
        yield running


def test_fedn_client_start_takes_the_client_yaml_as_it_is(
    controller: RunningFederation, operator: Operator, tmp_path: Path
) -> None:
    """It announces itself, is assigned to the combiner and stands in the controller's list.

    Its gRPC calls end there: FEDn's client sends its token over TLS on port 443 only
    (fedn/network/clients/grpc_handler.py:153), so ../fedn/test_grpc_roles.py asks with FEDn's stubs.
    """
    site = operator.add_site("lund", controller.address, tmp_path)
    (site / "client").mkdir()
    (site / "client/fedn.yaml").write_text("entry_points: {}\n", encoding="utf-8")

    with site_program([*FEDN, "--local-package"], site) as client:
        client.wait_for("Client assigned to controller")

    assert _combiner_of("lund", controller, operator.admin_token()) == ["combiner"]


def _combiner_of(name: str, controller: RunningFederation, admin: Masked) -> list[str]:
    answer = requests.get(
        f"{controller.address}/api/v1/clients/",
        headers={"Authorization": as_fedn_sends(admin).reveal()},
        timeout=30,
    )
    return [found["combiner"] for found in answer.json()["result"] if found["name"] == name]
