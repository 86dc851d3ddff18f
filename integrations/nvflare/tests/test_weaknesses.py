"""The weaknesses W1 to W17 of NVIDIA FLARE's own Keycloak example, each as what must hold instead.

Held against our handlers; against the example where FEDREALM_NVFLARE_EXAMPLE names its folder (see
subjects.py). What came of that stands in fedrealm's docs/nvflare-example.md.
"""

from __future__ import annotations

import getpass
import json
import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from nvflare.apis.workspace import Workspace
from nvflare.fuel.hci.client.event import EventContext, EventHandler, EventPropKey, EventType

from flare import FakeServer, FakeSite
from realm import FakeRealm, Key
from subjects import POLICY, VARIABLE, Example, Ours, Subject

COMMANDS = ["check_resources", "submit_job"]


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    folder = tmp_path / "kit"
    folder.mkdir()
    return folder


@pytest.fixture
def subject(realm: FakeRealm, kit: Path, secret_file: str, monkeypatch: Any) -> Subject:
    monkeypatch.chdir(kit)
    example = os.environ.get(VARIABLE)
    return Example(example, realm, kit) if example else Ours(realm, kit, secret_file)


@pytest.fixture
def site(subject: Subject, kit: Path) -> FakeSite:
    """A site where jobs bring tokens."""
    return FakeSite(subject.site_handler(), kit=kit)


@pytest.fixture
def recommended(subject: Subject, kit: Path) -> FakeSite:
    """A site that is set up in the way that is recommended."""
    return FakeSite(subject.site_handler(with_tokens=False), kit=kit)


@pytest.fixture
def job(realm: FakeRealm, subject: Subject) -> Any:
    """Makes a job's meta data: with a good token, unless the token's claims are changed."""

    def make(key: Key | None = None, **claims: Any) -> dict[str, Any]:
        token = realm.token(key, **subject.claims(**claims))
        return _meta({subject.tokens_property: {"site-1": subject.value(token)}})

    return make


@pytest.fixture(autouse=True)
def a_good_job_runs(site: FakeSite, job: Any) -> None:
    """Without this a refusal would say nothing."""
    for command in COMMANDS:
        assert site.authorized(command, job())[0]


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("custom", ["null", "another site", "no colon", "a number", "login failed"])
def test_w01_what_cannot_be_decided_is_refused(
    site: FakeSite, subject: Subject, custom: str, command: str
) -> None:
    tokens: Any = {
        "null": None,
        "another site": {subject.tokens_property: {"site_1": "user:token"}},
        "no colon": {subject.tokens_property: {"site-1": "x"}},
        "a number": {subject.tokens_property: {"site-1": 7}},
        "login failed": {subject.tokens_property: {"site-1": "user:None"}},
    }[custom]

    assert not site.authorized(command, _meta(tokens))[0]


def test_w02_somebody_elses_token_is_refused(site: FakeSite, job: Any) -> None:
    assert not site.authorized("submit_job", job(), name="other@example.test")[0]


def test_w03_another_issuers_token_is_refused(site: FakeSite, job: Any) -> None:
    assert not site.authorized("submit_job", job(iss="http://127.0.0.1/realms/other"))[0]


def test_w04_a_token_without_expiry_is_refused(site: FakeSite, job: Any) -> None:
    assert not site.authorized("submit_job", job(exp=None))[0]


@pytest.mark.parametrize("party", ["another-client", None])
def test_w05_a_token_of_another_client_is_refused(site: FakeSite, job: Any, party: Any) -> None:
    assert not site.authorized("submit_job", job(azp=party))[0]


def test_w05_a_token_is_for_one_site_alone(site: FakeSite, subject: Subject, job: Any) -> None:
    everywhere = subject.claims()["aud"]

    assert "site-1" in everywhere
    assert not site.authorized("submit_job", job(aud=everywhere.replace("site-1", "site-2")))[0]


