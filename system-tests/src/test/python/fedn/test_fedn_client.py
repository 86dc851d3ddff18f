"""FEDn's own client against FEDn's own controller, with the realm's tokens between them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from fedn.network.clients.fedn_client import ConnectToApiResult, FednClient

from federation import ROLES
from fedn_node import FednNode
from masked import Masked

REFUSED = (ConnectToApiResult.UnAuthorized, "Unauthorized")
# Past the guard: the empty network of the test has no combiner to assign (v1/client_routes.py).
TAKEN = (ConnectToApiResult.UnMatchedConfig, "No combiner available.")


@pytest.mark.parametrize("role", ROLES)
def test_the_client_gets_past_the_controllers_guard_with_a_clients_token_only(
    role: str,
    fedn: FednNode,
    tokens: Mapping[str, Masked],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """`connect_to_api` is what `fedn client start` calls first (clients/fedn_client.py:145)."""
    monkeypatch.chdir(tmp_path)  # the client makes its package folder where it is started
    answer = FednClient().connect_to_api(
        f"{fedn.rest_address}/", tokens[role].reveal(), {"name": "site-1", "client_id": "site-1"}
    )
    assert answer == (TAKEN if role == "client" else REFUSED)
