"""What is asked of Keycloak: tokens, keys, a site's policy."""

from __future__ import annotations

import json
from typing import Any, Mapping
from urllib.parse import urlsplit

import requests

from fedrealm_nvflare.credentials import Credentials
from fedrealm_nvflare.deadline import Deadline, WatchedAdapter
from fedrealm_nvflare.errors import Denied, Misconfigured, Unreachable

_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_CONNECT_SECONDS = 3.0
_MAX_ANSWER_BYTES = 1 << 20


class Keycloak:
    """A realm, by its issuer URL ``https://…/realms/NAME``.

    Args:
        issuer: as it stands in the tokens, letter by letter.
        url: the realm's URL as it is reached from here, if that is another; empty: the issuer.
        ca_file: PEM of the CA that signed Keycloak's certificate; empty: the system's.
        timeout: seconds that a whole answer may take, from the look-up of the name to its last byte.
    """

    def __init__(
        self, issuer: str, ca_file: str = "", url: str = "", timeout: float = 5.0
    ) -> None:
        self.issuer = _realm_url(issuer, "issuer")
        self._url = _realm_url(url, "url") if url else self.issuer
        self._verify: bool | str = ca_file or True
        self._timeout = timeout

    def keys(self) -> list[Mapping[str, Any]]:
        """The realm's JSON Web Keys (RFC 7517)."""
        keys = self._answer("GET", "protocol/openid-connect/certs", None).get("keys")
        if not isinstance(keys, list):
            raise Denied("Keycloak's keys are no JSON Web Key Set")
        return [key for key in keys if isinstance(key, dict)]

    def token(self, who: Credentials, form: Mapping[str, str]) -> Mapping[str, Any]:
        """The token endpoint's answer (RFC 6749, section 5.1)."""
        return self.post("protocol/openid-connect/token", who, form)

    def site_policy(self, who: Credentials, submitter: str = "") -> Mapping[str, Any]:
        """What a site admits, and who the submitter is; see fedrealm's docs/nvflare.md."""
        return self.post("fl-site-policy", who, {"submitter": submitter} if submitter else {})

    def post(self, path: str, who: Credentials, form: Mapping[str, str]) -> Mapping[str, Any]:
        """The JSON answer to a form that a client sends."""
        return self._answer("POST", path, {**who.form(self.issuer), **form})

    def _answer(self, method: str, path: str, form: Mapping[str, str] | None) -> Mapping[str, Any]:
        with Deadline(self._timeout) as deadline:
            try:
                status, body = self._exchange(method, path, form)
            except (requests.RequestException, OSError) as error:
                # The exception's text can hold the request: only its kind is told.
                kind = type(error).__name__
                raise Unreachable(f"Keycloak cannot be reached ({kind})") from None
            finally:
                if deadline.is_over:  # what was read of the answer by then is none
                    raise Unreachable("Keycloak did not answer in time") from None
        if status >= 500 or status == 429:
            raise Unreachable(f"Keycloak answered {status}")
        if status != 200:
            raise OAuthError(status, body)
        return body


    def _exchange(
        self, method: str, path: str, form: Mapping[str, str] | None
    ) -> tuple[int, Mapping[str, Any]]:
        with (
            _session() as session,
            session.request(
                method,
                f"{self._url}/{path}",
                data=form,
                headers={"Accept": "application/json"},
                timeout=(min(_CONNECT_SECONDS, self._timeout), self._timeout),
                verify=self._verify,
                allow_redirects=False,
                stream=True,
            ) as answer,
        ):
            return answer.status_code, _json(answer)


class OAuthError(Denied):
    """Keycloak refused (RFC 6749, section 5.2)."""

    def __init__(self, status: int, body: Mapping[str, Any]) -> None:
        self.code = _text(body.get("error"))
        described = ": ".join(filter(None, (self.code, _text(body.get("error_description")))))
        super().__init__(f"Keycloak refused ({status} {described or 'without a reason'})")


def _session() -> requests.Session:
    session = requests.Session()
    for scheme in ("http://", "https://"):
        session.mount(scheme, WatchedAdapter())
    return session


def _realm_url(url: object, setting: str) -> str:
    address = urlsplit(url) if isinstance(url, str) else None
    if address is None or not address.hostname or "/realms/" not in address.path:
        raise Misconfigured(f"{setting}: {url!r} is not https://HOST/realms/NAME")
    if address.scheme != "https" and not (
        address.scheme == "http" and address.hostname in _LOOPBACK
    ):
        raise Misconfigured(f"{setting}: {url!r} must be https (http only on this machine)")
    return str(url).rstrip("/")


def _json(answer: requests.Response) -> Mapping[str, Any]:
    body = bytearray()
    for chunk in answer.iter_content(1 << 16):
        body += chunk
        if len(body) > _MAX_ANSWER_BYTES:
            raise Denied("Keycloak's answer is too long")
    try:
        parsed = json.loads(body)
    except ValueError:
        parsed = None
    if not isinstance(parsed, dict):
        if answer.status_code == 200:
            raise Denied("Keycloak's answer is no JSON object")
        return {}
    return parsed


def _text(value: object) -> str:
    return value[:300] if isinstance(value, str) else ""
