"""Serves the portal on this machine: web, worker and scheduler, until Ctrl-C.

Usage: scripts/serve.py [PORT]    (`make run PORT=8000` installs first)
"""

from __future__ import annotations

import contextlib
import hashlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("VAR_DIR") or ROOT / "var")
LOGS = VAR / "log"
READY = VAR / "ready"  # what the last start found in order, and the line it then said
HOST = "127.0.0.1"
PATIENCE = 60.0  # seconds for the web server to answer its first request
GRACE = 10.0  # seconds for the processes to end by themselves

sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")


class CannotServe(Exception):
    """Said in one line."""


def say(english: str, chinese: str) -> str:
    spoken = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return chinese if spoken.lower().startswith("zh") else english


def shown(path: Path) -> Path:
    return path.relative_to(ROOT) if path.is_relative_to(ROOT) else path


def port_of(arguments: list[str]) -> int:
    text = arguments[0] if arguments else "8000"
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise CannotServe(
            say(f"{text!r} is no port: give 1 to 65535.", f"端口 {text!r} 无效，应为 1 至 65535。")
        )
    return int(text)


def refuse_taken(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            raise CannotServe(
                say(
                    f"Port {port} needs more rights than you have: choose one from 1024 up.",
                    f"无权使用端口 {port}，请选用 1024 以上的端口。",
                )
            ) from None
        except OSError:
            raise CannotServe(
                say(
                    f"Port {port} is in use. Stop what is using it, or choose another: make run PORT={port + 1}",
                    f"端口 {port} 已被占用。请先停止占用它的程序，或换一个端口：make run PORT={port + 1}",
                )
            ) from None


def state_of_things() -> str | None:
    """All that a start depends on, in one digest; None where only the database itself can tell.

    Asking the database costs a second or two of imports. An embedded one that was in order is so still
    while it is the same file and there are the same migrations and requirements.
    """
    database = VAR / "db.sqlite3"
    if os.environ.get("DATABASE_URL") or not database.exists():
        return None
    migrations = [path for place in ("*", "portal/*") for path in ROOT.glob(f"{place}/migrations/*.py")]
    language, demo = say("en", "zh"), os.environ.get("DEMO", "")
    told = [language, demo, str(database.stat().st_ino), *sorted(map(str, migrations))]
    lock = (ROOT / "requirements.lock").read_bytes()
    return hashlib.sha256("\n".join(told).encode() + lock).hexdigest()


def prepare() -> str:
    """Bring words and database up to date; return the line on who can sign in."""
    import catalogues

    catalogues.compile_stale()
    before = READY.read_text(encoding="utf-8").split("\n", 1) if READY.exists() else [""]
    if before[0] and before[0] == state_of_things():
        return before[1]
    line = prepare_database()
    if found := state_of_things():
        READY.write_text(f"{found}\n{line}", encoding="utf-8")
    return line


def prepare_database() -> str:
    """Migrate, and load the demonstration where there is nobody; return the line on who can sign in."""
    import django
    from django.core.management import call_command
    from django.db import connection, connections
    from django.db.migrations.executor import MigrationExecutor

    try:
        django.setup()
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", interactive=False, verbosity=0)
        line = load_demonstration()
        connections.close_all()
        return line
    except Exception as error:  # whatever it is, it is said in one line
        reason = " ".join(str(error).split()) or type(error).__name__
        raise CannotServe(say(f"The portal cannot start: {reason}", f"系统无法启动：{reason}")) from error


def load_demonstration() -> str:
    """Load the demonstration city where there is nobody yet, and say who can sign in."""
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.core.management import call_command

    if not settings.DEMO:
        return say("no demonstration accounts", "无演示账号")
    if not get_user_model()._default_manager.exists():
        print(say("Loading the demonstration city …", "正在载入演示数据……"), flush=True)
        with (LOGS / "demo.log").open("w", encoding="utf-8") as log:
            call_command("demo", stdout=log)
    from portal.demo import accounts

    names = " ".join(accounts.SHOWN)
    code = ".venv/bin/python manage.py demo_code"
    return say(
        f"sign in as {names}, password {accounts.PASSWORD} (city, admin: second step from {code})",
        f"账号 {names}，密码 {accounts.PASSWORD}（city、admin 的动态码：{code}）",
    )


@dataclass
class Child:
    name: str
    process: subprocess.Popen[bytes]
    log: Path

    def last_words(self) -> str:
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return next((line.strip() for line in reversed(lines) if line.strip()), "")[:300]

    def signal(self, number: int) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)


def start(name: str, *command: str) -> Child:
    """Start a process in a group of its own: Ctrl-C reaches only us, and we pass it on."""
    log = LOGS / f"{name}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", *command],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    return Child(name, process, log)


def start_web(port: int) -> Child:
    workers = str(min(os.cpu_count() or 1, 4))
    address = ("--host", HOST, "--port", str(port))
    size = ("--workers", workers, "--blocking-threads", "4", "--backpressure", "64")
    quiet = ("--log-level", "warning", "--no-ws")
    return start("web", "granian", "--interface", "wsgi", *address, *size, *quiet, "portal.wsgi:application")


def start_worker() -> Child:
    pool = ("--pool", "threads", "--concurrency", "2")
    alone = ("--without-gossip", "--without-mingle", "--without-heartbeat")
    return start("worker", "celery", "-A", "portal", "worker", *pool, *alone, "--loglevel", "warning")


def start_beat() -> Child:
    return start("beat", "celery", "-A", "portal", "beat", "--pidfile=", "--loglevel", "warning")


def fallen(children: list[Child]) -> Child | None:
    return next((child for child in children if child.process.poll() is not None), None)


def report_fallen(child: Child) -> CannotServe:
    where, words = shown(child.log), child.last_words()
    code = child.process.returncode
    return CannotServe(
        say(
            f"The {child.name} process ended ({code}), so all were stopped: {words} (all of it: {where})",
            f"{child.name} 进程已退出（{code}），全部停止：{words}（详见 {where}）",
        )
    )


def answers(port: int) -> bool:
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def wait_until_served(port: int, web: Child, stop: threading.Event) -> None:
    deadline = time.monotonic() + PATIENCE
    while not stop.is_set() and not answers(port):
        if web.process.poll() is not None:
            raise report_fallen(web)
        if time.monotonic() > deadline:
            raise CannotServe(f"The web server did not answer in {PATIENCE:.0f} s: see {shown(web.log)}")
        stop.wait(0.05)


def end(children: list[Child]) -> None:
    for child in children:
        child.signal(signal.SIGTERM)
    deadline = time.monotonic() + GRACE
    for child in children:
        try:
            child.process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.signal(signal.SIGKILL)
            child.process.wait()
    for child in children:
        child.signal(signal.SIGKILL)  # what a child may have left behind


def serve(port: int, accounts: str) -> None:
    stop = threading.Event()

    def ask_to_stop(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, ask_to_stop)
    children = [start_web(port)]
    try:
        wait_until_served(port, children[0], stop)
        children += [start_worker(), start_beat()]
        if not stop.is_set():
            url = f"http://{HOST}:{port}/"
            print(
                say(
                    f"Open {url} — {accounts}. Ctrl-C stops it.",
                    f"请打开 {url} —— {accounts}。按 Ctrl-C 停止。",
                ),
                flush=True,
            )
        while not stop.wait(0.3):
            if child := fallen(children):
                raise report_fallen(child)
    finally:
        end(children)


def main(arguments: list[str]) -> int:
    try:
        port = port_of(arguments)
        refuse_taken(port)
        LOGS.mkdir(parents=True, exist_ok=True)
        serve(port, prepare())
    except CannotServe as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
