"""Fifty people filing at once, and one source that floods while others file.

Measured against the web server as it is run, on a PostgreSQL that commits to the disk and, where there is one, a Redis started for it.
The people are a process of their own; the peer, the same INSERTs by SQL, is the same process against the same
database. Shorter with BENCH_COMPLAINTS_SECONDS and BENCH_FLOOD_SECONDS.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.figure import Figure

ROOT = Path(__file__).resolve().parent.parent
GOALS = {"complaints_filing_p95": 8.0, "complaints_flood": 1.0}
PATIENCE = 60.0


class DidNotServe(Exception):
    """Why the web server does not answer, in one line."""


@contextlib.contextmanager
def services() -> Iterator[dict[str, str]]:
    """Where database and cache are. Raises NotToBeHad where there is no PostgreSQL."""
    sys.path.insert(0, str(ROOT / "scripts"))
    import private_services

    with contextlib.ExitStack() as stack:
        url = stack.enter_context(private_services.postgres(durable=True))
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="portal-bench-"))
        redis = ""
        with contextlib.suppress(private_services.NotToBeHad):
            redis = stack.enter_context(private_services.redis())
        # The people come from many addresses, as behind the one proxy of an installation.
        yield {"DATABASE_URL": url, "VAR_DIR": folder, "REDIS_URL": redis, "PROXY_COUNT": "1"}


def is_up(port: int) -> bool:
    with contextlib.suppress(OSError):
        probe = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        probe.request("GET", "/readyz")
        return probe.getresponse().status == 200
    return False


@contextlib.contextmanager
def served(environment: dict[str, str]) -> Iterator[int]:
    """The portal on a free port, as `make run` serves it; ended with the block."""
    import private_services

    port = private_services.free_port()
    size = ("--workers", str(min(os.cpu_count() or 1, 4)), "--blocking-threads", "4", "--backpressure", "64")
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
    command += ["--port", str(port), *size, "--no-ws", "--log-level", "warning", "portal.wsgi:application"]
    log = Path(environment["VAR_DIR"]) / "web.log"
    with log.open("wb") as out:
        web = subprocess.Popen(  # noqa: S603 - our own words
            command, cwd=ROOT, env=environment, stdout=out, stderr=out, start_new_session=True
        )
    try:
        deadline = time.monotonic() + PATIENCE
        while not is_up(port):
            if web.poll() is not None or time.monotonic() > deadline:
                said = log.read_text(errors="replace").strip().splitlines() or ["it said nothing"]
                raise DidNotServe(f"the web server does not answer: {said[-1]}")
            time.sleep(0.1)
        yield port
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(web.pid, signal.SIGTERM)
        try:
            web.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(web.pid, signal.SIGKILL)
            web.wait()


def run(part: str, environment: dict[str, str]) -> dict[str, Any]:
    """What a part of `benchmarks.filing` found."""
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-m", "benchmarks.filing", part],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        check=False,
    )
    if done.returncode:
        raise DidNotServe(f"the measurement of {part} ended with {done.returncode}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@cache
def measured(part: str) -> dict[str, Any]:
    """What was found, or `why` there is nothing."""
    try:
        with services() as own:
            environment = os.environ | own
            prepared = run("prepare", environment)
            with served(environment) as port:
                environment |= {"BENCH_PORT": str(port), "BENCH_INSTITUTION": prepared["institution"]}
                found = run(part, environment)
            found["cache"] = "Redis" if own["REDIS_URL"] else "files"
            return found | (run("direct", environment) if part == "people" else {})
    except Exception as reason:  # whatever it is, the figure does not hold and says why
        return {"why": f"{type(reason).__name__}: {reason}"}


def filing_p95() -> Figure:
    name, found = "complaints_filing_p95", measured("people")
    if "why" in found:
        return Figure(name, 0.0, GOALS[name], f"not measured: {found['why']}", measured=False)
    ratio = found["p95"] / found["sql_p95"]
    how = (
        f"p95 {found['p95'] * 1000:.0f} ms (median {found['median'] * 1000:.0f} ms) of {found['filed']:,} "
        f"complaints by {found['people']} people at once in {found['seconds']:.0f} s over HTTP, {found['lost']} lost, "
        f"divided by p95 {found['sql_p95'] * 1000:.1f} ms (median {found['sql_median'] * 1000:.1f} ms) of the "
        f"same {found['statements']} INSERTs a complaint by SQL, {found['people']} at once through one pool of "
        f"{found['connections']} connections ({found['sql_filed']:,} in the same time); cache in {found['cache']}"
    )
    # A complaint that was lost makes the speed of the others worth nothing.
    return Figure(name, ratio, GOALS[name], how, measured=found["lost"] == 0)


def flood() -> Figure:
    name, found = "complaints_flood", measured("flood")
    if "why" in found:
        return Figure(name, 0.0, GOALS[name], f"not measured: {found['why']}", at_least=True, measured=False)
    how = (
        f"{found['through']} of {found['others']} complaints of others got through (p95 {found['p95'] * 1000:.0f} ms) "
        f"while one source sent {found['sent']:,} in {found['seconds']:.0f} s, of which {found['flood_filed']} were "
        f"filed (limit {found['limit']}); cache in {found['cache']}"
    )
    share = found["through"] / found["others"]
    # A flood that fills the queue is not held back, whoever else gets through.
    return Figure(
        name, share, GOALS[name], how, at_least=True, measured=found["flood_filed"] <= found["limit"]
    )


PROMISES: dict[str, Callable[[], Figure]] = {"complaints_filing_p95": filing_p95, "complaints_flood": flood}
