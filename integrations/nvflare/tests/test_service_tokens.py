"""A service's token: renewed in time, kept while Keycloak is away, dropped when it refuses (W10)."""

from __future__ import annotations

import pytest

from fedrealm_nvflare.credentials import ClientSecret
from fedrealm_nvflare.errors import Denied, Unreachable
from fedrealm_nvflare.keycloak import Keycloak
from fedrealm_nvflare.service_tokens import ServiceToken
from realm import SECRET, SITE_CLIENT, FakeRealm


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def tokens(realm: FakeRealm, secret_file: str, clock: Clock) -> ServiceToken:
    who = ClientSecret(SITE_CLIENT, file=secret_file)
    return ServiceToken(Keycloak(realm.issuer, timeout=1), who, clock=clock)


def test_it_is_kept_for_half_its_life(realm: FakeRealm, tokens: ServiceToken, clock: Clock) -> None:
    realm.answers["token"] = (200, {"access_token": "one", "expires_in": 300})
    assert tokens.value() == "one"
    realm.answers["token"] = (200, {"access_token": "two", "expires_in": 300})
    clock.now = 149
    assert tokens.value() == "one"
    clock.now = 150
    assert tokens.value() == "two"

    assert realm.count("token") == 2
    assert realm.asked[0][1] == {
        "grant_type": "client_credentials",
        "client_id": SITE_CLIENT,
        "client_secret": SECRET,
    }


def test_an_outage_is_bridged_until_the_token_dies_and_ends_by_itself(
    realm: FakeRealm, tokens: ServiceToken, clock: Clock
) -> None:
    realm.answers["token"] = (200, {"access_token": "one", "expires_in": 300})
    tokens.value()
    realm.answers["token"] = (503, {})
    clock.now = 200
    assert tokens.value() == "one"
    clock.now = 301
    with pytest.raises(Unreachable):
        tokens.value()

    realm.answers["token"] = (200, {"access_token": "two", "expires_in": 300})
    clock.now = 340
    assert tokens.value() == "two"


def test_a_refusal_counts_at_once(realm: FakeRealm, tokens: ServiceToken, clock: Clock) -> None:
    realm.answers["token"] = (200, {"access_token": "one", "expires_in": 300})
    tokens.value()
    realm.answers["token"] = (401, {"error": "invalid_client", "error_description": "disabled"})
    clock.now = 160

    with pytest.raises(Denied, match="401 invalid_client: disabled"):
        tokens.value()


def test_keycloak_is_not_asked_at_each_heartbeat_of_a_refused_site(
    realm: FakeRealm, tokens: ServiceToken, clock: Clock
) -> None:
    realm.answers["token"] = (401, {"error": "invalid_client"})
    for second in range(0, 300, 5):
        clock.now = second
        with pytest.raises(Denied):
            tokens.value()

    assert realm.count("token") < 20


@pytest.mark.parametrize(
    "answer", [{}, {"access_token": "x"}, {"access_token": 7, "expires_in": 3}, "not json", "[]"]
)
def test_an_answer_without_a_token_is_none(
    realm: FakeRealm, tokens: ServiceToken, answer: object
) -> None:
    realm.answers["token"] = (200, answer)

    with pytest.raises(Denied):
        tokens.value()
