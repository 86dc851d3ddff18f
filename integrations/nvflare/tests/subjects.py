"""What the weakness tests are held against: our handlers, or those of NVIDIA FLARE's own example.

The example is not part of its package and not kept here. Whoever has it, the folder
``examples/advanced/keycloak-site-authentication`` of NVIDIA FLARE's repository, names that folder in
the environment variable FEDREALM_NVFLARE_EXAMPLE: the same tests then judge the example.
"""

from __future__ import annotations

import importlib
import json
import shutil
import sys
import uuid
from pathlib import Path
from typing import Any, Protocol

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from nvflare.apis.fl_component import FLComponent
from nvflare.fuel.hci.client.event import EventHandler

from fedrealm_nvflare.admin import FedrealmAdminTokens
from fedrealm_nvflare.job_gate import TOKENS_PROPERTY, FedrealmJobGate
from fedrealm_nvflare.registration import FedrealmSiteRegistration
from fedrealm_nvflare.site_token import FedrealmSiteToken
from realm import SITE, FakeRealm

VARIABLE = "FEDREALM_NVFLARE_EXAMPLE"
POLICY = {"jobs": {"allow": ["*"], "deny": []}, "byoc": False}


class Subject(Protocol):
    """A solution that lets Keycloak decide about sites and jobs."""

    tokens_property: str

    def site_handler(self, with_tokens: bool = True) -> FLComponent:
        """The site's check of jobs.

        Args:
            with_tokens: jobs bring tokens; else the way that is recommended.
        """

    def server_handlers(self) -> list[FLComponent]:
        """What the server has been given."""

    def admin_handler(self, realm_url: str) -> EventHandler:
        """What an admin's console has been given, for the realm at this address."""

    def claims(self, **changed: Any) -> dict[str, Any]:
        """The claims of a token with which this solution lets a job run; None leaves one out."""

    def value(self, token: str) -> str:
        """How a token stands in a job."""

    def install(self, kit: Path) -> None:
        """Puts the site's configuration into its startup kit, as the documentation says."""


class Ours:
    """The handlers of this package."""

    tokens_property = TOKENS_PROPERTY

    def __init__(self, realm: FakeRealm, folder: Path, secret_file: str) -> None:
        self._realm = realm
        self._secret_file = secret_file
        answer = {"site": POLICY, "submitter": realm.submitter_claims()}
        realm.answers["fl-site-policy"] = (200, answer)

    def site_handler(self, with_tokens: bool = True) -> FLComponent:
        mode = "token" if with_tokens else "online"
        return FedrealmJobGate(
            self._realm.issuer, "demo", SITE, mode=mode, secret_file=self._secret_file
        )

    def server_handlers(self) -> list[FLComponent]:
        return [FedrealmSiteRegistration(self._realm.issuer, "demo")]

    def admin_handler(self, realm_url: str) -> EventHandler:
        return FedrealmAdminTokens(
            realm_url, [SITE], "service", "robot", secret_file=self._secret_file
        )

    def claims(self, **changed: Any) -> dict[str, Any]:
        return self._realm.submitter_claims(**changed)

    def value(self, token: str) -> str:
        return token

    def install(self, kit: Path) -> None:
        components = [
            {"id": handler.__name__, "path": f"{handler.__module__}.{handler.__name__}", "args": {}}
            for handler in (FedrealmSiteToken, FedrealmJobGate)
        ]
        text = json.dumps({"format_version": 2, "components": components})
        (kit / "local" / "fedrealm__p_resources.json").write_text(text)


class Example:
    """NVIDIA FLARE's own, as it comes; set up with the right names, unlike its own configuration."""

    tokens_property = "auth_tokens"

    def __init__(self, folder: str, realm: FakeRealm, kit: Path) -> None:
        self._folder = Path(folder)
        self._realm = realm
        for part in ("admin", "site"):
            custom = str(self._folder / part / "local" / "custom")
            if custom not in sys.path:
                sys.path.append(custom)
        (kit / "local").mkdir(exist_ok=True)
        key = realm.key.private.public_key()
        pem = key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        (kit / "local" / "public_key.pem").write_bytes(pem)

    def site_handler(self, with_tokens: bool = True) -> FLComponent:
        module = importlib.import_module("keycloak_security_handler")
        handler: FLComponent = module.CustomSecurityHandler()
        return handler

    def server_handlers(self) -> list[FLComponent]:
        return []

    def admin_handler(self, realm_url: str) -> EventHandler:
        module = importlib.import_module("admin_auth")
        endpoint = f"{realm_url}/protocol/openid-connect/token"
        handler: EventHandler = module.AdminAuth({SITE: endpoint})
        return handler

    def claims(self, **changed: Any) -> dict[str, Any]:
        return self._realm.submitter_claims(
            **{
                "aud": "account",
                "azp": "myclient",
                "preferred_username": "lead@example.test",
                "sid": str(uuid.uuid4()),
                **changed,
            }
        )

    def value(self, token: str) -> str:
        return f"lead@example.test:{token}"

    def install(self, kit: Path) -> None:
        shutil.copytree(self._folder / "site" / "local", kit / "local", dirs_exist_ok=True)


