"""How a service shows Keycloak who it is: a client secret or a signed assertion (RFC 7523)."""

from __future__ import annotations

import os
import time
import uuid
from pathlib import Path
from typing import Mapping, Protocol

import jwt

from fedrealm_nvflare.errors import LocalFault, Misconfigured

_ASSERTION_LIFE_SECONDS = 60


class Credentials(Protocol):
    """Whoever may ask for tokens of a client."""

    client_id: str

    def form(self, issuer: str) -> Mapping[str, str]:
        """The parameters of a request that prove who sends it."""


class PublicClient:
    """A client without a secret: people sign in with it."""

    def __init__(self, client_id: str) -> None:
        self.client_id = client_id

    def form(self, issuer: str) -> Mapping[str, str]:
        return {"client_id": self.client_id}


class ClientSecret:
    """A secret in a file or an environment variable, read anew each time so that it can be rotated."""

    def __init__(self, client_id: str, *, file: str = "", variable: str = "") -> None:
        if bool(file) == bool(variable):
            raise Misconfigured("name the secret by exactly one of secret_file and secret_env")
        self.client_id = client_id
        self._file = file
        self._variable = variable

    def form(self, issuer: str) -> Mapping[str, str]:
        return {"client_id": self.client_id, "client_secret": self._secret()}

    def _secret(self) -> str:
        if self._file:
            return read(self._file, "secret_file")
        secret = os.environ.get(self._variable, "").strip()
        if not secret:
            raise LocalFault(f"secret_env: the environment variable {self._variable} is not set")
        return secret

    def __repr__(self) -> str:
        return f"ClientSecret({self.client_id!r})"


class PrivateKey:
    """A private RSA key in a PEM file, whose public half the client in Keycloak knows."""

    def __init__(self, client_id: str, file: str, key_id: str = "") -> None:
        self.client_id = client_id
        self._file = file
        self._key_id = key_id

    def form(self, issuer: str) -> Mapping[str, str]:
        now = int(time.time())
        claims = {
            "iss": self.client_id,
            "sub": self.client_id,
            "aud": issuer,
            "jti": str(uuid.uuid4()),
            "iat": now,
            "exp": now + _ASSERTION_LIFE_SECONDS,
        }
        headers = {"kid": self._key_id} if self._key_id else None
        try:
            assertion = jwt.encode(claims, read(self._file, "key_file"), "RS256", headers=headers)
        except (ValueError, TypeError, jwt.PyJWTError):
            raise LocalFault(f"key_file: {self._file} is no private RSA key in PEM form") from None
        return {
            "client_id": self.client_id,
            "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            "client_assertion": assertion,
        }

    def __repr__(self) -> str:
        return f"PrivateKey({self.client_id!r})"


def service(
    client_id: str, secret_file: str = "", secret_env: str = "", key_file: str = "", key_id: str = ""
) -> Credentials:
    """The credentials that a handler's settings name.

    Raises:
        Misconfigured: when they name none or several.
    """
    if key_file:
        if secret_file or secret_env:
            raise Misconfigured("name either key_file or a secret, not both")
        return PrivateKey(client_id, key_file, key_id)
    return ClientSecret(client_id, file=secret_file, variable=secret_env)


def read(file: str, setting: str) -> str:
    """The text of a file that holds a secret, without white space around it."""
    try:
        text = Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise LocalFault(f"{setting}: {file} cannot be read ({type(error).__name__})") from None
    if not text:
        raise LocalFault(f"{setting}: {file} is empty")
    return text
