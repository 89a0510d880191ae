"""Runs every test: all of them on SQLite, then all but the browser's on PostgreSQL and Redis.

Usage: scripts/test.py [sqlite|postgres]    (`make test` installs first; with a name, only that half)

`TEST_DATABASE_URL` and `TEST_REDIS_URL` name servers to use; where they are not set, private ones are
started from installed binaries and stopped again. What could not be run is said in the last lines.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import catalogues
import private_services
from private_services import NotToBeHad

ROOT = Path(__file__).resolve().parent.parent
REPORTS = ROOT / "build" / "tests"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WORKERS = "2"
GIVEN = ("DATABASE_URL", "REDIS_URL", "TEST_REDIS_URL")  # each half gets its own, or none


@dataclass
class Outcome:
    counts: Counter[str] = field(default_factory=Counter)
    failed: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def apt_install(*packages: str) -> bool:
    """Install Debian packages where that is ours to do: as root, with apt at hand."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return False
    print(f"Installing {' '.join(packages)} …", flush=True)
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    quiet = {"env": env, "stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
    subprocess.run(["apt-get", "update", "-qq"], **quiet)  # type: ignore[call-overload]
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    return subprocess.run(install, **quiet).returncode == 0  # type: ignore[call-overload,no-any-return]


def browser() -> str | None:
    named = os.environ.get("CHROMIUM")
    return named or next((path for name in BROWSERS if (path := shutil.which(name))), None)


def speaks_chinese() -> bool:
    """Is there a font for what the screenshots show?"""
    if shutil.which("fc-list") is None:
        return True
    return bool(subprocess.run(["fc-list", ":lang=zh"], capture_output=True).stdout.strip())


def prepare_browser(outcome: Outcome) -> None:
    if browser() is None:
        apt_install("chromium", "fonts-noto-cjk")
    elif not speaks_chinese():
        apt_install("fonts-noto-cjk")
    if browser() is None:
        outcome.failed.append("the browser tests")
        outcome.remarks.append(
            "No Chromium was found, so the browser tests fail: install it (apt-get install chromium)."
        )
    elif not speaks_chinese():
        outcome.remarks.append(
            "No Chinese font was found: screenshots show boxes (apt-get install fonts-noto-cjk)."
        )


def count(report: Path) -> Counter[str]:
    suites = ET.parse(report).getroot().iter("testsuite")  # noqa: S314 - pytest wrote it just now
    counts: Counter[str] = Counter()
    for suite in suites:
        failed = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        skipped = int(suite.get("skipped", 0))
        counts.update(passed=int(suite.get("tests", 0)) - failed - skipped, failed=failed, skipped=skipped)
    return counts


def pytest(name: str, outcome: Outcome, *options: str, env: dict[str, str] | None = None) -> None:
    report = REPORTS / f"{name}.xml"
    report.unlink(missing_ok=True)
    print(f"── {name} " + "─" * 60, flush=True)
    started = time.monotonic()
    bare = {key: value for key, value in os.environ.items() if key not in GIVEN}
    command = [sys.executable, "-m", "pytest", "-q", "-n", WORKERS, f"--junitxml={report}", *options]
    code = subprocess.run(command, cwd=ROOT, env=bare | (env or {}), stdin=subprocess.DEVNULL).returncode
    if report.exists():
        outcome.counts.update(count(report))
    if code != 0:
        outcome.failed.append(name)
    print(f"── {name}: {time.monotonic() - started:.0f} s", flush=True)


def run_sqlite(outcome: Outcome) -> None:
    prepare_browser(outcome)
    pytest("sqlite", outcome)


@contextlib.contextmanager
def service(named: str | None, own: Callable[[], contextlib.AbstractContextManager[str]]) -> Iterator[str]:
    with contextlib.nullcontext(named) if named else own() as url:
        yield url


def run_postgres(outcome: Outcome) -> None:
    with contextlib.ExitStack() as stack:
        env: dict[str, str] = {}
        try:
            named = os.environ.get("TEST_DATABASE_URL")
            env["DATABASE_URL"] = stack.enter_context(service(named, private_services.postgres))
        except NotToBeHad as reason:
            outcome.remarks.append(f"NOT RUN on PostgreSQL: {reason}. Set TEST_DATABASE_URL or install it.")
            return
        try:
            named = os.environ.get("TEST_REDIS_URL")
            env["REDIS_URL"] = stack.enter_context(service(named, private_services.redis))
            env["TEST_REDIS_URL"] = env["REDIS_URL"]
        except NotToBeHad as reason:
            outcome.remarks.append(f"Run WITHOUT Redis: {reason}. Set TEST_REDIS_URL or install it.")
        pytest("postgres", outcome, "-m", "not browser", env=env)


HALVES = {"sqlite": run_sqlite, "postgres": run_postgres}


def main(arguments: list[str]) -> int:
    halves = arguments or list(HALVES)
    if not set(halves) <= set(HALVES):
        print(__doc__, file=sys.stderr)
        return 2
    REPORTS.mkdir(parents=True, exist_ok=True)
    catalogues.compile_stale()
    outcome = Outcome()
    for half in halves:
        HALVES[half](outcome)
    for remark in outcome.remarks:
        print(remark)
    if outcome.failed:
        print(f"FAILED: {', '.join(outcome.failed)}")
    counts = outcome.counts
    # The plain line that every reader of test logs understands.
    print(f"{counts['passed']} passed, {counts['failed']} failed, {counts['skipped']} skipped")
    return 1 if outcome.failed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
