"""The token of a service (client credentials, RFC 6749 section 4.4), renewed before it expires."""

from __future__ import annotations

import threading
import time
from typing import Callable

from fedrealm_nvflare.credentials import Credentials
from fedrealm_nvflare.errors import Denied, Unreachable
from fedrealm_nvflare.keycloak import Keycloak

_MAX_WAIT_SECONDS = 30.0


class ServiceToken:
    """Gives a token that has at least half of its life before it, as long as Keycloak answers.

    After a refusal Keycloak is asked again later and later, at most every 30 seconds.
    """

    def __init__(
        self,
        keycloak: Keycloak,
        who: Credentials,
        scope: str = "",
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._keycloak = keycloak
        self._who = who
        self._form = {"grant_type": "client_credentials", **({"scope": scope} if scope else {})}
        self._clock = clock
        self._lock = threading.Lock()
        self._token = ""
        self._renew_at = self._dead_at = float("-inf")
        self._retry_at = float("-inf")
        self._wait = 0.0
        self._refusal: Denied | None = None

    def value(self) -> str:
        """The token.

        Raises:
            Denied: Keycloak refuses it. The old one is not used any more, even if it still lives.
            Unreachable: Keycloak does not answer and the old one has died.
        """
        with self._lock:
            now = self._clock()
            if now < self._renew_at:
                return self._token
            if now >= self._retry_at:
                self._renew(now)
            if self._token and now < self._dead_at:
                return self._token
            raise self._refusal or Denied("Keycloak has given no token")

    def _renew(self, now: float) -> None:
        try:
            answer = self._keycloak.token(self._who, self._form)
            token, life = answer.get("access_token"), answer.get("expires_in")
            if not isinstance(token, str) or not isinstance(life, int) or life <= 0:
                raise Denied("Keycloak's answer has no token")
        except Denied as refusal:
            self._refusal = refusal
            self._wait = min(max(2.0, 2 * self._wait), _MAX_WAIT_SECONDS)
            self._retry_at = now + self._wait
            if not isinstance(refusal, Unreachable):
                self._token = ""
            return
        self._token = token
        self._renew_at, self._dead_at = now + life / 2, now + life
        self._refusal, self._wait, self._retry_at = None, 0.0, float("-inf")
