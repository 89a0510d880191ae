"""Makes .venv from the locked requirements. Doing it again with the same lock does nothing.

Usage: scripts/install.sh [run|dev]    (it finds a Python and calls this file)
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / ".stamp-locks"
LOG = ROOT / "var" / "log" / "install.log"
UV_LOCK = "requirements-uv.lock"
# The second lock holds the first and the tools for tests and lint.
LOCKS = {"run": ["requirements.lock"], "dev": ["requirements.lock", "requirements-dev.lock"]}


class InstallFailed(Exception):
    """Said in one line."""


def fingerprint(lock: str) -> str:
    return f"{lock} {hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()}"


def installed() -> set[str]:
    return set(STAMP.read_text().splitlines()) if STAMP.exists() else set()


def venv_answers() -> bool:
    """A copied checkout or a removed Python leaves an environment that no longer starts."""
    if not PYTHON.exists():
        return False
    where = "import sys; sys.exit(sys.version_info < (3, 11))"
    return subprocess.run([PYTHON, "-c", where], capture_output=True).returncode == 0


def run(command: list[str | Path], env: dict[str, str] | None = None) -> bool:
    with LOG.open("a", encoding="utf-8") as log:
        log.write(f"$ {' '.join(map(str, command))}\n")
        log.flush()
        done = subprocess.run(command, stdout=log, stderr=subprocess.STDOUT, env=env, cwd=ROOT)
    return done.returncode == 0


def make_venv() -> None:
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise InstallFailed(
            f"{sys.executable} has no venv module. On Debian and Ubuntu: apt-get install python{version}-venv"
        )
    shutil.rmtree(VENV, ignore_errors=True)
    if not run([sys.executable, "-m", "venv", VENV]):
        raise InstallFailed(f"The environment {VENV} could not be made{last_words()}")


def mirror() -> dict[str, str]:
    """uv does not read pip's configuration: hand it the index that this machine's pip uses."""
    env = dict(os.environ)
    asked = subprocess.run(
        [PYTHON, "-m", "pip", "config", "get", "global.index-url"], capture_output=True, text=True
    )
    index = os.environ.get("PIP_INDEX_URL") or asked.stdout.strip()
    if index:
        env.setdefault("UV_DEFAULT_INDEX", index)
    if os.environ.get("PIP_CERT"):
        env.setdefault("SSL_CERT_FILE", os.environ["PIP_CERT"])
    return env


def install_lock(lock: str) -> None:
    """Install with uv, which takes seconds where pip takes minutes; with pip where uv is not to be had."""
    pip: list[str | Path] = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    uv: list[str | Path] = [PYTHON, "-m", "uv", "pip", "install", "--quiet", "--python", PYTHON]
    has_uv = run([PYTHON, "-m", "uv", "--version"]) or run([*pip, "--require-hashes", "-r", UV_LOCK])
    if has_uv and run([*uv, "--require-hashes", "-r", lock], env=mirror()):
        return
    if not run([*pip, "--require-hashes", "-r", lock]):
        raise InstallFailed(f"Installing {lock} failed{last_words()}")


def last_words() -> str:
    """The last line that says what went wrong, and where the rest is."""
    lines = [line.strip() for line in LOG.read_text(encoding="utf-8", errors="replace").splitlines()]
    errors = [line for line in lines if line.lower().startswith(("error", "×", "fatal", "oserror"))]
    said = (errors or [line for line in lines if line] or [""])[-1][:300]
    return f": {said} (all of it: {LOG.relative_to(ROOT)})"


def up_to_date(kind: str) -> bool:
    return {fingerprint(lock) for lock in LOCKS[kind]} <= installed()


def install(kind: str) -> None:
    if up_to_date(kind) and venv_answers():
        return
    LOG.parent.mkdir(parents=True, exist_ok=True)
    LOG.write_text("", encoding="utf-8")
    lock = LOCKS[kind][-1]
    print(f"Installing {lock} into .venv (the first time takes a minute) …", flush=True)
    if not venv_answers():
        make_venv()
    STAMP.unlink(missing_ok=True)
    install_lock(lock)
    STAMP.write_text("\n".join(sorted(map(fingerprint, LOCKS[kind]))) + "\n")


def main(arguments: list[str]) -> int:
    kind = arguments[0] if arguments else "run"
    if kind not in LOCKS:
        print(f"Nothing to install by the name of {kind}: run or dev.", file=sys.stderr)
        return 2
    if "--only-look" in arguments:
        return 0 if up_to_date(kind) else 1
    try:
        install(kind)
    except (InstallFailed, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
