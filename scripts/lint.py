"""Runs every check that needs no database and says all that is wrong, not only the first.

Usage: scripts/lint.py [NAME …]    (`make lint` installs first)
"""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import time
from base64 import urlsafe_b64encode
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
BIN = Path(PYTHON).parent

CHECKS: dict[str, list[str]] = {
    "types": [PYTHON, "-m", "mypy"],
    "ruff": [PYTHON, "-m", "ruff", "check", "."],
    "format": [PYTHON, "-m", "ruff", "format", "--check", "."],
    "contracts": [str(BIN / "lint-imports"), "--no-logo"],
    "templates": [PYTHON, "-m", "djlint", "templates", "--lint", "--quiet"],
    "catalogues": [PYTHON, "scripts/catalogues.py", "check"],
    "migrations": [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"],
    "deploy": [PYTHON, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
}


def production() -> dict[str, str]:
    """The environment of a bureau's server, with secrets that nobody keeps."""
    return {
        "DEMO": "0",
        "ALLOWED_HOSTS": "portal.example.org",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "SIGNING_KEY": secrets.token_hex(32),
        "ENCRYPTION_KEYS": urlsafe_b64encode(secrets.token_bytes(32)).decode(),
    }


def run(name: str) -> tuple[int, str, float]:
    env = os.environ | {"PYTHONWARNINGS": "ignore"} | (production() if name == "deploy" else {})
    started = time.monotonic()
    done = subprocess.run(
        CHECKS[name], cwd=ROOT, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    return done.returncode, done.stdout + done.stderr, time.monotonic() - started


def main(arguments: list[str]) -> int:
    names = arguments or list(CHECKS)
    unknown = [name for name in names if name not in CHECKS]
    if unknown:
        print(
            f"No check by the name of {', '.join(unknown)}: there are {', '.join(CHECKS)}.", file=sys.stderr
        )
        return 2
    failed = []
    with ThreadPoolExecutor(max_workers=2) as pool:
        results: dict[str, Future[tuple[int, str, float]]] = {name: pool.submit(run, name) for name in names}
        for name, future in results.items():
            code, output, seconds = future.result()
            print(f"{'ok    ' if code == 0 else 'FAILED'} {name} ({seconds:.0f} s)", flush=True)
            if code != 0:
                failed.append(name)
                print(output.rstrip(), flush=True)
    if failed:
        print(f"Lint failed: {', '.join(failed)}.", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
