"""Until when each site may stay, as its last valid token says."""

from __future__ import annotations

import json
import os
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

from fedrealm_nvflare.errors import Misconfigured


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

    def extend(self, site: str, lease: Lease) -> None:
        """Notes the lease. A shorter one changes nothing."""
        with self._lock:
            known = self._leases.get(site)
            if known is None or lease.until > known.until or lease.organisation != known.organisation:
                self._leases[site] = lease

    def valid(self, site: str, organisation: str = "", grace: float = 0.0) -> bool:
        """Whether the site may be connected now, and is of the organisation if one is given.

        Args:
            site: the site's name.
            organisation: as in its certificate; empty: any.
            grace: seconds that the lease is good for beyond its end.
        """
        with self._lock:
            lease = self._leases.get(site)
        if lease is None or lease.until + grace <= self._clock():
            return False
        return not organisation or lease.organisation == organisation


class BarredSites:
    """The sites that this handler has taken out, so that it re-admits no site that others did.

    Kept in a file, too: NVIDIA FLARE keeps its own list of disabled sites over a restart. The file is
    written at the start, so that one that cannot be written is known before any site is there. Later
    only the memory counts: a full disk must neither keep a site connected nor turn one away.
    """

    def __init__(self, file: str) -> None:
        self._file = Path(file)
        self._lock = threading.Lock()
        self._sites = self._read()
        try:
            self._write()
        except OSError as error:
            folder = self._file.parent.absolute()
            raise Misconfigured(
                f"state_file: {self._file.name} cannot be written in {folder} ({error.strerror})."
                " Fix: give the server's user that folder, or name another file"
            ) from None

    def add(self, site: str) -> None:
        """Notes the site; raises OSError when that is not written down, and is noted all the same."""
        with self._lock:
            self._sites.add(site)
            self._write()

    def discard(self, site: str) -> None:
        """Forgets the site; raises OSError when that is not written down, and is forgotten all the same."""
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
        except (OSError, ValueError) as error:
            sites = error
        if not isinstance(sites, list) or not all(isinstance(site, str) for site in sites):
            raise Misconfigured(f"state_file: {self._file} is no list of sites. Fix: mend or delete it")
        return set(sites)

    def _write(self) -> None:
        fresh = self._file.with_name(self._file.name + ".new")
        fresh.write_text(json.dumps(sorted(self._sites)) + "\n", encoding="utf-8")
        os.replace(fresh, self._file)
