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


def test_expired_tokens_are_refreshed_until_the_site_is_stopped_and_others_go_on(
    hasty: RunningFederation, hasty_operator: Operator, tmp_path: Path
) -> None:
    """Waited for: each token lives for three seconds, and each site outlives several."""
    names = ("goes-on", "disabled", "removed")
    folders = {name: hasty_operator.add_site(name, hasty.address, tmp_path) for name in names}
    with ExitStack() as stack:
        sites = {
            name: stack.enter_context(site_program(ANNOUNCE, folder))
            for name, folder in folders.items()
        }
        for site in sites.values():
            site.wait_for("refreshed", times=2)
            site.wait_for("Assigned", times=2)

        hasty_operator.run("site", "disable", "disabled")
        hasty_operator.run("site", "remove", "removed")

        for name in ("disabled", "removed"):
            sites[name].wait_for("stopped: no access")
        _goes_on(sites["goes-on"])


def _goes_on(site: Program) -> None:
    """Two more tokens expire and are renewed, and FEDn takes the new ones."""
    before = len(site.lines)
    site.wait_for("refreshed", times=2, since=before)
    renewed = max(i for i, line in enumerate(site.lines) if line == "refreshed")
    site.wait_for("Assigned", since=renewed)
