"""The operator's command line, the FEDn that it configures, and the sites that it makes."""

from __future__ import annotations

import json
import os
import random
import shlex
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests

from masked import Masked

LIMIT_SECONDS = 180
HERE = Path(__file__).parent


class SiteProblem(Exception):
    """A command or a process did not do what it should; the message has what it wrote."""


@dataclass(frozen=True)
class Operator:
    """Who runs `fedrealm` in a realm; the admin's secret is in a file that the environment names."""

    program: Path
    environment: Mapping[str, str]
    realm: str
    project: str
    admin_secret: Path

    @classmethod
    def read(cls, realm: str) -> Operator:
        """What the file that FEDREALM_FEDN_OPERATOR names says, for one of its realms."""
        setup = cls.setup()
        return cls(
            Path(setup["program"]),
            setup["environment"],
            setup[realm],
            setup["project"],
            Path(setup["adminSecretFile"]),
        )

    @staticmethod
    def setup() -> dict[str, Any]:
        """All that the file says."""
        text = Path(os.environ["FEDREALM_FEDN_OPERATOR"]).read_text(encoding="utf-8")
        return dict(json.loads(text))

    def run(self, *arguments: str) -> str:
        """Runs a command in the project; what it wrote to standard output."""
        return self.of(*arguments, "--project", self.project)

    def of(self, *arguments: str) -> str:
        """Runs a command in the realm; what it wrote to standard output."""
        done = subprocess.run(
            [str(self.program), *arguments, "--realm", self.realm],
            env={**_without_fedrealm(), **self.environment},
            capture_output=True,
            text=True,
            timeout=LIMIT_SECONDS,
            check=False,
        )
        if done.returncode != 0:
            raise SiteProblem(f"fedrealm {' '.join(arguments)}: {done.returncode} {done.stderr}")
        return done.stdout

    def admin_token(self) -> Masked:
        """A token of role admin, by client credentials."""
        realm = f"{self.environment['FEDREALM_SERVER_URL']}/realms/{self.realm}"
        answer = requests.post(
            f"{realm}/protocol/openid-connect/token",
            data={
                "grant_type": "client_credentials",
                "client_id": "fedn-admin",
                "client_secret": self.admin_secret.read_text(encoding="utf-8").strip(),
            },
            timeout=30,
        )
        return Masked(answer.json()["access_token"])

    def add_site(self, name: str, controller: str, folder: Path) -> Path:
        """Makes a site; the folder with its files."""
        self.run("site", "add", name, "--controller", controller, "--out", str(folder))
        return folder / name


def _without_fedrealm() -> dict[str, str]:
    """The command line reads its own variables from the setup file alone."""
    return {name: text for name, text in os.environ.items() if not name.startswith("FEDREALM_")}


@dataclass(frozen=True)
class RunningFederation:
    """A controller with a combiner behind it.

    `combiner` is the combiner's address with TLS, `authority` the file that vouches for it; a
    combiner without TLS has neither.
    """

    address: str
    combiner: str | None = None
    authority: Path | None = None


def free_port() -> int:
    """A port of the loopback address that nobody uses, and that no outgoing connection gets."""
    while True:
        port = random.randrange(20_000, 32_768)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


@contextmanager
def running_federation(
    folder: Path, environment: str, combiner: str | None = None
) -> Iterator[RunningFederation]:
    """Starts serve_federation.py in a shell that reads what `fedrealm fedn env` printed."""
    port = free_port()
    (folder / "fedn.env").write_text(environment, encoding="utf-8")
    command = ". ./fedn.env; exec " + shlex.join(
        [sys.executable, str(HERE / "serve_federation.py"), str(folder), str(port)]
        + ([combiner] if combiner else [])
    )
    modules = {"PYTHONPATH": str(HERE.with_name("fedn"))}
    with Program(["sh", "-c", command], folder, modules, stdin=subprocess.PIPE) as program:
        program.wait_for("ready")
        authority = folder / "combiner.pem" if combiner else None
        yield RunningFederation(f"http://127.0.0.1:{port}", combiner, authority)


@contextmanager
def site_program(
    command: Sequence[str], folder: Path, authority: Path | None = None
) -> Iterator[Program]:
    """Starts a program of a site in its folder, with the environment of its client.env.

    gRPC trusts servers that the authority's file vouches for.
    """
    lines = (folder / "client.env").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("=", 1) for line in lines if line and not line.startswith("#")]
    environment = {name: value for name, value in pairs}
    if authority:
        environment["GRPC_DEFAULT_SSL_ROOTS_FILE_PATH"] = str(authority)
    with Program(command, folder, environment) as program:
        yield program


class Program:
    """A process whose lines are read as they come."""

    def __init__(
        self,
        command: Sequence[str],
        folder: Path,
        environment: Mapping[str, str],
        stdin: int = subprocess.DEVNULL,
    ) -> None:
        self.lines: list[str] = []
        self._process = subprocess.Popen(
            list(command),
            cwd=folder,
            env={**os.environ, **environment, "PYTHONUNBUFFERED": "1"},
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            self.lines.append(line.rstrip("\n"))

    def wait_for(self, text: str, times: int = 1, since: int = 0) -> None:
        """Waits until so many lines after the first `since` ones hold a text."""
        self.wait(lambda: sum(text in line for line in self.lines[since:]) >= times, text)

    def wait(self, condition: Callable[[], bool], what: str) -> None:
        """Waits for a condition."""
        limit = time.monotonic() + LIMIT_SECONDS
        while not condition():
            if time.monotonic() > limit or not self._reader.is_alive():
                raise SiteProblem(f"waited for {what!r} in vain:\n" + "\n".join(self.lines[-30:]))
            time.sleep(0.1)

    def __enter__(self) -> Program:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.stdin:
            self._process.stdin.close()
        self._process.terminate()
        try:
            self._process.wait(30)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reader.join(10)
