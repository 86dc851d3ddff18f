"""Who may be connected: weakness W16 and the attacks on registration (contract of the events)."""

from __future__ import annotations

import logging
import time
import uuid
from pathlib import Path
from typing import Any

import pytest
from nvflare.private.defs import ClientType

from fedrealm_nvflare import audit
from fedrealm_nvflare.errors import Misconfigured
from fedrealm_nvflare.refusals import REFUSAL
from fedrealm_nvflare.registration import FedrealmSiteRegistration
from flare import FakeServer
from realm import FakeRealm


@pytest.fixture
def handler(realm: FakeRealm, tmp_path: Path) -> FedrealmSiteRegistration:
    return FedrealmSiteRegistration(realm.issuer, "demo", state_file=str(tmp_path / "barred.json"))


@pytest.fixture
def server(handler: FedrealmSiteRegistration) -> FakeServer:
    return FakeServer(handler)


def test_a_site_registers_with_its_own_token(server: FakeServer, realm: FakeRealm) -> None:
    assert server.register("site-1", realm.site_token())
    assert server.register("relay-1.site-2", realm.site_token("site-2"))


@pytest.mark.parametrize("token", [None, "", "None", "garbage", 7, {}, [], b"x"])
def test_a_site_without_a_token_is_refused(server: FakeServer, token: Any) -> None:
    assert not server.register("site-1", token)


@pytest.mark.parametrize(
    "changed",
    [
        {"nvflare_site": "site-2"},
        {"nvflare_site": "SITE-1"},
        {"nvflare_site": None},
        {"nvflare_site": ["site-1"]},
        {"nvflare_org": None},
        {"nvflare_org": "org-a"},
        {"nvflare_project": "other"},
        {"nvflare_project": None},
        {"azp": "nvflare:demo:site-2"},
        {"azp": "nvflare-console"},
        {"aud": "nvflare:other"},
        {"aud": "nvflare:demo:site-1"},
        {"typ": "ID"},
        {"exp": None},
        {"resource_access": None},
        {"resource_access": {"nvflare:demo": {"roles": []}}},
        {"resource_access": {"nvflare:other": {"roles": ["fl_client"]}}},
        {"resource_access": {"nvflare:demo": "fl_client"}},
        {"resource_access": {"nvflare:demo": {"roles": "fl_client"}}},
    ],
)
def test_a_token_with_a_wrong_claim_is_refused(
    server: FakeServer, realm: FakeRealm, changed: dict[str, Any]
) -> None:
    assert not server.register("site-1", realm.site_token(**changed))


def test_a_false_name_in_the_peer_context_helps_nobody(server: FakeServer, realm: FakeRealm) -> None:
    """The example of NVIDIA FLARE decides by this name, and then registers the other."""
    assert not server.register("site-2", None, says_it_is="site-1")
    assert not server.register("site-2", realm.site_token("site-1"), says_it_is="site-1")
    assert server.register("site-1", realm.site_token("site-1"), says_it_is="site-9")


def test_an_admin_console_needs_no_token(server: FakeServer) -> None:
    assert server.register(f"_admin_{uuid.uuid4()}", None, client_type=ClientType.ADMIN)


@pytest.mark.parametrize("origin", ["site-2", "_admin_site-2", "_admin_", "_admin_1234"])
def test_a_site_that_says_it_is_a_console_is_refused(server: FakeServer, origin: str) -> None:
    assert not server.register(origin, None, client_type=ClientType.ADMIN)


def test_a_console_that_goes_on_as_a_site_is_taken_out(server: FakeServer, realm: FakeRealm) -> None:
    server.register("site-1", realm.site_token())
    server.register(f"_admin_{uuid.uuid4()}", None, client_type=ClientType.ADMIN)
    # NVIDIA FLARE "re-activates" it as a client at its first heartbeat.
    assert server.heartbeat("site-2", None)
    assert server.block_reason("site-1", "site-2")

    assert server.names() == {"site-1"}
    assert server.heartbeat("site-2", None) == "disabled"


