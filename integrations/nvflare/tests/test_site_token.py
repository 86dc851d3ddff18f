"""A site shows its token at registration and at each heartbeat, and never an old one."""

from __future__ import annotations

import logging
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from nvflare.apis.event_type import EventType
from nvflare.apis.fl_context import FLContext
from nvflare.apis.utils.fl_context_utils import gen_new_peer_ctx

from fedrealm_nvflare.registration import TOKEN_PROPERTY
from fedrealm_nvflare.site_token import FedrealmSiteToken
from realm import KEY, SECRET, SITE_CLIENT, FakeRealm

EVENTS = [EventType.BEFORE_CLIENT_REGISTER, EventType.BEFORE_CLIENT_HEARTBEAT]


@pytest.mark.parametrize("event", EVENTS)
def test_the_server_sees_the_token(realm: FakeRealm, secret_file: str, event: str) -> None:
    realm.answers["token"] = (200, {"access_token": "a-token", "expires_in": 300})
    site = FedrealmSiteToken(realm.issuer, "demo", "site-1", secret_file=secret_file)

    assert shown(site, event) == "a-token"
    assert realm.asked[0][1]["client_id"] == SITE_CLIENT


@pytest.mark.parametrize("event", EVENTS)
def test_a_refused_site_shows_nothing_and_says_why(
    realm: FakeRealm, secret_file: str, event: str, caplog: pytest.LogCaptureFixture
) -> None:
    body = {"error": "invalid_client", "error_description": "Invalid client"}
    realm.answers["token"] = (401, body)
    site = FedrealmSiteToken(realm.issuer, "demo", "site-1", secret_file=secret_file)
    context = FLContext()
    context.set_prop(TOKEN_PROPERTY, "an old token", private=False, sticky=False)

    assert shown(site, event, context) == ""
    assert "Keycloak refused (401 invalid_client: Invalid client)" in caplog.text


def test_a_secret_from_the_environment(realm: FakeRealm, monkeypatch: pytest.MonkeyPatch) -> None:
    realm.answers["token"] = (200, {"access_token": "a-token", "expires_in": 300})
    monkeypatch.setenv("SITE_SECRET", SECRET)

    shown(FedrealmSiteToken(realm.issuer, "demo", "site-1", secret_env="SITE_SECRET"), EVENTS[0])

    assert realm.asked[0][1]["client_secret"] == SECRET


def test_a_private_key_in_place_of_a_secret(realm: FakeRealm, tmp_path: Any) -> None:
    realm.answers["token"] = (200, {"access_token": "a-token", "expires_in": 300})
    file = tmp_path / "site.pem"
    file.write_bytes(KEY.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))

    shown(FedrealmSiteToken(realm.issuer, "demo", "site-1", key_file=str(file), key_id="k1"), EVENTS[0])

    form = realm.asked[0][1]
    assert "client_secret" not in form
    assertion = form["client_assertion"]
    claims = jwt.decode(assertion, KEY.private.public_key(), ["RS256"], audience=realm.issuer)
    assert claims["iss"] == claims["sub"] == SITE_CLIENT
    assert claims["exp"] - claims["iat"] == 60
    assert jwt.get_unverified_header(assertion)["kid"] == "k1"


def test_a_file_that_is_no_key_is_named(
    realm: FakeRealm, secret_file: str, caplog: pytest.LogCaptureFixture
) -> None:
    site = FedrealmSiteToken(realm.issuer, "demo", "site-1", key_file=secret_file)

    assert shown(site, EVENTS[0]) == ""
    assert f"key_file: {secret_file} is no private RSA key" in caplog.text
    assert SECRET not in caplog.text


def test_a_keycloak_that_is_still_starting_is_waited_for(realm: FakeRealm, secret_file: str) -> None:
    realm.answers["token"] = (200, {"access_token": "a-token", "expires_in": 300})
    realm.stop()
    site = FedrealmSiteToken(realm.issuer, "demo", "site-1", secret_file=secret_file, patience=0)
    assert shown(site, EVENTS[0]) == ""

    realm.start()
    site = FedrealmSiteToken(realm.issuer, "demo", "site-1", secret_file=secret_file)
    assert shown(site, EVENTS[0]) == "a-token"


def test_secret_and_token_stay_out_of_the_log(
    realm: FakeRealm, secret_file: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    realm.answers["token"] = (200, {"access_token": "canary-token", "expires_in": 300})
    shown(FedrealmSiteToken(realm.issuer, "demo", "site-1", secret_file=secret_file), EVENTS[0])

    assert SECRET not in caplog.text and "canary-token" not in caplog.text


def shown(site: FedrealmSiteToken, event: str, context: FLContext | None = None) -> object:
    """What reaches the server, by NVIDIA FLARE's own copy of the public properties."""
    context = context or FLContext()
    site.handle_event(event, context)
    return gen_new_peer_ctx(context).get_prop(TOKEN_PROPERTY)
