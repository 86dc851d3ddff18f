"""Starts a FEDn controller and one combiner, as real as they can be had from the package.

- Controller: FEDn's Flask application object with its SQLite state store (serve_fedn.py), because
  `fedn controller start` wants an object store that no package registry has.
  fedn 0.33.0 cannot add a client to an SQL store: it insists there on a preferred combiner, which its
  own client never names (fedn/network/storage/statestore/stores/sql/shared.py:174 and
  fedn/network/api/v1/client_routes.py:474); so that column may be empty here.
- Combiner: FEDn's own class (fedn/network/combiner/combiner.py:86) with its gRPC server, interceptor
  and services, on the same state store.

Usage: serve_federation.py FOLDER PORT. Writes one line when it is ready and ends with its input.
"""

from __future__ import annotations

import socket
import sys
import threading
from datetime import datetime
from pathlib import Path

from fedn.network.combiner.combiner import Combiner
from fedn.network.controller.control import Control
from fedn.network.storage.statestore.stores.dto.combiner import CombinerDTO
from fedn.network.storage.statestore.stores.sql.shared import ClientModel

from serve_fedn import LOOPBACK, controller


def combiner() -> None:
    """FEDn's combiner, as `fedn combiner start` makes it (fedn/cli/combiner_cmd.py:58)."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port = probe.getsockname()[1]
    config = {
        "name": "combiner",
        "host": LOOPBACK,
        "port": port,
        "fqdn": None,
        "secure": False,
        "max_clients": 10,
    }
    control = Control.instance()
    # The combiner registers itself with a text as its time, which SQLite does not take; one that is
    # registered already is left as it is (fedn/network/combiner/combiner.py:115).
    control.db.combiner_store.add(
        CombinerDTO(
            name=config["name"],
            address=LOOPBACK,
            port=port,
            fqdn=None,
            parent="localhost",
            ip="",
            updated_at=datetime.now(),
        )
    )
    Combiner.create_instance(config, control.repository, control.db)


def main(folder: Path, port: int) -> None:
    """Serves until the standard input ends, so that no server outlives the one who started it."""
    ClientModel.__table__.c.combiner_preferred.nullable = True
    rest = controller(folder, port)
    combiner()
    threading.Thread(target=rest.serve_forever, daemon=True).start()
    print("ready", flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
