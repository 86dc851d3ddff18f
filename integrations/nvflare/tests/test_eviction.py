"""A site without a lease is out, whatever else goes wrong: of the list, of the jobs, of the messages."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest
from nvflare.fuel.f3.cellnet.defs import CellChannel, CellChannelTopic, MessageType

from fedrealm_nvflare.errors import Misconfigured
from fedrealm_nvflare.registration import FedrealmSiteRegistration
from flare import FakeServer
from realm import FakeRealm
from test_registration import at, later

CONSOLE = "_admin_6f8a1c9e-2f0b-4b0e-9c55-0b6f7a3f7a11"


@pytest.fixture
def handler(realm: FakeRealm, tmp_path: Path) -> FedrealmSiteRegistration:
    return FedrealmSiteRegistration(realm.issuer, "demo", state_file=str(tmp_path / "barred.json"))


@pytest.fixture
def server(handler: FedrealmSiteRegistration, realm: FakeRealm) -> FakeServer:
    server = FakeServer(handler)
    server.register("site-1", realm.site_token())
    server.register("site-2", realm.site_token("site-2"))
    return server


def expire_site_2(server: FakeServer, handler: FedrealmSiteRegistration, realm: FakeRealm) -> None:
    """Its lease ends, and the next heartbeat of another site comes."""
    at(handler, 312)
    server.heartbeat("site-1", realm.token(**later(realm, 600)))


def test_its_part_of_every_running_job_is_ended_before_it_is_logged_out(
    server: FakeServer, handler: FedrealmSiteRegistration, realm: FakeRealm
) -> None:
    server.run("both", "site-1", "site-2")
    server.run("one", "site-1")
    server.run("two", "site-2")

    expire_site_2(server, handler, realm)

    assert server.aborted == [("both", ["site-2"]), ("two", ["site-2"])]
    assert server.names() == {"site-1"}


@pytest.mark.parametrize("topic", [CellChannelTopic.SUBMIT_RESULT, CellChannelTopic.GET_TASK, "aux", ""])
@pytest.mark.parametrize("kind", [MessageType.REQ, MessageType.REPLY])
def test_nothing_that_it_sends_gets_to_a_running_job(
    server: FakeServer, handler: FedrealmSiteRegistration, realm: FakeRealm, topic: str, kind: str
) -> None:
    assert server.passes("site-2.4711", "site-2", topic=topic, kind=kind)

    expire_site_2(server, handler, realm)

    assert not server.passes("site-2.4711", "site-2", topic=topic, kind=kind)
    assert not server.passes("site-2", "site-2", topic=topic, kind=kind)
    assert server.passes("site-1.4711", "site-1", topic=topic, kind=kind)


def test_results_are_refused_from_the_end_of_the_lease_and_not_from_the_next_heartbeat(
    server: FakeServer, handler: FedrealmSiteRegistration
) -> None:
    at(handler, 312)

    assert not server.passes("site-2.4711", "site-2")


@pytest.mark.parametrize(
    ("origin", "name"),
    [
        ("site-2.4711", "site-1"),
        ("site-1.4711", "site-2"),
        (CONSOLE, "site-2"),
        (CONSOLE, "server"),
        (CONSOLE, CONSOLE),
        ("site-2", CONSOLE),
        ("site-2", "lead@example.test"),
        ("server.4711", "site-2"),
        ("site-2.server", "server"),
        ("site-2.server", "server_job"),
        ("site-2.4711", None),
        ("site-2.4711", 7),
        ("", "server"),
        ("", None),
        (CONSOLE, None),
        ("server", 7),
        ("_admin_site-2", "_admin_site-2"),
    ],
)
def test_a_borrowed_name_does_not_help_it(
    server: FakeServer, handler: FedrealmSiteRegistration, realm: FakeRealm, origin: str, name: Any
) -> None:
    expire_site_2(server, handler, realm)

    assert not server.passes(origin, name)


def test_the_way_back_and_the_answers_to_the_server_stay_open(
    server: FakeServer, handler: FedrealmSiteRegistration, realm: FakeRealm
) -> None:
    expire_site_2(server, handler, realm)

    for topic in ("register", "challenge", "heart_beat", "quit"):
        assert server.passes("site-2", "site-2", "server", CellChannel.SERVER_MAIN, topic)
        assert not server.passes("site-2", "site-2", "server.4711", CellChannel.SERVER_MAIN, topic)
    assert server.passes("site-2", "site-2", "server", CellChannel.CELLNET, "bye")
    assert server.passes("site-2", "site-2", "server", CellChannel.CLIENT_MAIN, "x", MessageType.REPLY)
    assert not server.passes("site-2", "site-2", "server", CellChannel.CELLNET, "bulk")
    assert not server.passes("site-2", "site-2", "server", CellChannel.SERVER_MAIN, "report_job_failure")
    assert not server.passes("site-2", "site-2", "server", CellChannel.SERVER_PARENT_LISTENER, "x")


def test_server_and_consoles_send_what_they_like(server: FakeServer) -> None:
    assert server.passes("server", "server")
    assert server.passes("server.4711", "server_job")
    assert server.passes(CONSOLE, "lead@example.test", "server", CellChannel.HCI, "x")


def test_what_goes_on_to_another_site_has_no_name_any_more(server: FakeServer) -> None:
    assert server.passes("site-1.4711", None, "site-2.4711")


def test_the_messages_are_watched_once(server: FakeServer, realm: FakeRealm) -> None:
    server.register("site-1", realm.site_token())

    assert len(server.filters) == 1


def test_a_server_whose_messages_cannot_be_watched_admits_nobody(
    handler: FedrealmSiteRegistration, realm: FakeRealm
) -> None:
    server = FakeServer(handler)
    server.server.cell = None

    assert not server.register("site-1", realm.site_token())
    assert server.heartbeat("site-1", realm.site_token())
    assert server.block_reason("site-1")
    assert server.heartbeat("site-1", realm.site_token()) == "disabled"


def test_it_is_taken_again_with_a_new_token(
    server: FakeServer, handler: FedrealmSiteRegistration, realm: FakeRealm
) -> None:
    expire_site_2(server, handler, realm)
    server.heartbeat("site-2", realm.token(**later(realm, 600, "site-2")))

    assert server.passes("site-2.4711", "site-2")
    assert server.names() == {"site-1", "site-2"}


def _break(server: FakeServer, handler: FedrealmSiteRegistration, what: str) -> None:
    def fails(*_: Any, **__: Any) -> Any:
        raise OSError(28, "No space left on device")

    if what == "the runs":
        server.job_runner.abort_client_run = fails
    elif what == "the log-out":
        server.server.logout_client = fails
    elif what == "NVIDIA FLARE's list":
        server.client_manager._save_disabled_clients = fails
    else:
        handler._barred._write = fails  # type: ignore[method-assign]


BREAKING = ("the runs", "the log-out", "NVIDIA FLARE's list", "the state file")


@pytest.mark.parametrize("what", [BREAKING[:1], BREAKING[1:2], BREAKING[2:3], BREAKING[3:], BREAKING])
def test_a_step_that_fails_keeps_no_site_in(
    server: FakeServer, handler: FedrealmSiteRegistration, realm: FakeRealm, what: tuple[str, ...]
) -> None:
    """It did, when the state file could not be written: that was the first step."""
    server.run("4711", "site-1", "site-2")
    for step in what:
        _break(server, handler, step)

    expire_site_2(server, handler, realm)

    assert server.names() == {"site-1"}
    assert server.heartbeat("site-2", None) == "disabled"
    assert not server.passes("site-2.4711", "site-2")


def test_one_site_that_cannot_be_taken_out_does_not_keep_the_others_in(
    server: FakeServer, handler: FedrealmSiteRegistration
) -> None:
    _break(server, handler, "the log-out")
    at(handler, 312)

    server.heartbeat("site-3", None)

    assert server.names() <= {"site-3"}


def test_a_state_file_that_cannot_be_written_turns_away_no_site_with_a_token(
    server: FakeServer, handler: FedrealmSiteRegistration, realm: FakeRealm
) -> None:
    expire_site_2(server, handler, realm)
    _break(server, handler, "the state file")

    assert server.heartbeat("site-2", realm.token(**later(realm, 600, "site-2"))) is None
    assert server.names() == {"site-1", "site-2"}


def test_a_state_file_that_cannot_be_written_is_told_at_the_start(realm: FakeRealm, tmp_path: Path) -> None:
    for file in (tmp_path / "none" / "barred.json", tmp_path / ("x" * 300), tmp_path):
        with pytest.raises(Misconfigured, match="state_file: .*Fix: "):
            FedrealmSiteRegistration(realm.issuer, "demo", state_file=str(file))
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("text", ["", "{}", "[7]", "no"])
def test_a_state_file_that_is_none_is_told_at_the_start(realm: FakeRealm, tmp_path: Path, text: str) -> None:
    file = tmp_path / "barred.json"
    file.write_text(text)

    with pytest.raises(Misconfigured, match="state_file: .* is no list of sites"):
        FedrealmSiteRegistration(realm.issuer, "demo", state_file=str(file))


class TestOutage:
    """Keycloak is away when the tokens of all sites end."""

    @pytest.fixture
    def server(self, realm: FakeRealm, tmp_path: Path) -> FakeServer:
        self.handler = FedrealmSiteRegistration(
            realm.issuer, "demo", state_file=str(tmp_path / "barred.json"), outage_grace=600
        )
        server = FakeServer(self.handler)
        server.register("site-1", realm.site_token())
        server.run("4711", "site-1")
        return server

    def expire(self, server: FakeServer, seconds: int) -> None:
        at(self.handler, seconds)
        self.handler._outage._clock = lambda: time.monotonic() + seconds
        server.heartbeat("site-1", None)

    def test_with_a_grace_a_site_goes_on_in_running_jobs_and_gets_no_new_ones(
        self, server: FakeServer, realm: FakeRealm
    ) -> None:
        realm.stop()
        self.expire(server, 312)

        assert server.names() == {"site-1"}
        assert server.aborted == []
        assert server.passes("site-1.4711", "site-1")
        assert "no valid token" in str(server.block_reason("site-1"))
        assert not server.register("site-2", None)
        realm.start()

    def test_the_grace_ends(self, server: FakeServer, realm: FakeRealm) -> None:
        realm.stop()
        self.expire(server, 312)
        self.expire(server, 312 + 600)

        assert server.names() == set()
        assert server.aborted == [("4711", ["site-1"])]
        assert not server.passes("site-1.4711", "site-1")
        realm.start()

    def test_a_site_that_gets_no_token_is_out_a_minute_after_keycloak_is_back(
        self, server: FakeServer, realm: FakeRealm
    ) -> None:
        realm.stop()
        self.expire(server, 312)
        realm.start()
        self.expire(server, 370)
        assert server.passes("site-1.4711", "site-1")

        self.expire(server, 380)

        assert server.names() == set()
        assert not server.passes("site-1.4711", "site-1")

    def test_a_keycloak_that_answers_is_no_outage(self, server: FakeServer, realm: FakeRealm) -> None:
        realm.answers["certs"] = (403, {})
        self.expire(server, 312)

        assert server.names() == set()

    def test_without_a_grace_an_outage_changes_nothing(self, realm: FakeRealm, tmp_path: Path) -> None:
        handler = FedrealmSiteRegistration(realm.issuer, "demo", state_file=str(tmp_path / "b.json"))
        server = FakeServer(handler)
        server.register("site-1", realm.site_token())
        server.run("4711", "site-1")
        realm.stop()
        at(handler, 312)
        server.heartbeat("site-1", None)

        assert server.names() == set()
        assert server.aborted == [("4711", ["site-1"])]
        realm.start()
