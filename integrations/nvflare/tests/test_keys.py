"""Keys by id, rotated at any time (W8), and never a request for each forged id."""

from __future__ import annotations

from typing import Any

import pytest

from fedrealm_nvflare.errors import Denied, Unreachable
from fedrealm_nvflare.keys import KeyCache
from realm import Key

OLD, NEW = Key("old"), Key("new")


class Source:
    """Gives keys, or fails."""

    def __init__(self) -> None:
        self.keys: list[dict[str, Any]] = [OLD.jwk()]
        self.down = False
        self.asked = 0
        self.now = 0.0

    def fetch(self) -> list[dict[str, Any]]:
        self.asked += 1
        if self.down:
            raise Unreachable("down")
        return self.keys

    def clock(self) -> float:
        return self.now


@pytest.fixture
def source() -> Source:
    return Source()


@pytest.fixture
def cache(source: Source) -> KeyCache:
    return KeyCache(source.fetch, max_age=300, min_interval=5, clock=source.clock)


def test_keys_are_fetched_once(source: Source, cache: KeyCache) -> None:
    for _ in range(3):
        assert cache.key("old").public_numbers() == OLD.private.public_key().public_numbers()

    assert source.asked == 1


def test_a_rotated_key_is_found_at_once(source: Source, cache: KeyCache) -> None:
    cache.key("old")
    source.now = 6
    source.keys = [OLD.jwk(), NEW.jwk()]

    assert cache.key("new") and cache.key("old")
    assert source.asked == 2


def test_forged_key_ids_cause_one_request_in_five_seconds(source: Source, cache: KeyCache) -> None:
    cache.key("old")
    source.now = 6
    for forged in range(100):
        with pytest.raises(Denied):
            cache.key(f"forged-{forged}")

    assert source.asked == 2


def test_a_withdrawn_key_dies_within_its_age(source: Source, cache: KeyCache) -> None:
    cache.key("old")
    source.keys = [NEW.jwk()]
    source.now = 301

    with pytest.raises(Denied):
        cache.key("old")


def test_old_keys_are_not_used_while_keycloak_is_down_and_come_back(
    source: Source, cache: KeyCache
) -> None:
    cache.key("old")
    source.down, source.now = True, 301
    for _ in range(2):
        with pytest.raises(Unreachable):
            cache.key("old")
    assert source.asked == 2

    source.down, source.now = False, 307
    assert cache.key("old")


@pytest.mark.parametrize(
    "key",
    [
        {**OLD.jwk(), "use": "enc"},
        {**OLD.jwk(), "alg": "RSA-OAEP"},
        {**OLD.jwk(), "alg": "PS256"},
        {**OLD.jwk(), "kty": "oct", "k": "c2VjcmV0"},
        {"kid": "old", "use": "sig", "alg": "RS256", "kty": "RSA"},
        {"kid": 7},
        {},
    ],
)
def test_only_keys_that_sign_with_rs256_are_used(
    source: Source, cache: KeyCache, key: dict[str, Any]
) -> None:
    source.keys = [key]

    with pytest.raises(Denied):
        cache.key("old")
