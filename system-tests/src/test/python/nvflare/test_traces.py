"""What is left on disk: no secret, and in the mode online no token anywhere."""

from __future__ import annotations

import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from federation import PACKAGE, Federation
from setup_file import Setup

_BEGINNING_OF_A_TOKEN = b"eyJhbGciOiJSUzI1NiIs"


def test_logs_and_kits_hold_no_secret_but_in_the_file_that_was_asked_for(federation: Federation, setup: Setup) -> None:
    secrets = [Path(file).read_bytes().strip() for file in setup.site_secrets.values()]

    for file in federation.files():
        if file.name == "fedrealm.secret":
            assert stat.S_IMODE(file.stat().st_mode) == 0o600
            continue
        content = file.read_bytes()
        assert not any(secret in content for secret in secrets), file


def test_logs_and_audit_files_hold_no_token(federation: Federation) -> None:
    logs = [file for file in federation.files() if file.suffix in (".txt", ".log", ".json")]
    logs = [file for file in logs if "jobs-storage" not in file.parts and file.name != "meta.json"]

    assert logs
    for file in logs:
        assert _BEGINNING_OF_A_TOKEN not in file.read_bytes(), file


def test_online_no_token_travels_with_a_job(federation: Federation) -> None:
    job = federation.submit("lead", "plain-job")
    federation.finished(job)

    assert "custom_props" not in federation.details(job)
    for file in federation.files():
        if job in file.as_posix():
            assert _BEGINNING_OF_A_TOKEN not in file.read_bytes(), file


def test_the_package_installs_from_its_folder_with_nothing_but_nvflare(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PYTHONPATH", raising=False)
    copy = tmp_path / "package"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info", "build"))
    target = tmp_path / "installed"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run(
        [*pip, "--no-deps", "--no-build-isolation", "--target", str(target), str(copy)], check=True
    )
    code = (
        "import fedrealm_nvflare.registration, fedrealm_nvflare.site_token,"
        "fedrealm_nvflare.job_gate, fedrealm_nvflare.admin"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": str(target)})
