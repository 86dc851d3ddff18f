"""The other way: jobs bring a token for each site."""

from __future__ import annotations

import json
import re
import threading
import time
from pathlib import Path
from typing import Any, Iterator
from urllib.parse import urljoin

import jwt
import pytest
import requests
from nvflare.fuel.flare_api.flare_api import Session

import kits
from federation import Federation
from fedrealm_nvflare import login
from relay import Relay
from setup_file import Setup


@pytest.fixture(scope="module")
def by_token(federation: Federation, setup: Setup, relay: Relay) -> Iterator[Federation]:
    """The same federation with sites in the mode ``token``."""
    _restart(federation, setup, relay, "token")
    yield federation
    _restart(federation, setup, relay, "online")


@pytest.fixture(scope="module")
def lead(
    by_token: Federation, setup: Setup, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Session]:
    """A lead's session whose kit has our handler; the person signs in with a browser of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(login.DeviceLogin.__init__, "__defaults__", (_person(setup), time.sleep))
        args = {"issuer": setup.issuer(), "sites": ["site-1", "site-2"], "login": "device"}
        local = by_token.kit("lead@example.test") / "local"
        config = json.loads((local / "resources.json.default").read_text())
        config["handlers"] = [{"path": "fedrealm_nvflare.admin.FedrealmAdminTokens", "args": args}]
        (local / "resources.json").write_text(json.dumps(config))
        session = by_token.new_session("lead")
        yield session
        session.close()
        (local / "resources.json").unlink()


def test_a_job_with_tokens_runs_and_each_token_is_for_one_site(
    by_token: Federation, lead: Session
) -> None:
    job = by_token.submit("lead", "plain-job", session=lead)

    details = by_token.finished(job)
    assert details["status"] == "FINISHED:COMPLETED"
    assert by_token.ran_at(job, "site-1") and by_token.ran_at(job, "site-2")
    for site, token in details["custom_props"]["fedrealm_tokens"].items():
        assert _claims(token)["aud"] == f"nvflare:demo:{site}"


def test_a_clone_brings_no_token_and_is_refused(by_token: Federation, lead: Session) -> None:
    job = by_token.submit("lead", "plain-job", session=lead)
    by_token.finished(job)
    clone = lead.clone_job(job)

    by_token.until_refused(clone, "a clone never does: submit it anew")
    lead.abort_job(clone)


def test_a_job_that_waits_longer_than_its_token_lives_is_refused(
    by_token: Federation, lead: Session
) -> None:
    for site in ("site-1", "site-2"):
        by_token.stop(site)
    job = by_token.submit("lead", "plain-job", session=lead)
    tokens = by_token.details(job)["custom_props"]["fedrealm_tokens"].values()
    dead = max(_claims(token)["exp"] for token in tokens) + 10
    time.sleep(max(0.0, dead + 1 - time.time()))  # the token's death is what is waited for
    for site in ("site-1", "site-2"):
        by_token.start_site(site)

    by_token.until_refused(job, "the token has expired")
    lead.abort_job(job)


def test_a_token_of_somebody_else_is_refused(by_token: Federation, lead: Session) -> None:
    job = by_token.submit("lead", "plain-job", session=lead)
    stolen = by_token.details(job)["custom_props"]["fedrealm_tokens"]
    by_token.finished(job)

    taken = by_token.submit("junior", "plain-job", custom_props={"fedrealm_tokens": stolen})

    by_token.until_refused(taken, "not those of the submitter 'junior@example.test'")
    by_token.session("junior").abort_job(taken)


def _restart(federation: Federation, setup: Setup, relay: Relay, mode: str) -> None:
    kits.install(federation, setup, relay.url, mode)
    for site in setup.site_secrets:
        federation.stop(site)
        federation.start_site(site)
    federation.wait_connected("site-1", "site-2")


def _claims(token: str) -> dict[str, Any]:
    return jwt.decode(token, options={"verify_signature": False})


def _person(setup: Setup) -> Any:
    """What somebody does who is told a link: signs in, and agrees."""

    def told(text: str) -> None:
        link = re.search(r"https?://\S+", text)
        assert link
        threading.Thread(target=_agree, args=(link[0], setup), daemon=True).start()

    return told


def _agree(link: str, setup: Setup) -> None:
    browser = _Browser()
    page = browser.go("GET", link)
    password = Path(setup.password_file).read_text().strip()
    page = browser.go("POST", _action(page), {"username": "lead", "password": password})
    code = re.search(r'name="code" value="([^"]*)"', page.text)
    assert code, "the person was not asked"
    browser.go("POST", _action(page), {"code": code[1], "accept": "Yes"})


class _Browser:
    """Sends cookies that are marked as secure to this machine over http too, as browsers do."""

    def __init__(self) -> None:
        self._session = requests.Session()

    def go(self, method: str, url: str, form: dict[str, str] | None = None) -> requests.Response:
        answer = self._session.request(method, url, data=form, allow_redirects=False, timeout=30)
        for cookie in self._session.cookies:
            cookie.secure = False
        if answer.is_redirect:
            return self.go("GET", urljoin(url, answer.headers["Location"]))
        return answer


def _action(page: requests.Response) -> str:
    form = re.search(r'<form[^>]*action="([^"]+)"[^>]*method="(?i:post)"', page.text)
    assert form, "no form"
    return urljoin(page.url, form[1].replace("&amp;", "&"))
