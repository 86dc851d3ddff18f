"""A site's client that announces itself again and again with FEDn's own connector.

`ConnectorClient` (fedn/network/clients/connect.py) is the part of FEDn that renews an expired token;
it reads the refresh token from the environment when it is imported, so each site is a process. Its
own route has been retired by the controller, which still checks the token there; with the token that
it holds the site is then announced as `fedn client start` does it (clients/fedn_client.py:145).

Usage: announce.py CLIENT.YAML. Writes a line for each try: what FEDn's client says.
"""

from __future__ import annotations

import sys
import time
from urllib.parse import urlsplit

import yaml
from fedn.network.clients.connect import ConnectorClient
from fedn.network.clients.fedn_client import FednClient

POLL_SECONDS = 0.3


def main(file: str) -> None:
    """Announces until a refresh is refused, or whoever started this ends it."""
    with open(file, encoding="utf-8") as stream:
        config = yaml.safe_load(stream)
    controller = urlsplit(config["discover_host"])
    client = ConnectorClient(
        host=controller.hostname,
        port=controller.port,
        token=config["token"],
        name=config["name"],
        remote_package=False,
        id=config["client_id"],
    )
    fedn = FednClient()
    while True:
        try:
            _, reason = client.assign()
        except KeyError as missing:
            # No `access` in the answer to the refresh: FEDn's client ends with exactly this.
            print(f"stopped: no {missing.args[0]}", flush=True)
            return
        if reason == "Token expired":
            print("refreshed", flush=True)
        else:
            who = {"name": config["name"], "client_id": config["client_id"], "package": "local"}
            result, _ = fedn.connect_to_api(f"{config['discover_host']}/", client.token, who)
            print(result.name, flush=True)
        time.sleep(POLL_SECONDS)


if __name__ == "__main__":
    main(sys.argv[1])
