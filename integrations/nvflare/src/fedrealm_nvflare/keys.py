"""The realm's public keys by their id, cached with bounds, so that keys can be rotated any time."""

from __future__ import annotations

import threading
import time
from typing import Any, Callable, Iterable, Mapping

import jwt

from fedrealm_nvflare.errors import Denied, Unreachable

_MAX_KEYS = 32


class KeyCache:
    """Fetches keys when an unknown id turns up or the cache is old.

    Args:
        fetch: gives the realm's keys.
        max_age: seconds after which a key must be confirmed, so that a withdrawn one dies.
        min_interval: seconds between two fetches, whatever ids are asked for: forged ids must
            not become a flood of requests.
        clock: monotonic seconds.
    """

    def __init__(
        self,
        fetch: Callable[[], Iterable[Mapping[str, Any]]],
        max_age: float = 300.0,
        min_interval: float = 5.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._fetch = fetch
        self._max_age = max_age
        self._min_interval = min_interval
        self._clock = clock
        self._lock = threading.Lock()
        self._keys: dict[str, Any] = {}
        self._fetched = float("-inf")
        self._tried = float("-inf")

    def key(self, key_id: str) -> Any:
        """The public RSA key.

        Raises:
            Denied: the realm has no such key.
            Unreachable: it cannot be asked.
        """
        with self._lock:
            fresh = self._clock() - self._fetched < self._max_age
            if not fresh or key_id not in self._keys:
                self._refresh(fresh)
            try:
                return self._keys[key_id]
            except KeyError:
                raise Denied("the token is signed with a key that the realm does not have") from None

    def _refresh(self, fresh: bool) -> None:
        now = self._clock()
        if now - self._tried < self._min_interval:
            if fresh:
                return
            raise Unreachable("the realm's keys are too old and Keycloak was just asked in vain")
        self._tried = now
        self._keys = _usable(self._fetch())
        self._fetched = now


def _usable(keys: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    usable: dict[str, Any] = {}
    for key in keys:
        key_id = key.get("kid")
        signs = key.get("use") == "sig" and key.get("alg") == "RS256" and key.get("kty") == "RSA"
        if signs and isinstance(key_id, str) and len(usable) < _MAX_KEYS:
            try:
                usable[key_id] = jwt.PyJWK(dict(key), "RS256").key
            except jwt.PyJWTError:
                continue
    return usable
