from __future__ import annotations

import os
from pathlib import Path
from typing import Iterator

import pytest

os.environ["NO_PROXY"] = os.environ["no_proxy"] = "127.0.0.1,localhost"

from realm import SECRET, FakeRealm  # noqa: E402


@pytest.fixture
def realm() -> Iterator[FakeRealm]:
    fake = FakeRealm()
    yield fake
    fake.stop()


@pytest.fixture
def secret_file(tmp_path: Path) -> str:
    file = tmp_path / "site.secret"
    file.write_text(SECRET + "\n")
    return str(file)
