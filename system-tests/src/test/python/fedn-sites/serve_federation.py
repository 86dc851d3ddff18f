"""Starts a FEDn controller and one combiner, as real as they can be had from the package.

- Controller: FEDn's Flask application object with its SQLite state store (serve_fedn.py), because
  `fedn controller start` wants an object store that no package registry has.
  fedn 0.33.0 cannot add a client to an SQL store: it insists there on a preferred combiner, which its
  own client never names (fedn/network/storage/statestore/stores/sql/shared.py:174 and
  fedn/network/api/v1/client_routes.py:474); so that column may be empty here.
  And SQLite takes no text as a time, which FEDn gives in some places (fedn/network/combiner/combiner.py:123):
  here it is read as one.
- Combiner: FEDn's own class (fedn/network/combiner/combiner.py:86) with its gRPC server, interceptor
  and services, on the same state store. With an ADDRESS its clients find it there,
  on port 443 with TLS, as they demand before they send a token; combiner.pem vouches for it.

Usage: serve_federation.py FOLDER PORT [ADDRESS]. Writes one line when it is ready and ends with its input.
"""

from __future__ import annotations

import socket
import sys
import threading
from datetime import datetime
from pathlib import Path
from typing import Any

from fedn.network.combiner.combiner import Combiner
from fedn.network.controller.control import Control
from fedn.network.storage.statestore.stores.sql.shared import Base, ClientModel
from sqlalchemy import DateTime, TypeDecorator

from loopback_tls import terminate_tls, write_certificate
from serve_fedn import LOOPBACK, controller


class TextOrTime(TypeDecorator[datetime]):
    """A time that may be given as text."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: object) -> datetime | None:
        """The time."""
        return datetime.fromisoformat(value) if isinstance(value, str) else value


def combiner(folder: Path, secure_address: str | None) -> None:
    """FEDn's combiner, as `fedn combiner start` makes it (fedn/cli/combiner_cmd.py:58)."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port = probe.getsockname()[1]
    config = {
        "name": "combiner",
        "host": LOOPBACK,
        "port": port,
        "fqdn": secure_address,
        "secure": False,
        "max_clients": 10,
    }
    if secure_address:
        pem, key = folder / "combiner.pem", folder / "combiner.key"
        write_certificate(secure_address, pem, key)
        terminate_tls(secure_address, port, pem, key)
    control = Control.instance()
    Combiner.create_instance(config, control.repository, control.db)


def main(folder: Path, port: int, secure_address: str | None = None) -> None:
    """Serves until the standard input ends, so that no server outlives the one who started it."""
    ClientModel.__table__.c.combiner_preferred.nullable = True
    for table in Base.metadata.tables.values():
        for column in table.columns:
            if isinstance(column.type, DateTime):
                column.type = TextOrTime()
    rest = controller(folder, port)
    combiner(folder, secure_address)
    threading.Thread(target=rest.serve_forever, daemon=True).start()
    print("ready", flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:])