@pytest.mark.parametrize("client_type", [ClientType.RELAY, "", None, "ADMIN", "other"])
def test_every_other_type_needs_a_token(server: FakeServer, client_type: Any) -> None:
    assert not server.register(f"_admin_{uuid.uuid4()}", None, client_type=client_type)
    assert not server.register("site-2", None, client_type=client_type)


def test_without_secure_mode_nobody_registers(server: FakeServer, realm: FakeRealm) -> None:
    assert not server.register("site-1", realm.site_token(), secure=False)


def test_a_crash_of_the_check_is_a_refusal(
    server: FakeServer, realm: FakeRealm, handler: FedrealmSiteRegistration
) -> None:
    """NVIDIA FLARE takes a handler that crashes for consent (W1)."""
    handler._verifier = None  # type: ignore[assignment]

    assert not server.register("site-1", realm.site_token())


def test_a_refusal_that_cannot_be_written_down_is_still_one(
    server: FakeServer, realm: FakeRealm, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(audit, "_write", full)

    assert not server.register("site-1", None)
    assert not server.register("site-1", realm.site_token())
    assert server.heartbeat("site-1", realm.site_token())
    assert server.block_reason("site-1")


def test_keycloak_away_denies_and_recovers_by_itself(
    server: FakeServer, realm: FakeRealm, handler: FedrealmSiteRegistration
) -> None:
    realm.stop()
    assert not server.register("site-1", realm.site_token())
    handler._verifier._keys._tried = float("-inf")

    realm.start()
    assert server.register("site-1", realm.site_token())


def test_a_site_stays_as_long_as_its_token_is_renewed(
    server: FakeServer, realm: FakeRealm, handler: FedrealmSiteRegistration
) -> None:
    server.register("site-1", realm.site_token())
    at(handler, 250)
    assert server.heartbeat("site-1", realm.token(**later(realm, 550))) is None
    at(handler, 500)

    assert server.block_reason("site-1") is None
    assert server.names() == {"site-1"}


def test_a_site_whose_token_is_not_renewed_is_taken_out_and_comes_back_with_a_new_one(
    server: FakeServer, realm: FakeRealm, handler: FedrealmSiteRegistration
) -> None:
    server.register("site-1", realm.site_token())
    server.register("site-2", realm.site_token("site-2"))
    at(handler, 250)
    server.heartbeat("site-1", realm.token(**later(realm, 550)))
    at(handler, 312)

    server.heartbeat("site-1", realm.token(**later(realm, 600)))
    assert server.names() == {"site-1"}
    assert not server.register("site-2", None)
    assert server.heartbeat("site-2", None) == "disabled"

    assert server.heartbeat("site-2", realm.token(**later(realm, 600, "site-2"))) is None
    assert server.names() == {"site-1", "site-2"}


def test_nobody_can_get_another_site_taken_out(server: FakeServer, realm: FakeRealm) -> None:
    server.register("site-1", realm.site_token())
    server.register("site-2", realm.site_token("site-2"))

    assert server.heartbeat("site-2", None, says_it_is="site-1")
    assert server.heartbeat("site-2", "garbage", says_it_is="site-1")

    assert server.block_reason("site-1") is None


def test_a_site_of_another_organisation_than_its_certificate_is_taken_out(
    server: FakeServer, realm: FakeRealm
) -> None:
    server.register("site-1", realm.site_token(), organisation="org_b")

    assert server.block_reason("site-1") is None or "site-1" not in server.names()
    assert server.names() == set()


def test_a_site_that_an_operator_disabled_is_not_enabled(server: FakeServer, realm: FakeRealm) -> None:
    server.disable_clients(["site-1"])

    assert not server.register("site-1", realm.site_token())
    assert server.heartbeat("site-1", realm.site_token()) == "disabled"


def test_what_was_taken_out_is_remembered_over_a_restart(
    server: FakeServer, realm: FakeRealm, tmp_path: Path, handler: FedrealmSiteRegistration
) -> None:
    server.register("site-1", realm.site_token())
    at(handler, 311)
    server.block_reason("site-1")
    again = FedrealmSiteRegistration(realm.issuer, "demo", state_file=str(tmp_path / "barred.json"))
    server.handlers = [again]

    assert server.register("site-1", realm.site_token())


def test_a_job_waits_for_a_site_without_a_lease(server: FakeServer, realm: FakeRealm) -> None:
    server.register("site-1", realm.site_token())

    assert server.block_reason("site-1") is None
    assert "site-9" in str(server.block_reason("site-1", "site-9"))


def test_the_reasons_of_sites_that_refused_a_job_are_in_its_details(
    server: FakeServer, realm: FakeRealm
) -> None:
    server.schedule("4711", {"site-1": (False, REFUSAL + "no"), "site-2": (True, "t"), "site-3": (False, "GPU")})

    assert server.details == {"4711": {"fedrealm_refusals": {"site-1": REFUSAL + "no"}}}


def test_refusals_are_written_to_the_job_that_was_refused_and_to_no_other(server: FakeServer) -> None:
    server.schedule("4711", {"site-1": (False, REFUSAL + "no")}, completed="0815")

    assert list(server.details) == ["4711"]


def test_a_site_that_takes_the_job_after_all_is_refusing_no_more(server: FakeServer) -> None:
    no = (False, REFUSAL + "no")
    server.schedule("4711", {"site-1": no, "site-2": no})
    server.schedule("4711", {"site-1": (True, "t"), "site-2": no})
    assert server.details["4711"] == {"fedrealm_refusals": {"site-2": REFUSAL + "no"}}

    server.schedule("4711", {"site-2": (True, "t")})
    assert server.details["4711"] == {"fedrealm_refusals": {}}


def test_a_job_that_nobody_refused_is_left_as_it_is(server: FakeServer) -> None:
    server.schedule("4711", {"site-1": (True, "t"), "site-2": (False, "GPU")})

    assert server.details == {}


def test_no_token_and_no_forged_line_gets_into_the_log(
    server: FakeServer, realm: FakeRealm, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    token = realm.site_token("site-2")
    server.register("site-1", token)
    server.heartbeat("site-1", "garbage", says_it_is='x\n{"decision": "permit"}')

    lines = [line for line in caplog.text.splitlines() if "fedrealm.audit" in line]
    assert any("the token is that of site 'site-2'" in line for line in lines)
    assert not any(part in caplog.text for part in token.split("."))
    assert not any(line.startswith('{"decision') for line in caplog.text.splitlines())


@pytest.mark.parametrize("grace", [-1, True, "60", None, float("inf"), float("nan")])
def test_a_grace_that_is_no_number_of_seconds_is_named(realm: FakeRealm, tmp_path: Path, grace: Any) -> None:
    with pytest.raises(Misconfigured, match="outage_grace"):
        FedrealmSiteRegistration(
            realm.issuer, "demo", state_file=str(tmp_path / "barred.json"), outage_grace=grace
        )


@pytest.mark.parametrize(
    ("issuer", "project"),
    [
        ("", "demo"),
        ("http://keycloak.example.org/realms/x", "demo"),
        ("https://keycloak.example.org", "demo"),
        ("https://keycloak.example.org/realms/x", "de mo"),
        ("https://keycloak.example.org/realms/x", ""),
    ],
)
def test_wrong_settings_are_named(issuer: str, project: str) -> None:
    with pytest.raises(Misconfigured, match="issuer|project"):
        FedrealmSiteRegistration(issuer, project)


def later(realm: FakeRealm, expires: int, site: str = "site-1") -> dict[str, Any]:
    """Claims of a token that expires so many seconds from now."""
    now = int(time.time())
    return realm.site_claims(site, iat=now, exp=now + expires)


def at(handler: FedrealmSiteRegistration, seconds: int) -> None:
    """Lets the leases think that so many seconds have passed."""
    handler._leases._clock = lambda: time.time() + seconds