def test_w06_an_id_token_is_refused(site: FakeSite, job: Any) -> None:
    assert not site.authorized("submit_job", job(typ="ID"))[0]


@pytest.mark.parametrize(
    ("meta", "submitter"),
    [
        ({"study": "study-b"}, {}),
        ({"name": "forbidden"}, {}),
        ({"byoc": True}, {}),
        ({}, {"org": "org_b"}),
        ({}, {"role": "project_admin"}),
    ],
    ids=["study", "job", "byoc", "organisation", "role"],
)
def test_w07_a_login_is_not_good_for_everything(
    site: FakeSite, job: Any, meta: dict[str, Any], submitter: dict[str, str]
) -> None:
    allowed = job(nvflare_jobs={"allow": ["plain-*"], "deny": []})

    assert site.authorized("submit_job", allowed)[0]
    assert not site.authorized("submit_job", {**allowed, **meta}, **submitter)[0]


def test_w08_a_rotated_key_breaks_nothing(
    subject: Subject, kit: Path, job: Any, realm: FakeRealm
) -> None:
    rotated = Key("rotated")
    realm.keys = [rotated.jwk(), *realm.keys]
    site = FakeSite(subject.site_handler(), kit=kit)

    assert site.authorized("submit_job", job(rotated))[0]
    assert site.authorized("submit_job", job())[0]


