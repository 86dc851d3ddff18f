"""What goes into the startup kits: by ``fedrealm nvflare kit``, as an operator has it done."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from federation import Federation
from relay import Relay
from setup_file import Setup

# This site's secret comes in the environment, the other's in a file.
SECRET_IN_ENVIRONMENT = "site-2"
VARIABLE = "NVFLARE_SITE_SECRET"


def install(federation: Federation, setup: Setup, relay: Relay, mode: str = "online") -> None:
    """Puts our handlers into every kit; they reach Keycloak by the relay."""
    realm = ("--issuer", setup.issuer(), "--url", setup.issuer(relay.url))
    server = str(federation.kit("localhost"))
    setup.command("nvflare", "kit", "--server", "--kit", server, *realm)
    for site, secret_file in setup.site_secrets.items():
        secret = ("--credential", secret_file)
        if site == SECRET_IN_ENVIRONMENT:
            federation.environment[site] = {VARIABLE: Path(secret_file).read_text().strip()}
            secret = ("--secret-env", VARIABLE)
        kit = str(federation.kit(site))
        setup.command("nvflare", "kit", "--site", site, "--kit", kit, "--mode", mode, *secret, *realm)


def write(kit: Path, path: str, args: dict[str, Any]) -> None:
    """Puts another component in the place of ours, as an attacker does in a kit of his own."""
    component = {"id": "other", "path": path, "args": args}
    text = json.dumps({"format_version": 2, "components": [component]}, indent=2)
    (kit / "local" / "fedrealm__p_resources.json").write_text(text)
