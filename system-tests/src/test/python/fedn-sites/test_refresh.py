"""Tokens that expire, sites that are stopped: the refresh at the realm's token service.

The client of fedn 0.33.0 renews an expired token in one place, `ConnectorClient`
(fedn/network/clients/connect.py); announce.py uses it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from sites import Operator, Program, RunningFederation, running_federation, site_program

CLIENTS = 10
ANNOUNCE = [sys.executable, str(Path(__file__).with_name("announce.py")), "client.yaml"]


@pytest.fixture(scope="module")
def hasty_operator() -> Operator:
    """Of the realm whose tokens live for three seconds."""
    return Operator.read("shortLivedRealm")


@pytest.fixture(scope="module")
def hasty(
    hasty_operator: Operator, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningFederation]:
    """A federation whose tokens live for three seconds."""
    environment = hasty_operator.run("fedn", "env")
    with running_federation(tmp_path_factory.mktemp("hasty"), environment) as running:
        yield running


def test_of_ten_clients_whose_tokens_expire_one_is_stopped_and_nine_go_on(
    hasty: RunningFederation, hasty_operator: Operator, tmp_path: Path
) -> None:
    """Waited for: each token lives for three seconds, and each site outlives several."""
    folders = _sites(hasty, hasty_operator, tmp_path)
    with ExitStack() as stack:
        sites = {
            name: stack.enter_context(site_program(ANNOUNCE, folder))
            for name, folder in folders.items()
        }
        for site in sites.values():
            site.wait_for("refreshed", times=2)
            site.wait_for("Assigned", times=2)

        hasty_operator.run("site", "disable", "site-4")

        sites.pop("site-4").wait_for("stopped: no access")
        assert len(sites) == CLIENTS - 1
        for site in sites.values():
            _goes_on(site)

        hasty_operator.run("site", "remove", "site-7")

        sites.pop("site-7").wait_for("stopped: no access")
        _goes_on(sites["site-0"])


def _sites(federation: RunningFederation, operator: Operator, folder: Path) -> dict[str, Path]:
    """The folders of ten sites by their names, made in one run."""
    names = [f"site-{number}" for number in range(CLIENTS)]
    csv = folder / "sites.csv"
    csv.write_text("\n".join(["name", *names]), encoding="utf-8")
    operator.run(
        "site", "add", "--csv", str(csv), "--controller", federation.address, "--out", str(folder)
    )
    return {name: folder / name for name in names}


def _goes_on(site: Program) -> None:
    """Two more tokens expire and are renewed, and FEDn takes the new ones."""
    before = len(site.lines)
    site.wait_for("refreshed", times=2, since=before)
    renewed = max(i for i, line in enumerate(site.lines) if line == "refreshed")
    site.wait_for("Assigned", since=renewed)
