"""Sites and services that prove who they are with a key, and a service that submits jobs.

Keycloak and the command line are the real ones; the handlers stand in NVIDIA FLARE's own checks,
without its processes.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from nvflare.apis.event_type import EventType
from nvflare.apis.fl_context import FLContext
from nvflare.fuel.hci.client.event import EventContext, EventPropKey
from nvflare.fuel.hci.client.event import EventType as AdminEvent

from fedrealm_nvflare.admin import FedrealmAdminTokens
from fedrealm_nvflare.job_gate import FedrealmJobGate
from fedrealm_nvflare.registration import TOKEN_PROPERTY, FedrealmSiteRegistration
from fedrealm_nvflare.site_token import FedrealmSiteToken
from flare import FakeServer, FakeSite
from setup_file import Setup

PROJECT = ("--project", "demo")
LEAD_OF_A = "/org_a/nvflare-demo-org_a-lead"


@pytest.mark.parametrize("authentication", ["secret", "private_key_jwt"])
def test_a_site_that_was_added_registers_with_the_files_it_was_given(
    setup: Setup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, authentication: str
) -> None:
    site = f"site-{authentication}"
    realm = ("--realm", setup.realm)
    setup.command(
        *("site", "add", site, "--org", "org_b", "--auth", authentication, "--out", str(tmp_path)),
        *(*PROJECT, *realm),
    )
    (tmp_path / "kit").mkdir()
    os.rename(tmp_path / site, tmp_path / "kit" / "local")
    monkeypatch.chdir(tmp_path / "kit")
    server = FakeServer(FedrealmSiteRegistration(setup.issuer(), "demo"))

    try:
        assert server.register(site, _shown(), organisation="org_b")
        assert not server.register("site-1", _shown())
        permitted, reason = _gate().authorized("check_resources", _job())
        assert not permitted and "does not admit jobs named 'plain-job'" in reason
        setup.command("site", "allow-job", site, "plain-*", *PROJECT, *realm)
        assert _gate().authorized("check_resources", _job()) == (True, "")
        setup.command("site", "disable", site, *PROJECT, *realm)
        assert not server.register(site, _shown(), organisation="org_b")
    finally:
        setup.command("site", "remove", site, *PROJECT, *realm)


@pytest.mark.parametrize("with_key", [False, True], ids=["secret", "private key"])
def test_a_service_submits_without_a_person(setup: Setup, tmp_path: Path, with_key: bool) -> None:
    name = "robot-with-key" if with_key else "robot"
    settings, credential = _key(tmp_path) if with_key else _secret(tmp_path)
    setup.admin().add_service(name, {**settings, **_SERVICE}, LEAD_OF_A, "lead")
    handler = FedrealmAdminTokens(setup.issuer(), ["site-1"], "service", name, **credential)

    job = {**_job(), "custom_props": _submitted(handler)}

    def authorized(**changed: Any) -> bool:
        gate = FedrealmJobGate(
            setup.issuer(),
            "demo",
            "site-1",
            mode="token",
            secret_file=setup.site_secrets["site-1"],
            **{"submitter_client": name, **changed},
        )
        return FakeSite(gate).authorized("submit_job", job, name=f"{name}@example.test")[0]

    assert authorized()
    assert not authorized(submitter_client="nvflare-console")


_SERVICE = {
    "fullScopeAllowed": False,
    "defaultClientScopes": ["basic", "email", "nvflare-submitter"],
    "optionalClientScopes": ["site:site-1"],
}


def _shown() -> Any:
    """The token that the site's handler shows, with the settings and files that it was given."""
    context = FLContext()
    FedrealmSiteToken(**_settings(0)).handle_event(EventType.BEFORE_CLIENT_REGISTER, context)
    return context.get_prop(TOKEN_PROPERTY)


def _gate() -> FakeSite:
    return FakeSite(FedrealmJobGate(**_settings(1)))


def _settings(component: int) -> dict[str, Any]:
    resources = json.loads(Path("local/fedrealm__p_resources.json").read_text())
    args = resources["components"][component]["args"]
    assert isinstance(args, dict)
    return args


def _job() -> dict[str, Any]:
    return {"name": "plain-job", "study": "default", "byoc": False}


def _submitted(handler: FedrealmAdminTokens) -> Any:
    context = EventContext()
    context.set_prop(EventPropKey.CMD_NAME, "submit_job")
    handler.handle_event(AdminEvent.BEFORE_EXECUTE_CMD, context)
    return context.get_prop(EventPropKey.CUSTOM_PROPS)


def _secret(folder: Path) -> tuple[dict[str, Any], dict[str, str]]:
    file = folder / "robot.secret"
    file.write_text("canary-robot-8d1f3b6a2c5e4970")
    return {"secret": file.read_text()}, {"secret_file": str(file)}


def _key(folder: Path) -> tuple[dict[str, Any], dict[str, str]]:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    file = folder / "robot.pem"
    file.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    attributes = {
        "jwt.credential.public.key": "".join(public.splitlines()[1:-1]),
        "token.endpoint.auth.signing.alg": "RS256",
    }
    return {"clientAuthenticatorType": "client-jwt", "attributes": attributes}, {"key_file": str(file)}
