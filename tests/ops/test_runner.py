"""`make test` runs what it can and says what it could not."""

import sys
from contextlib import contextmanager
from types import ModuleType

import pytest

from tests.ops.script import ROOT, load_script

REPORT = """<testsuites><testsuite tests="10" failures="1" errors="1" skipped="2"/></testsuites>"""


@pytest.fixture
def runner(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    monkeypatch.delenv("TEST_DATABASE_URL", raising=False)
    monkeypatch.delenv("TEST_REDIS_URL", raising=False)
    return load_script("test")


@contextmanager
def nothing():
    raise sys.modules["private_services"].NotToBeHad("it is not installed")
    yield


@contextmanager
def something():
    yield "redis://127.0.0.1:1/0"


def test_the_last_line_adds_up_what_both_halves_did(runner, tmp_path):
    report = tmp_path / "report.xml"
    report.write_text(REPORT)
    counts = runner.count(report) + runner.count(report)
    assert dict(counts) == {"passed": 12, "failed": 4, "skipped": 4}


def test_without_postgresql_the_second_half_is_said_not_to_have_run(runner, monkeypatch):
    ran = []
    monkeypatch.setattr(runner.private_services, "postgres", nothing)
    monkeypatch.setattr(runner, "pytest", lambda *args, **env: ran.append(args))
    outcome = runner.Outcome()
    runner.run_postgres(outcome)
    assert not ran
    assert outcome.remarks == [
        "NOT RUN on PostgreSQL: it is not installed. Set TEST_DATABASE_URL or install it."
    ]


def test_servers_that_are_named_are_used_and_none_is_started(runner, monkeypatch):
    given = {}
    monkeypatch.setenv("TEST_DATABASE_URL", "postgres://somewhere/test")
    monkeypatch.setattr(runner.private_services, "postgres", nothing)
    monkeypatch.setattr(runner.private_services, "redis", something)
    monkeypatch.setattr(runner, "pytest", lambda *args, env: given.update(env))
    runner.run_postgres(runner.Outcome())
    assert given["DATABASE_URL"] == "postgres://somewhere/test"
    assert given["REDIS_URL"] == given["TEST_REDIS_URL"] == "redis://127.0.0.1:1/0"


def test_without_redis_the_second_half_runs_and_says_so(runner, monkeypatch):
    given = {}
    monkeypatch.setenv("TEST_DATABASE_URL", "postgres://somewhere/test")
    monkeypatch.setattr(runner.private_services, "redis", nothing)
    monkeypatch.setattr(runner, "pytest", lambda *args, env: given.update(env))
    outcome = runner.Outcome()
    runner.run_postgres(outcome)
    assert "REDIS_URL" not in given
    assert outcome.remarks[0].startswith("Run WITHOUT Redis")


def test_a_missing_browser_fails_the_run_and_is_said(runner, monkeypatch):
    monkeypatch.setattr(runner, "browser", lambda: None)
    monkeypatch.setattr(runner, "apt_install", lambda *packages: False)
    outcome = runner.Outcome()
    runner.prepare_browser(outcome)
    assert outcome.failed == ["the browser tests"]
    assert "No Chromium" in outcome.remarks[0]


def test_where_nothing_is_installed_each_service_says_why(runner, monkeypatch):
    services = runner.private_services
    monkeypatch.setattr(services.shutil, "which", lambda name: None)
    with pytest.raises(services.NotToBeHad, match="Redis is not installed"), services.redis():
        pass
