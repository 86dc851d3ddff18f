"""FEDn's configuration is what each process is given, not what this shell happens to hold."""

from __future__ import annotations

import os

for name in [name for name in os.environ if name.startswith(("FEDN_", "OTEL_"))]:
    del os.environ[name]
os.environ["NO_PROXY"] = os.environ["no_proxy"] = "127.0.0.1,localhost"