def test_w09_nobody_types_a_password_into_the_console(
    subject: Subject, realm: FakeRealm, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(getpass, "getpass", lambda prompt: asked.append(prompt) or "password")
    realm.answers["token"] = (200, {"access_token": "fresh"})

    _submit(subject.admin_handler(realm.issuer))

    assert asked == []
    assert "password" not in [form.get("grant_type") for _, form in realm.asked]


def test_w10_each_submit_brings_a_fresh_token(
    subject: Subject, realm: FakeRealm, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(getpass, "getpass", lambda _: "password")
    handler = subject.admin_handler(realm.issuer)
    realm.answers["token"] = (200, {"access_token": "first"})
    _submit(handler)
    realm.answers["token"] = (200, {"access_token": "second"})

    sent = _command(handler)[subject.tokens_property]

    assert sent["site-1"] == subject.value("second")


@pytest.mark.parametrize("command", COMMANDS)
def test_w11_no_token_has_to_travel_with_a_job(recommended: FakeSite, command: str) -> None:
    assert recommended.authorized(command, _meta({})) == (True, "")


def test_w12_a_login_that_failed_stops_the_submission(
    subject: Subject, realm: FakeRealm, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(getpass, "getpass", lambda _: "wrong")
    realm.answers["token"] = (401, {"error": "invalid_grant"})

    with pytest.raises(Exception, match="401"):
        _submit(subject.admin_handler(realm.issuer))


def test_w12_a_refusal_says_why_and_leaves_a_line(
    site: FakeSite, job: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    permitted, reason = site.authorized("submit_job", job(exp=1))

    assert not permitted and "expired" in reason
    lines = [entry.message for entry in caplog.records if "audit" in entry.name]
    assert any("expired" in line and "lead@example.test" in line for line in lines)


def test_w12_no_token_goes_over_the_network_in_clear(
    subject: Subject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(getpass, "getpass", lambda _: "password")

    with pytest.raises(ValueError, match="https"):
        subject.admin_handler("http://id.example.test/realms/demo")


def test_w13_a_name_may_have_a_colon(
    site: FakeSite, subject: Subject, realm: FakeRealm
) -> None:
    name = "odd:lead@example.test"
    token = realm.token(**subject.claims(email=name, preferred_username=name))
    value = subject.value(token).replace("lead@example.test", name)

    meta = _meta({subject.tokens_property: {"site-1": value}})
    assert site.authorized("submit_job", meta, name=name)[0]


def test_w13_a_clone_can_run(recommended: FakeSite) -> None:
    clone = {**_meta({}), "cloned_from": "1234"}

    assert recommended.authorized("submit_job", clone)[0]


def test_w13_the_class_has_a_name_of_its_own(subject: Subject) -> None:
    """NVIDIA FLARE drops a second handler whose class has the same name without a word."""
    handlers = [subject.site_handler(), *subject.server_handlers()]

    assert not {type(handler).__name__ for handler in handlers} & {"CustomSecurityHandler"}


def test_w14_the_site_can_still_launch_jobs(subject: Subject, tmp_path: Path) -> None:
    kit = _provisioned(tmp_path)
    resources = kit / "local" / "resources.json"
    resources.write_bytes((kit / "local" / "resources.json.default").read_bytes())
    assert "process_launcher" in _components(kit)

    subject.install(kit)

    assert "process_launcher" in _components(kit)


def test_w15_no_key_has_to_be_copied_by_hand(site: FakeSite, job: Any, kit: Path) -> None:
    """The tutorial writes an access token of the master realm's administrator in its place."""
    for file in kit.rglob("*.pem"):
        file.unlink()

    assert site.authorized("submit_job", job())[0]


def test_w16_a_site_that_shows_no_token_does_not_register(subject: Subject, realm: FakeRealm) -> None:
    server = FakeServer(*subject.server_handlers())

    assert server.register("site-1", realm.site_token())
    assert not server.register("site-2", None)


def test_w17_a_job_of_somebody_who_is_switched_off_meanwhile_is_refused(
    recommended: FakeSite, job: Any, realm: FakeRealm
) -> None:
    queued = job()
    assert recommended.authorized("check_resources", queued)[0]
    realm.answers["fl-site-policy"] = (200, {"site": POLICY})

    assert not recommended.authorized("submit_job", queued)[0]


def _meta(custom: Any) -> dict[str, Any]:
    return {"name": "plain-job", "study": "default", "byoc": False, "custom_props": custom}


def _submit(handler: EventHandler) -> Any:
    """A session of the console: login and one submit; its custom properties."""
    for event in (EventType.BEFORE_LOGIN, EventType.LOGIN_SUCCESS):
        context = EventContext()
        context.set_prop(EventPropKey.USER_NAME, "lead@example.test")
        handler.handle_event(event, context)
    return _command(handler)


def _command(handler: EventHandler) -> Any:
    context = EventContext()
    context.set_prop(EventPropKey.CMD_NAME, "submit_job")
    handler.handle_event(EventType.BEFORE_EXECUTE_CMD, context)
    return context.get_prop(EventPropKey.CUSTOM_PROPS)


def _provisioned(folder: Path) -> Path:
    """A site's startup kit of NVIDIA FLARE's own making."""
    (folder / "project.yml").write_text(
        """api_version: 3
name: demo
participants:
  - {name: localhost, type: server, org: org_a, fed_learn_port: 8002, admin_port: 8003}
  - {name: site-1, type: client, org: org_a}
  - {name: boss@example.test, type: admin, org: org_a, role: project_admin}
builders:
  - {path: nvflare.lighter.impl.workspace.WorkspaceBuilder, args: {template_file: [master_template.yml]}}
  - {path: nvflare.lighter.impl.static_file.StaticFileBuilder, args: {config_folder: config}}
  - {path: nvflare.lighter.impl.cert.CertBuilder}
"""
    )
    command = [sys.executable, "-m", "nvflare.lighter.provision", "-p", "project.yml", "-w", "ws"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return folder / "ws" / "demo" / "prod_00" / "site-1"


def _components(kit: Path) -> set[str]:
    """The components that a site's parent process is given, by NVIDIA FLARE's own list of files."""
    files = Workspace(str(kit), site_name="site-1").get_config_files_for_startup(is_server=False, for_job=False)
    parts = [json.loads(Path(file).read_text()) for file in files]
    return {part["id"] for loaded in parts for part in loaded.get("components", [])}
