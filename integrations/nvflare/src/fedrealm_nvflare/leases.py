"""Until when each site may stay, as its last valid token says."""

from __future__ import annotations

import json
import os
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Callable


@dataclass(frozen=True)
class Lease:
    """A site's right to be connected, of the organisation that its token names."""

    until: float
    organisation: str


class Leases:
    """The leases of all sites. A lease can only be got with a valid token of this very site."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._leases: dict[str, Lease] = {}

    def extend(self, site: str, lease: Lease) -> bool:
        """Notes the lease; tells whether the site had none before. A shorter one changes nothing."""
        with self._lock:
            known = self._leases.get(site)
            if known is None or lease.until > known.until or lease.organisation != known.organisation:
                self._leases[site] = lease
            return known is None or known.until <= self._clock()

    def valid(self, site: str, organisation: str = "") -> bool:
        """Whether the site may be connected now, and is of the organisation if one is given."""
        with self._lock:
            lease = self._leases.get(site)
        if lease is None or lease.until <= self._clock():
            return False
        return not organisation or lease.organisation == organisation


class BarredSites:
    """The sites that this handler has taken out, so that it re-admits no site that others did.

    Kept in a file: NVIDIA FLARE keeps its own list of disabled sites over a restart too.
    """

    def __init__(self, file: str) -> None:
        self._file = Path(file)
        self._lock = threading.Lock()
        self._sites = self._read()

    def add(self, site: str) -> None:
        with self._lock:
            self._sites.add(site)
            self._write()

    def discard(self, site: str) -> None:
        with self._lock:
            self._sites.discard(site)
            self._write()

    def __contains__(self, site: object) -> bool:
        with self._lock:
            return site in self._sites

    def _read(self) -> set[str]:
        try:
            sites = json.loads(self._file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return set()
        if not isinstance(sites, list) or not all(isinstance(site, str) for site in sites):
            raise ValueError(f"{self._file} is no list of sites: mend or delete it")
        return set(sites)

    def _write(self) -> None:
        fresh = self._file.with_name(self._file.name + ".new")
        fresh.write_text(json.dumps(sorted(self._sites)) + "\n", encoding="utf-8")
        os.replace(fresh, self._file)
