"""What goes into the startup kits."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from federation import PROJECT, Federation
from setup_file import Setup


def install(federation: Federation, setup: Setup, url: str, mode: str = "online") -> None:
    """Puts our handlers into every kit."""
    common = {"issuer": setup.issuer(), "url": setup.issuer(url), "project": PROJECT}
    write(federation.kit("localhost"), [("registration.FedrealmSiteRegistration", common)])
    for site, secret_file in setup.site_secrets.items():
        mine = {**common, "site": site, "secret_file": secret_file}
        handlers = [
            ("site_token.FedrealmSiteToken", mine),
            ("job_gate.FedrealmJobGate", {**mine, "mode": mode}),
        ]
        write(federation.kit(site), handlers)


def write(
    kit: Path, handlers: list[tuple[str, dict[str, Any]]], package: str = "fedrealm_nvflare"
) -> None:
    components = [
        {"id": name.rsplit(".", 1)[-1], "path": f"{package}.{name}", "args": args}
        for name, args in handlers
    ]
    text = json.dumps({"format_version": 2, "components": components}, indent=2)
    (kit / "local" / "fedrealm__p_resources.json").write_text(text)
