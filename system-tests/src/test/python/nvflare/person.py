"""What a person does who is told to open a link: signs in with a browser, and agrees."""

from __future__ import annotations

import re
import threading
from pathlib import Path
from typing import Callable
from urllib.parse import urljoin

import requests

from setup_file import Setup


def signs_in(setup: Setup) -> Callable[[str], None]:
    """Takes the text that has the link."""

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
