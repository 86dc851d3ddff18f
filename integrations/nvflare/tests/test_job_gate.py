"""A site's last word: weaknesses W1, W2, W7, W11, W13, W17, through NVIDIA FLARE's own check."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from fedrealm_nvflare.errors import Misconfigured
from fedrealm_nvflare.job_gate import FedrealmJobGate
from fedrealm_nvflare.refusals import REFUSAL
from flare import FakeSite
from realm import SECRET, SITE_CLIENT, FakeRealm, Key

POLICY = {"jobs": {"allow": ["*"], "deny": ["Secret-Job"]}, "byoc": False}
COMMANDS = ["check_resources", "submit_job"]


def gate(realm: FakeRealm, secret_file: str, mode: str) -> FedrealmJobGate:
    return FedrealmJobGate(realm.issuer, "demo", "site-1", mode=mode, secret_file=secret_file)


@pytest.fixture
def online(realm: FakeRealm, secret_file: str) -> FakeSite:
    answer = {"site": POLICY, "submitter": realm.submitter_claims()}
    realm.answers["fl-site-policy"] = (200, answer)
    return FakeSite(gate(realm, secret_file, "online"))


@pytest.fixture
def by_token(realm: FakeRealm, secret_file: str) -> FakeSite:
    realm.answers["fl-site-policy"] = (200, {"site": POLICY})
    return FakeSite(gate(realm, secret_file, "token"))


def meta(token: Any = None, **changed: Any) -> dict[str, Any]:
    custom = {} if token is None else {"custom_props": {"fedrealm_tokens": {"site-1": token}}}
    return {"name": "plain-job", "study": "default", "byoc": False, **custom, **changed}


@pytest.mark.parametrize("command", COMMANDS)
def test_online_a_job_needs_no_token(online: FakeSite, realm: FakeRealm, command: str) -> None:
    assert online.authorized(command, meta()) == (True, "")
    assert realm.asked == [
        (
            "/realms/nvflare/fl-site-policy",
            {"client_id": SITE_CLIENT, "client_secret": SECRET, "submitter": "lead@example.test"},
        )
    ]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_token_for_this_site_is_taken(by_token: FakeSite, realm: FakeRealm, command: str) -> None:
    assert by_token.authorized(command, meta(realm.submitter_token())) == (True, "")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_denied_job_is_refused_with_its_reason(online: FakeSite, command: str) -> None:
    permitted, reason = online.authorized(command, meta(name="Secret-Job"))

    assert not permitted
    assert reason == REFUSAL + "the site does not admit jobs named 'Secret-Job'"


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"name": "other@example.test"}, "not those of the submitter"),
        ({"name": ""}, "submitter's name"),
        ({"org": "org_b"}, "organisation 'org_b'"),
        ({"role": "project_admin"}, "role 'project_admin'"),
        ({"role": "super"}, "super"),
    ],
)
def test_another_submitter_is_refused_both_ways(
    realm: FakeRealm, secret_file: str, changed: dict[str, str], reason: str
) -> None:
    """A valid token of somebody else was enough for the example (W2)."""
    realm.answers["fl-site-policy"] = (200, {"site": POLICY, "submitter": realm.submitter_claims()})
    for mode in ("online", "token"):
        site = FakeSite(gate(realm, secret_file, mode))
        permitted, why = site.authorized("submit_job", meta(realm.submitter_token()), **changed)
        assert not permitted and reason in why


@pytest.mark.parametrize(
    "changed",
    [
        {"aud": "nvflare:demo:site-2"},
        {"aud": "nvflare:demo"},
        {"aud": "account"},
        {"azp": "other-client"},
        {"azp": SITE_CLIENT},
        {"typ": "ID"},
        {"exp": None},
        {"iss": "http://127.0.0.1/realms/other"},
        {"exp": 1},
        {"email_verified": False},
        {"nvflare_jobs": {"allow": ["other"], "deny": []}},
    ],
)
def test_claims_that_are_not_right_are_refused_both_ways(
    realm: FakeRealm, secret_file: str, changed: dict[str, Any]
) -> None:
    claims = {name: value for name, value in realm.submitter_claims(**changed).items() if value is not None}
    token = realm.token(**claims)
    assert not FakeSite(gate(realm, secret_file, "token")).authorized("submit_job", meta(token))[0]

    if changed != {"exp": None} and changed != {"exp": 1}:  # an answer is not kept: it does not expire
        realm.answers["fl-site-policy"] = (200, {"site": POLICY, "submitter": claims})
        assert not FakeSite(gate(realm, secret_file, "online")).authorized("submit_job", meta())[0]


def test_a_token_of_another_key_is_refused(by_token: FakeSite, realm: FakeRealm) -> None:
    token = realm.token(Key("first"), **realm.submitter_claims())

    assert not by_token.authorized("submit_job", meta(token))[0]


@pytest.mark.parametrize(
    "custom",
    [
        None,
        {},
        "x",
        {"fedrealm_tokens": None},
        {"fedrealm_tokens": "x"},
        {"fedrealm_tokens": {}},
        {"fedrealm_tokens": {"site_1": "x"}},
        {"fedrealm_tokens": {"site-1": None}},
        {"fedrealm_tokens": {"site-1": ""}},
        {"fedrealm_tokens": {"site-1": "None"}},
        {"fedrealm_tokens": {"site-1": "user:None"}},
        {"fedrealm_tokens": {"site-1": "a:b:c"}},
        {"fedrealm_tokens": {"site-1": 7}},
        {"auth_tokens": {"site-1": "user:token"}},
    ],
)
@pytest.mark.parametrize("command", COMMANDS)
def test_what_made_the_example_crash_and_permit_is_refused(
    by_token: FakeSite, custom: Any, command: str
) -> None:
    """W1: a missing site, an explicit null, a value of another form."""
    assert not by_token.authorized(command, meta(custom_props=custom))[0]


def test_a_clone_brings_no_token_and_is_told_so(by_token: FakeSite) -> None:
    permitted, reason = by_token.authorized("check_resources", meta(cloned_from="1234"))

    assert not permitted and "submit it anew" in reason


def test_a_clone_runs_where_the_site_asks_itself(online: FakeSite) -> None:
    assert online.authorized("check_resources", meta(cloned_from="1234"))[0]


@pytest.mark.parametrize("items", [{}, "x", 7, {"unknown": 1}])
@pytest.mark.parametrize("meta_data", [None, {}, "x", [], {"name": None}])
def test_a_job_command_without_its_data_is_refused(online: FakeSite, items: Any, meta_data: Any) -> None:
    assert not online.authorized("submit_job", None, items=items)[0]
    assert not online.authorized("submit_job", meta_data)[0]


def test_other_commands_are_left_to_nvflares_own_policy(online: FakeSite, realm: FakeRealm) -> None:
    assert online.authorized("check_status", {}) == (True, "")
    assert realm.asked == []


@pytest.mark.parametrize(
    "answer",
    [
        (200, {}),
        (200, {"site": None}),
        (200, {"site": POLICY}),
        (200, {"site": POLICY, "submitter": None}),
        (200, {"site": POLICY, "submitter": "lead@example.test"}),
        (200, {"submitter": {"email": "lead@example.test"}}),
        (200, "not json"),
        (200, "[]"),
        (302, {}),
        (401, {"error": "invalid_client"}),
        (404, {}),
        (500, {}),
        (503, "gone"),
    ],
)
def test_an_answer_that_decides_nothing_denies(online: FakeSite, realm: FakeRealm, answer: Any) -> None:
    realm.answers["fl-site-policy"] = answer

    assert not online.authorized("check_resources", meta())[0]


def test_keycloak_away_denies_and_recovers_by_itself(online: FakeSite, realm: FakeRealm) -> None:
    realm.stop()
    permitted, reason = online.authorized("check_resources", meta())
    assert not permitted and "cannot be reached" in reason

    realm.start()
    assert online.authorized("check_resources", meta())[0]


def test_a_crash_of_the_check_is_a_refusal(
    realm: FakeRealm, secret_file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    handler = gate(realm, secret_file, "online")

    def crash(*_: Any) -> None:
        raise AttributeError("'NoneType' object has no attribute 'split'")

    monkeypatch.setattr(handler, "_check", crash)
    permitted, reason = FakeSite(handler).authorized("submit_job", meta())

    assert not permitted and reason == REFUSAL + "the check itself failed (AttributeError)"


def test_another_handlers_refusal_stands(online: FakeSite) -> None:
    class Refuser(FedrealmJobGate):
        def __init__(self) -> None:
            pass

        def handle_event(self, event_type: str, fl_ctx: Any) -> None:
            fl_ctx.set_prop("_authorization_result", False, private=True, sticky=False)

    online.handlers.insert(0, Refuser())

    assert not online.authorized("submit_job", meta())[0]


def test_a_missing_secret_is_this_sites_affair(
    realm: FakeRealm, tmp_path: Any, caplog: pytest.LogCaptureFixture
) -> None:
    missing = str(tmp_path / "missing.secret")
    permitted, reason = FakeSite(gate(realm, missing, "online")).authorized("submit_job", meta())

    assert not permitted and reason == REFUSAL + "this site's own settings are wrong, its log says how"
    assert missing in caplog.text


def test_the_audit_line_says_who_wanted_what_and_holds_no_token(
    by_token: FakeSite, realm: FakeRealm, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    token = realm.submitter_token()
    by_token.authorized("submit_job", meta(token, name="Secret-Job", job_id="4711"))

    [line] = [entry.message for entry in caplog.records if entry.name == "fedrealm.audit"]
    for text in ("submit_job", "deny", "site-1", "lead@example.test", "Secret-Job", "4711", "default"):
        assert text in line
    assert SECRET not in caplog.text and not any(part in caplog.text for part in token.split("."))


def test_wrong_settings_are_named(realm: FakeRealm, secret_file: str) -> None:
    with pytest.raises(Misconfigured, match="mode"):
        gate(realm, secret_file, "both")
    with pytest.raises(Misconfigured, match="secret_file and secret_env"):
        FedrealmJobGate(realm.issuer, "demo", "site-1")
    with pytest.raises(Misconfigured, match="site"):
        FedrealmJobGate(realm.issuer, "demo", "site 1", secret_file=secret_file)
