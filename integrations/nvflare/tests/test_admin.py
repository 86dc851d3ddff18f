"""Logins without a password, one token a site, fresh at each submit: weaknesses W9, W10, W12."""

from __future__ import annotations

import socket
import threading
import urllib.request
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from nvflare.fuel.hci.client.event import EventContext, EventPropKey, EventType

from fedrealm_nvflare import admin
from fedrealm_nvflare.admin import FedrealmAdminTokens
from fedrealm_nvflare.credentials import PublicClient
from fedrealm_nvflare.errors import Denied, Misconfigured
from fedrealm_nvflare.keycloak import Keycloak
from fedrealm_nvflare.login import BrowserLogin, DeviceLogin
from realm import CONSOLE, SECRET, FakeRealm


def submitted(handler: FedrealmAdminTokens, command: str = "submit_job") -> Any:
    """The custom properties with which a command leaves the console."""
    context = EventContext()
    context.set_prop(EventPropKey.CMD_NAME, command)
    handler.handle_event(EventType.BEFORE_EXECUTE_CMD, context)
    return context.get_prop(EventPropKey.CUSTOM_PROPS)


def test_a_service_gets_a_fresh_token_for_each_site_at_each_submit(
    realm: FakeRealm, secret_file: str
) -> None:
    realm.answers["token"] = (200, {"access_token": "fresh"})
    handler = FedrealmAdminTokens(
        realm.issuer, ["site-1", "site-2"], "service", "robot", secret_file=secret_file
    )

    assert submitted(handler) == {"fedrealm_tokens": {"site-1": "fresh", "site-2": "fresh"}}
    assert submitted(handler)
    assert [form["scope"] for _, form in realm.asked] == ["openid site:site-1", "openid site:site-2"] * 2
    assert realm.asked[0][1]["client_secret"] == SECRET


@pytest.mark.parametrize("command", ["list_jobs", "clone_job", "", None])
def test_no_other_command_carries_a_token(realm: FakeRealm, secret_file: str, command: Any) -> None:
    handler = FedrealmAdminTokens(realm.issuer, ["site-1"], "service", "robot", secret_file=secret_file)

    assert submitted(handler, command) is None
    assert realm.asked == []


def test_a_refused_login_stops_the_submission(realm: FakeRealm, secret_file: str) -> None:
    """The example went on with the token 'user:None'."""
    realm.answers["token"] = (401, {"error": "invalid_client"})
    handler = FedrealmAdminTokens(realm.issuer, ["site-1"], "service", "robot", secret_file=secret_file)

    with pytest.raises(Denied, match="401"):
        submitted(handler)


def test_a_person_signs_in_by_device_once_and_is_renewed_at_each_submit(
    realm: FakeRealm, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(admin.DeviceLogin, "__init__", _without_waiting(DeviceLogin.__init__))
    realm.answers["device"] = (
        200,
        {"device_code": "d", "user_code": "ABCD", "verification_uri": "https://k/device", "interval": 5},
    )
    realm.answers["token"] = (200, {"access_token": "one", "refresh_token": "r1"})
    handler = FedrealmAdminTokens(realm.issuer, ["site-1"], "device")
    assert submitted(handler) == {"fedrealm_tokens": {"site-1": "one"}}
    realm.answers["token"] = (200, {"access_token": "two", "refresh_token": "r2"})
    assert submitted(handler) == {"fedrealm_tokens": {"site-1": "two"}}

    started, first, renewal = [form for _, form in realm.asked]
    assert started["code_challenge_method"] == "S256" and started["client_id"] == CONSOLE
    assert first["code_verifier"] and renewal["refresh_token"] == "r1"
    assert "https://k/device (code ABCD)" in capsys.readouterr().out
    assert not any("password" in form for _, form in realm.asked)


def test_a_session_that_ended_means_signing_in_again(
    realm: FakeRealm, monkeypatch: pytest.MonkeyPatch
) -> None:
    logins = []

    class Login:
        def tokens(self, scope: str) -> dict[str, str]:
            logins.append(scope)
            return {"access_token": "fresh", "refresh_token": "r"}

    monkeypatch.setattr(admin, "DeviceLogin", lambda *_: Login())
    realm.answers["token"] = (400, {"error": "invalid_grant", "error_description": "not active"})
    handler = FedrealmAdminTokens(realm.issuer, ["site-1"], "device")
    submitted(handler)
    submitted(handler)

    assert logins == ["openid site:site-1"] * 2


def test_the_device_flow_waits_as_it_is_told_and_ends(realm: FakeRealm) -> None:
    waited: list[float] = []
    answers = iter(["authorization_pending", "slow_down", "access_denied"])

    def sleep(seconds: float) -> None:
        waited.append(seconds)
        realm.answers["token"] = (400, {"error": next(answers)})

    realm.answers["device"] = (200, {"device_code": "d", "user_code": "A", "interval": 1})
    login = DeviceLogin(Keycloak(realm.issuer), PublicClient(CONSOLE), lambda _: None, sleep)

    with pytest.raises(Denied, match="access_denied"):
        login.tokens("openid site:site-1")
    assert waited == [1, 1, 6]


def test_a_browser_login_uses_pkce_and_an_exact_redirect(realm: FakeRealm) -> None:
    realm.answers["token"] = (200, {"access_token": "one"})
    port, seen = free_port(), {}

    def browser(link: str) -> None:
        query = {name: value[0] for name, value in parse_qs(urlsplit(link).query).items()}
        seen.update(query)
        visit(f"{query['redirect_uri']}?code=c0de&state={query['state']}&iss={realm.issuer}")

    login = BrowserLogin(Keycloak(realm.issuer), PublicClient(CONSOLE), port, browser)

    assert login.tokens("openid site:site-1")["access_token"] == "one"
    assert seen["redirect_uri"] == f"http://localhost:{port}/callback"
    assert seen["code_challenge_method"] == "S256" and len(seen["code_challenge"]) == 43
    form = realm.asked[-1][1]
    assert form["code"] == "c0de" and len(form["code_verifier"]) == 64


@pytest.mark.parametrize(
    "query", ["code=x&state=wrong", "code=x", "state={state}&error=access_denied", "code=x&state={state}&iss=x"]
)
def test_an_answer_to_another_login_is_refused(realm: FakeRealm, query: str) -> None:
    def browser(link: str) -> None:
        asked = parse_qs(urlsplit(link).query)
        answer = query.replace("{state}", asked["state"][0])
        visit(f"{asked['redirect_uri'][0]}?{answer}")

    login = BrowserLogin(Keycloak(realm.issuer), PublicClient(CONSOLE), free_port(), browser)

    with pytest.raises(Denied):
        login.tokens("openid site:site-1")
    assert realm.asked == []


def test_wrong_settings_are_named(realm: FakeRealm) -> None:
    with pytest.raises(Misconfigured, match="login"):
        FedrealmAdminTokens(realm.issuer, ["site-1"], "password")
    for sites in ([], "site-1", ["site 1"]):
        with pytest.raises(Misconfigured, match="sites"):
            FedrealmAdminTokens(realm.issuer, sites)


def visit(link: str) -> None:
    """Opens the link when the port is there."""
    threading.Thread(target=lambda: urllib.request.urlopen(link, timeout=5).read(), daemon=True).start()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _without_waiting(init: Any) -> Any:
    return lambda self, *arguments: init(self, *arguments, sleep=lambda _: None)
