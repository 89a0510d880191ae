"""A large register brought in: beside django-import-export, beside COPY, and what reading the workbook takes.

All three are measured in one process of their own, on a PostgreSQL that is started for it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.figure import Figure

ROOT = Path(__file__).resolve().parent.parent
GOALS = {
    "import_vs_import_export": 60.0,
    "import_vs_copy": 6.0,
    "import_reading": 1.5,
    "import_memory": 400.0,
}


@cache
def measured() -> dict[str, Any]:
    """What the process below found, or `why` there is nothing."""
    sys.path.insert(0, str(ROOT / "scripts"))
    import private_services

    try:
        with private_services.postgres() as url, tempfile.TemporaryDirectory() as folder:
            own = {"DATABASE_URL": url, "VAR_DIR": folder, "REDIS_URL": ""}
            run = subprocess.run(
                [sys.executable, "-m", "benchmarks.importing"],
                cwd=ROOT,
                env=os.environ | own,
                stdout=subprocess.PIPE,
                check=False,
            )
            if run.returncode:
                return {"why": f"the measurement ended with {run.returncode}"}
            found: dict[str, Any] = json.loads(run.stdout)
            return found
    except private_services.NotToBeHad as reason:
        return {"why": str(reason)}


def promise(name: str) -> Callable[[], Figure]:
    def measure() -> Figure:
        found = measured()
        at_least = name == "import_vs_import_export"
        if "why" in found:
            return Figure(name, 0.0, GOALS[name], f"not measured: {found['why']}", at_least, measured=False)
        ratio, how = found[name]
        return Figure(name, ratio, GOALS[name], how, at_least)

    return measure


PROMISES = {name: promise(name) for name in GOALS}
