"""A real NVIDIA FLARE federation on loopback: provisioned, started and asked as its operators do."""

from __future__ import annotations

import copy
import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, Callable, Mapping

import psutil
from nvflare.fuel.flare_api.flare_api import Session, new_secure_session

PROJECT = "demo"
ORGANISATIONS = {"site-1": "org_a", "site-2": "org_b"}
PACKAGE = Path(__file__).resolve().parents[5] / "integrations" / "nvflare"
START_SECONDS = 60.0
JOB_SECONDS = 90.0

# Everybody of these has a certificate that says org_a and lead; what Keycloak says is another matter.
PEOPLE = ("lead", "stranger", "elsewhere", "junior")

_OWN_CODE = """from nvflare.app_common.np.np_trainer import NPTrainer


class OwnTrainer(NPTrainer):
    pass
"""


class Federation:
    """Server, two sites and admins."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        # More environment variables for a participant's process, by its name.
        self.environment: dict[str, dict[str, str]] = {}
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        self._sessions: dict[str, Session] = {}
        self._provision()

    def kit(self, name: str) -> Path:
        """The startup kit of a participant."""
        return self._folder / "ws" / PROJECT / "prod_00" / name

    def start_server(self) -> None:
        self._start("localhost", "server", "server_train", "fed_server.json", [])
        self.wait("the server", lambda: self.session("lead") is not None)

    def start_site(self, site: str) -> None:
        self._start(site, "client", "client_train", "fed_client.json", [f"uid={site}", "heart_beat_interval=2"])

    def restart_site(self, site: str) -> None:
        """Starts a site that has ended, and waits until the server lets it in.

        That it counts as connected would say nothing yet: the server forgets a killed one only after a while.
        """
        before = self._registrations(site)
        self.start_site(site)
        self.wait(f"{site} is registered", lambda: self._registrations(site) > before)

    def _registrations(self, site: str) -> int:
        permitted = '"action": "register", "decision": "permit"'
        lines = self.log("localhost").splitlines()
        return sum(permitted in line and f'"site": "{site}"' in line for line in lines)

    def restart_server(self) -> None:
        """Kills the server and starts it again; admins sign in anew."""
        self._close_sessions()
        self.stop("localhost")
        self.start_server()

    def stop(self, name: str) -> None:
        """Kills a participant's process, as a power cut does."""
        process = self._processes.pop(name, None)
        if process:
            with suppress(ProcessLookupError):  # it has ended by itself
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def _close_sessions(self) -> None:
        for session in self._sessions.values():
            with suppress(Exception):  # its server may be gone
                session.close()
        self._sessions.clear()

    def close(self) -> None:
        self._close_sessions()
        for name in list(self._processes):
            self.stop(name)

    def alive(self, site: str) -> bool:
        return self._processes[site].poll() is None

    def session(self, person: str, study: str = "default") -> Session:
        """An admin's FLARE API session, kept."""
        key = f"{person} in {study}"
        if key not in self._sessions:
            self._sessions[key] = self.new_session(person, study)
        return self._sessions[key]

    def new_session(self, person: str, study: str = "default") -> Session:
        name = f"{person}@example.test"
        return new_secure_session(name, str(self.kit(name)), timeout=START_SECONDS, study=study)

    def wait_ended(self, name: str) -> None:
        """Waits until a participant's process has ended by itself."""
        process = self._processes[name]
        self.wait(f"{name} has ended", lambda: process.poll() is not None)

    def files(self) -> list[Path]:
        """Every file that provisioning and processes have left."""
        return [file for file in self._folder.rglob("*") if file.is_file()]

    def connected(self) -> set[str]:
        """The sites that the server counts as connected."""
        return {client.name for client in self.session("lead").get_system_info().client_info}

    def wait_connected(self, *sites: str, seconds: float = START_SECONDS) -> float:
        """Waits until exactly these sites are connected; tells how long it took."""
        began = time.monotonic()
        self.wait(f"connected: {sites}", lambda: self.connected() == set(sites), seconds)
        return time.monotonic() - began

    def submit(
        self,
        person: str,
        name: str,
        study: str = "default",
        session: Session | None = None,
        own_code: bool = False,
        rounds: int = 1,
        **meta: Any,
    ) -> str:
        """Submits a job that trains some rounds of nothing much, a second each if there are several; its id."""
        job = self._job(name, meta, rounds)
        if own_code:
            _bring_own_code(job)
        return str((session or self.session(person, study)).submit_job(str(job)))

    def finished(self, job: str, study: str = "default") -> Mapping[str, Any]:
        """The job's details when it has ended."""

        def ended() -> bool:
            return bool(self.details(job, study)["status"].startswith("FINISHED"))

        self.wait(f"job {job} has ended", ended, JOB_SECONDS)
        return self.details(job, study)

    def details(self, job: str, study: str = "default") -> Mapping[str, Any]:
        details = self.session("lead", study).get_job_meta(job)
        assert isinstance(details, dict)
        return details

    def until_refused(self, job: str, reason: str, study: str = "default") -> Mapping[str, Any]:
        """Waits until a site has refused a job for a reason; the job's details."""

        def refused() -> bool:
            return reason in str(self.details(job, study).get("fedrealm_refusals"))

        self.wait(f"refused: {reason}", refused, JOB_SECONDS)
        return self.details(job, study)

    def ran_at(self, job: str, site: str) -> bool:
        """Whether the site has a folder of the job's run."""
        return (self.kit(site) / job).is_dir()

    def results(self, job: str, site: str) -> int:
        """How many results of a site the running job has taken."""
        log = self.kit("localhost") / job / "log.txt"
        return log.read_text(errors="replace").count(f"got result from client {site} ") if log.exists() else 0

    def runs(self, job: str, site: str) -> bool:
        """Whether a process of the site works on the job."""
        processes = psutil.Process(self._processes[site].pid).children(recursive=True)
        for process in processes:
            with suppress(psutil.Error):  # it has ended meanwhile
                if job in process.cmdline() and process.status() != psutil.STATUS_ZOMBIE:
                    return True
        return False

    def log(self, name: str) -> str:
        """What a participant has written so far: its log, its audit file and its output."""
        files = ["log.txt", "audit.log", "output.txt"]
        texts = [self.kit(name) / file for file in files]
        return "\n".join(text.read_text(errors="replace") for text in texts if text.exists())

    def wait(self, what: str, holds: Callable[[], bool], seconds: float = START_SECONDS) -> None:
        """Waits until something holds."""
        ends = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < ends, f"after {seconds:.0f} s still not: {what}"
            time.sleep(0.3)

    def _provision(self) -> None:
        people = "".join(
            f"  - {{name: {person}@example.test, type: admin, org: org_a, role: lead}}\n"
            for person in PEOPLE
        )
        people += "  - {name: boss@example.test, type: admin, org: org_a, role: project_admin}\n"
        sites = "".join(
            f"  - {{name: {site}, type: client, org: {org}}}\n" for site, org in ORGANISATIONS.items()
        )
        learn, admin = _free_ports(2)
        (self._folder / "project.yml").write_text(
            f"""api_version: 3
name: {PROJECT}
description: fedrealm
participants:
  - {{name: localhost, type: server, org: org_a, fed_learn_port: {learn}, admin_port: {admin}, default_host: localhost}}
{sites}{people}builders:
  - {{path: nvflare.lighter.impl.workspace.WorkspaceBuilder, args: {{template_file: [master_template.yml]}}}}
  - {{path: nvflare.lighter.impl.static_file.StaticFileBuilder, args: {{config_folder: config}}}}
  - {{path: nvflare.lighter.impl.cert.CertBuilder}}
  - {{path: nvflare.lighter.impl.signature.SignatureBuilder}}
"""
        )
        subprocess.run(
            [sys.executable, "-m", "nvflare.lighter.provision", "-p", "project.yml", "-w", "ws"],
            cwd=self._folder,
            check=True,
            capture_output=True,
        )
        self._bind_to_loopback()

    def _bind_to_loopback(self) -> None:
        """The server listens on 127.0.0.1 only, and keeps its jobs in its own folder."""
        kit = self.kit("localhost")
        config = kit / "startup" / "fed_server.json"
        text = config.read_text().replace('"localhost:', '"127.0.0.1:')
        config.write_text(text.replace('"admin_server": "localhost"', '"admin_server": "127.0.0.1"'))
        resources = (kit / "local" / "resources.json.default").read_text()
        for place in ("jobs-storage", "snapshot-storage"):
            resources = resources.replace(f"/tmp/nvflare/{place}", str(kit / place))
        loaded = json.loads(resources)
        for component in loaded["components"]:
            if component["id"] == "job_scheduler":
                component["args"].update(min_schedule_interval=2.0, max_schedule_interval=4.0)
        (kit / "local" / "resources.json").write_text(json.dumps(loaded, indent=2))

    def _start(self, name: str, kind: str, module: str, config: str, settings: list[str]) -> None:
        kit = self.kit(name)
        org = ORGANISATIONS.get(name, "org_a")
        output = (kit / "output.txt").open("ab")
        self._processes[name] = subprocess.Popen(
            [
                sys.executable,
                "-m",
                f"nvflare.private.fed.app.{kind}.{module}",
                "-m",
                str(kit),
                "-s",
                config,
                "--set",
                "secure_train=true",
                f"org={org}",
                "config_folder=config",
                *settings,
            ],
            cwd=kit,
            env={
                **os.environ,
                **self.environment.get(name, {}),
                "PYTHONPATH": f"{PACKAGE / 'src'}{os.pathsep}{Path(__file__).parent}",
            },
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        output.close()

    def _job(self, name: str, meta: Mapping[str, Any], rounds: int) -> Path:
        folder = self._folder / "jobs" / f"{name}-{len(list((self._folder / 'jobs').glob('*')))}"
        config = folder / "app" / "config"
        config.mkdir(parents=True)
        job = {"name": name, "min_clients": 1, "deploy_map": {"app": ["@ALL"]}, "resource_spec": {}, **meta}
        (folder / "meta.json").write_text(json.dumps(job))
        server, client = copy.deepcopy((_SERVER_CONFIG, _CLIENT_CONFIG))
        server["workflows"][0]["args"]["num_rounds"] = rounds
        if rounds > 1:  # the slower site's result counts, too
            server["workflows"][0]["args"]["wait_time_after_min_received"] = 3
        client["executors"][0]["executor"]["args"]["sleep_time"] = 0 if rounds == 1 else 1
        (config / "config_fed_server.json").write_text(json.dumps(server))
        (config / "config_fed_client.json").write_text(json.dumps(client))
        return folder



def _bring_own_code(job: Path) -> None:
    custom = job / "app" / "custom"
    custom.mkdir()
    (custom / "own_code.py").write_text(_OWN_CODE)
    config = job / "app" / "config" / "config_fed_client.json"
    config.write_text(config.read_text().replace(_TRAINER, "own_code.OwnTrainer"))


_CORE = "nvflare.app_common"
_TRAINER = f"{_CORE}.np.np_trainer.NPTrainer"
_SERVER_CONFIG: dict[str, Any] = {
    "format_version": 2,
    "workflows": [
        {
            "id": "train",
            "path": f"{_CORE}.workflows.scatter_and_gather.ScatterAndGather",
            "args": {
                "min_clients": 1,
                "num_rounds": 1,
                "wait_time_after_min_received": 0,
                "aggregator_id": "aggregator",
                "persistor_id": "persistor",
                "shareable_generator_id": "generator",
                "train_task_name": "train",
            },
        }
    ],
    "components": [
        {"id": "persistor", "path": f"{_CORE}.np.np_model_persistor.NPModelPersistor"},
        {
            "id": "generator",
            "path": f"{_CORE}.shareablegenerators.full_model_shareable_generator.FullModelShareableGenerator",
        },
        {
            "id": "aggregator",
            "path": f"{_CORE}.aggregators.intime_accumulate_model_aggregator.InTimeAccumulateWeightedAggregator",
            "args": {"expected_data_kind": "WEIGHTS"},
        },
    ],
}
_CLIENT_CONFIG: dict[str, Any] = {
    "format_version": 2,
    "executors": [
        {"tasks": ["train"], "executor": {"path": _TRAINER, "args": {}}}
    ],
}


def _free_ports(count: int) -> list[int]:
    """Below those of outgoing connections: a server that is started again finds its port free."""
    candidates = random.sample(range(20_000, 32_768), 100)
    return [port for port in candidates if _is_free(port)][:count]


def _is_free(port: int) -> bool:
    with socket.socket() as probe, suppress(OSError):
        probe.bind(("127.0.0.1", port))
        return True
    return False
