"""The running Keycloak, as the setup file describes it: realms, their services, tokens and keys.

The file's path is in the environment variable FEDREALM_FEDN_SETUP; README.md shows its shape.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jwt
import requests
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from compact_jwt import header
from masked import Masked
from studio import TokenService, read_token_service

VARIABLE = "FEDREALM_FEDN_SETUP"
ROLES = ("admin", "controller", "combiner", "client")
TIMEOUT_SECONDS = 30


class SetupProblem(Exception):
    """Keycloak or the setup file is not as the suite needs it; the message says what to mend."""


@dataclass(frozen=True)
class Service:
    """A service account: its client, where its secret is kept, and the scope it asks for."""

    client_id: str
    secret_file: Path
    scope: str | None


@dataclass(frozen=True)
class Realm:
    """A realm of the running Keycloak, with one service for each of FEDn's roles."""

    issuer: str
    token_endpoint: str
    jwks_uri: str
    services: Mapping[str, Service]

    def token(self, role: str) -> Masked:
        """A new access token of the role's service, by client credentials."""
        service = self.services[role]
        form = {"grant_type": "client_credentials", "client_id": service.client_id}
        if service.scope:
            form["scope"] = service.scope
        answer = _ask("POST", self.token_endpoint, form, _secret(service))
        return Masked(answer["access_token"])

    def public_key(self, signed: Masked) -> str:
        """The PEM of the key that signed a token, which is what FEDN_JWT_SECRET_KEY holds.

        FEDn knows one key and no `kid` (fedn/common/config.py:7), so its operator converts the
        signing key of the realm's JWKS once; so does this.
        """
        kid = header(signed).get("kid")
        keys = [key for key in _ask("GET", self.jwks_uri)["keys"] if key.get("kid") == kid]
        if len(keys) != 1:
            raise SetupProblem(f"{self.jwks_uri} has {len(keys)} keys with the token's kid {kid}")
        pem: bytes = jwt.PyJWK(keys[0]).key.public_bytes(
            Encoding.PEM, PublicFormat.SubjectPublicKeyInfo
        )
        return pem.decode()


@dataclass(frozen=True)
class Federation:
    """What the setup file tells: FEDn's realm, its twin with other keys, and FEDn's project."""

    realm: Realm
    short_lived: Realm
    project: str
    token_service: TokenService


def read_setup() -> Federation:
    """Reads the file that FEDREALM_FEDN_SETUP names, and checks that nothing is missing in it."""
    name = os.environ.get(VARIABLE)
    if not name:
        raise SetupProblem(f"{VARIABLE} is not set: it must name the setup file (see README.md)")
    try:
        setup = json.loads(Path(name).read_text(encoding="utf-8"))
        return Federation(
            realm=_realm(setup["realm"], setup["services"]),
            short_lived=_realm(setup["shortLived"], setup["shortLivedServices"]),
            project=setup["project"],
            token_service=read_token_service(setup["tokenService"]),
        )
    except OSError as error:
        raise SetupProblem(f"{VARIABLE}={name}: {error.strerror}") from None
    except KeyError as error:
        raise SetupProblem(f"{VARIABLE}={name}: the key {error} is missing") from None
    except ValueError as error:
        raise SetupProblem(f"{VARIABLE}={name} is not JSON: {error}") from None


def _realm(realm: Mapping[str, str], services: Mapping[str, Mapping[str, str]]) -> Realm:
    return Realm(
        issuer=realm["issuer"],
        token_endpoint=realm["tokenEndpoint"],
        jwks_uri=realm["jwksUri"],
        services={role: _service(services[role]) for role in ROLES},
    )


def _service(service: Mapping[str, str]) -> Service:
    return Service(service["clientId"], Path(service["secretFile"]), service.get("scope"))


def _secret(service: Service) -> Masked:
    try:
        return Masked(service.secret_file.read_text(encoding="utf-8").strip())
    except OSError as error:
        raise SetupProblem(
            f"the secret of {service.client_id}: {service.secret_file}: {error.strerror}"
        ) from None


def _ask(
    method: str, url: str, form: Mapping[str, str] | None = None, secret: Masked | None = None
) -> dict[str, Any]:
    """One request to Keycloak, past any proxy; an error names the address, never what was sent."""
    with requests.Session() as session:
        session.trust_env = False
        try:
            answer = session.request(
                method,
                url,
                data=dict(form or {}, **({"client_secret": secret.reveal()} if secret else {})),
                timeout=TIMEOUT_SECONDS,
            )
        except requests.RequestException as error:
            raise SetupProblem(f"{method} {url}: {type(error).__name__}") from None
    if answer.status_code != 200:
        client = f" for client {form['client_id']}" if form else ""
        raise SetupProblem(f"{method} {url}{client}: HTTP {answer.status_code} {_reason(answer)}")
    body: dict[str, Any] = answer.json()
    return body


def _reason(answer: requests.Response) -> str:
    try:
        body = answer.json()
        return f"{body.get('error')}: {body.get('error_description')}"
    except ValueError:
        return answer.reason
