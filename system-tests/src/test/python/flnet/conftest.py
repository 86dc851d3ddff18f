"""The set-up of the suite; see README.md."""

import json
import os
import pathlib
import shlex
import socket
import subprocess
import sys

import pytest

TOOL = pathlib.Path(__file__).with_name("tool.py")
PORT = 8999
CALLBACK = f"http://localhost:{PORT}/callback"
PATIENCE_SECONDS = 60


class Tool:
    """FLNet's tool on a developer's machine, and the browser that it opens."""

    def __init__(self, setup, folder):
        self._page = folder / "page.json"
        sign_in = folder / "sign-in.json"
        sign_in.write_text(
            json.dumps(
                {
                    "username": setup["username"],
                    "passwordFile": setup["passwordFile"],
                    "result": str(self._page),
                }
            )
        )
        self._environment = {
            **os.environ,
            # The tool opens the browser first and listens then: "&" lets the browser run beside it.
            "BROWSER": f"node {shlex.quote(setup['browser'])} %s &",
            "FEDREALM_FLNET_SIGN_IN": str(sign_in),
            "KEYCLOAK__URL": setup["realmUrl"],
            "KEYCLOAK__CLIENT_ID": setup["clientId"],
            "KEYCLOAK__REDIRECT_URI": CALLBACK,
            "KEYCLOAK__SERVER_PORT": str(PORT),
        }

    def log_in(self, *addresses):
        """Logs in and asks the addresses with the token."""
        with self._start(addresses, {}) as process:
            try:
                out, _ = process.communicate(timeout=PATIENCE_SECONDS)
            finally:
                process.kill()
        assert process.returncode == 0, "the tool has failed"
        return json.loads(out)

    def fail_to_log_in(self, client_id):
        """Lets the browser come to its end, while the tool waits; true when it waits still."""
        with self._start((), {"KEYCLOAK__CLIENT_ID": client_id}) as process:
            try:
                return self._waits_until_the_browser_has_ended(process)
            finally:
                process.kill()

    def page(self):
        """Where the browser has ended: address, status, HTML."""
        return json.loads(self._page.read_text())

    def _start(self, addresses, environment):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", PORT))  # fails here, with the reason, when somebody has it
        return subprocess.Popen(
            [sys.executable, str(TOOL), *addresses],
            env={**self._environment, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def _waits_until_the_browser_has_ended(self, process):
        for _ in range(PATIENCE_SECONDS * 5):
            try:
                process.wait(0.2)
                return False
            except subprocess.TimeoutExpired:
                if self._page.exists() and self._page.stat().st_size > 0:
                    return True
        raise AssertionError("the browser came to no end")


@pytest.fixture(scope="session")
def setup():
    file = os.environ.get("FEDREALM_FLNET_TOOL_SETUP")
    if not file:
        pytest.exit("FEDREALM_FLNET_TOOL_SETUP is not set: name a JSON file as in README.md", 4)
    return json.loads(pathlib.Path(file).read_text())


@pytest.fixture
def tool(setup, tmp_path):
    return Tool(setup, tmp_path)


@pytest.fixture(scope="session")
def logged_in(setup, tmp_path_factory):
    """One login for all who look at what came of it: the tool's result and the browser's page."""
    tool = Tool(setup, tmp_path_factory.mktemp("login"))
    service = setup["service"]
    result = tool.log_in(f"{service}/cohorts/me", f"{service}/apps/audit")
    return result, tool.page()
