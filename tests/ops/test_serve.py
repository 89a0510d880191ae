"""`make run`: one line says where to go, one line says what is wrong, and Ctrl-C ends all of it."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ops.script import ROOT, load_script

SERVE = [sys.executable, str(ROOT / "scripts/serve.py")]
ENGLISH = {"LANG": "en_US.UTF-8", "LC_ALL": "en_US.UTF-8"}


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def run(port: object, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*SERVE, str(port)], env=os.environ | ENGLISH | env, capture_output=True, text=True, timeout=60
    )


def test_a_port_in_use_is_said_in_one_line(taken):
    done = run(taken)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert f"Port {taken} is in use" in done.stderr


def test_it_speaks_chinese_where_the_machine_does(taken):
    done = run(taken, LANG="zh_CN.UTF-8", LC_ALL="zh_CN.UTF-8")
    assert f"端口 {taken} 已被占用" in done.stderr


@pytest.mark.parametrize("port", ["web", "0", "65536", "-1"])
def test_what_is_no_port_is_refused_in_one_line(port):
    done = run(port)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "is no port" in done.stderr


def test_a_start_that_cannot_be_is_one_line_and_no_traceback(tmp_path):
    done = run(free_port(), VAR_DIR=str(tmp_path), DEMO="0")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "SECRET_KEY" in done.stderr


def test_a_process_that_ends_is_named_with_its_last_words(tmp_path, monkeypatch):
    serve = load_script("serve")
    monkeypatch.setattr(serve, "LOGS", tmp_path)
    child = serve.start("worker", "no_such_module")
    child.process.wait(20)
    assert serve.fallen([child]) is child
    said = str(serve.report_fallen(child))
    assert "worker" in said
    assert "No module named no_such_module" in said
    assert str(tmp_path / "worker.log") in said


@pytest.fixture
def remembering(tmp_path, monkeypatch):
    """The script over a folder of its own, and how often it asked the database."""
    serve = load_script("serve")
    asked: list[str] = []
    monkeypatch.setattr(serve, "VAR", tmp_path)
    monkeypatch.setattr(serve, "READY", tmp_path / "ready")
    monkeypatch.setattr(serve, "prepare_database", lambda: asked.append("asked") or "who can sign in")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    serve.asked = asked
    return serve


def test_a_database_found_in_order_is_not_asked_again(remembering, tmp_path):
    (tmp_path / "db.sqlite3").touch()
    assert [remembering.prepare() for _ in range(3)] == ["who can sign in"] * 3
    assert len(remembering.asked) == 1


def test_another_database_or_another_requirement_is_asked(remembering, tmp_path, monkeypatch):
    (tmp_path / "db.sqlite3").touch()
    remembering.prepare()
    (tmp_path / "db.sqlite3").rename(tmp_path / "old.sqlite3")
    remembering.prepare()
    (tmp_path / "db.sqlite3").touch()
    remembering.prepare()
    monkeypatch.setenv("DEMO", "0")
    remembering.prepare()
    assert len(remembering.asked) == 4


def test_a_database_server_is_asked_every_time(remembering, tmp_path, monkeypatch):
    (tmp_path / "db.sqlite3").touch()
    monkeypatch.setenv("DATABASE_URL", "postgres://portal@127.0.0.1/portal")
    remembering.prepare()
    remembering.prepare()
    assert len(remembering.asked) == 2


def group_members(leader: int) -> list[int]:
    """Processes that this one started, wherever in the tree, read from /proc."""
    parents = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if fields[0] != "Z":
            parents[int(status.parent.name)] = int(fields[1])
    found: list[int] = []
    wave = [leader]
    while wave:
        wave = [pid for pid, parent in parents.items() if parent in wave]
        found += wave
    return found


@pytest.fixture
def migrated(tmp_path: Path) -> dict[str, str]:
    """A database as a first start leaves it, but for the demonstration city, which takes its time."""
    env = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "REDIS_URL")} | ENGLISH
    env |= {"VAR_DIR": str(tmp_path), "DEMO": "1"}
    manage = [sys.executable, str(ROOT / "manage.py")]
    subprocess.run([*manage, "migrate", "-v", "0"], env=env, check=True, timeout=120)
    somebody = "from portal.accounts.models import User; User.objects.create(username='somebody')"
    subprocess.run([*manage, "shell", "-v", "0", "-c", somebody], env=env, check=True, timeout=60)
    return env


def test_one_line_says_where_to_go_and_ctrl_c_ends_every_process(migrated):
    port = free_port()
    process = subprocess.Popen([*SERVE, str(port)], env=migrated, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert re.match(rf"Open http://127\.0\.0\.1:{port}/ — sign in as city .*, password ", line)
        time.sleep(1)
        started = group_members(process.pid)
        assert len(started) >= 3
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0
        assert process.stdout.read() == ""
        assert not [pid for pid in started if Path(f"/proc/{pid}").exists()]
        load_script("serve").refuse_taken(port)
    finally:
        process.kill()
