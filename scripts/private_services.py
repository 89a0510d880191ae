"""A PostgreSQL and a Redis of one's own, from installed binaries, for as long as a test run lasts.

Nothing of them stays, nothing else on the machine is touched: free ports, a folder under the temporary
one, and, where the caller is root (PostgreSQL refuses root), an unprivileged user.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

PATIENCE = 30.0


class NotToBeHad(Exception):
    """Why there is none, in one line."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def unprivileged_user() -> str | None:
    """Who runs PostgreSQL: ourselves, or somebody else where we are root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            pwd.getpwnam(name)
            return name
    raise NotToBeHad("PostgreSQL refuses to run as root, and there is no user postgres or nobody")


def postgres_binaries() -> Path:
    def newest_first(path: Path) -> float:
        version = path.parent.parent.name
        return -float(version) if version.replace(".", "", 1).isdigit() else 0.0

    candidates = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=newest_first)
    on_path = shutil.which("initdb")
    if on_path:
        candidates.insert(0, Path(on_path).resolve())
    for initdb in candidates:
        if (initdb.parent / "postgres").exists():
            return initdb.parent
    raise NotToBeHad("PostgreSQL is not installed (no initdb in PATH or /usr/lib/postgresql)")


def wait_for(name: str, port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    said = log.read_text(errors="replace").strip().splitlines()
    raise NotToBeHad(f"{name} did not start: {said[-1] if said else 'it said nothing'}")


@contextlib.contextmanager
def folder_for(user: str | None) -> Iterator[Path]:
    # Another user has to reach it, which a private TMPDIR may not allow.
    folder = Path(tempfile.mkdtemp(prefix="portal-", dir="/tmp" if user else None))  # noqa: S108
    try:
        if user:
            shutil.chown(folder, user)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def running(command: list[str], *, port: int, folder: Path, user: str | None = None) -> Iterator[None]:
    log = folder / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=folder,
            user=user,
            start_new_session=True,
        )
    try:
        wait_for(Path(command[0]).name, port, process, log)
        yield
    finally:
        process.send_signal(signal.SIGINT)  # PostgreSQL: fast shutdown; Redis: an orderly end
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def make_cluster(binaries: Path, folder: Path, user: str | None) -> Path:
    data = folder / "data"
    trusting = ["-U", "portal", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
    made = subprocess.run(
        [binaries / "initdb", "-D", data, *trusting], capture_output=True, text=True, cwd=folder, user=user
    )
    if made.returncode != 0:
        said = made.stderr.strip().splitlines() or ["it said nothing"]
        raise NotToBeHad(f"initdb failed: {said[-1]}")
    return data


@contextlib.contextmanager
def postgres(*, durable: bool = False) -> Iterator[str]:
    """Yield the URL of a PostgreSQL that forgets everything when the block ends.

    `durable`: until then it commits to the disk as an installation does, for measuring what a commit takes.
    """
    binaries, user, port = postgres_binaries(), unprivileged_user(), free_port()
    with folder_for(user) as folder:
        data = make_cluster(binaries, folder, user)
        careless = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        here = {"listen_addresses": "127.0.0.1", "unix_socket_directories": "", "port": str(port)}
        chosen = here if durable else here | careless
        options = [part for name, value in chosen.items() for part in ("-c", f"{name}={value}")]
        command = [str(binaries / "postgres"), "-D", str(data), *options]
        with running(command, port=port, folder=folder, user=user):
            yield f"postgres://portal@127.0.0.1:{port}/postgres"


@contextlib.contextmanager
def redis() -> Iterator[str]:
    """Yield the URL of a Redis that keeps nothing."""
    binary = shutil.which("redis-server") or shutil.which("valkey-server")
    if binary is None:
        raise NotToBeHad("Redis is not installed (no redis-server in PATH)")
    port = free_port()
    with folder_for(None) as folder:
        command = [binary, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        with running([*command, "--dir", str(folder)], port=port, folder=folder):
            yield f"redis://127.0.0.1:{port}/0"
