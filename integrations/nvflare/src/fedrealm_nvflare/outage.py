"""Whether Keycloak is away, as this machine sees it."""

from __future__ import annotations

import threading
import time
from typing import Callable

from fedrealm_nvflare.errors import Denied, Unreachable

_ASK_SECONDS = 5.0

# Sites that wait for Keycloak ask it every 30 seconds at most (service_tokens.py), and show what they get
# with their next heartbeat.
_RECOVERY_SECONDS = 60.0


class Outage:
    """Asks Keycloak for something that everybody may have, every few seconds at most.

    An outage lasts a minute longer than Keycloak is away: the time that sites need for a new token.

    Args:
        ask: raises Unreachable when Keycloak does not answer.
        clock: monotonic seconds.
    """

    def __init__(
        self, ask: Callable[[], object], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._ask = ask
        self._clock = clock
        self._lock = threading.Lock()
        self._asked = self._away = float("-inf")
        self.lasts = False

    def look(self) -> bool:
        """Whether it is or was just away; whoever finds another asking takes the last answer."""
        if self._lock.acquire(blocking=False):
            try:
                if self._clock() - self._asked >= _ASK_SECONDS:
                    is_away = self._is_away()
                    self._asked = self._clock()
                    if is_away:
                        self._away = self._asked
                    self.lasts = self._asked - self._away < _RECOVERY_SECONDS
            finally:
                self._lock.release()
        return self.lasts

    def _is_away(self) -> bool:
        try:
            self._ask()
        except Unreachable:
            return True
        except Denied:
            return False  # an answer, if not a good one
        return False
