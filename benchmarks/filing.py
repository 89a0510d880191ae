"""The parts of the measurement of filing, each a process of its own that prints JSON. Run by `complaints`.

prepare: tables and an institution. people: fifty at once over HTTP. direct: the same INSERTs by SQL.
flood: one source sends all it can while others file.
"""

from __future__ import annotations

import http.client
import json
import os
import statistics
import sys
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

PEOPLE = 50
OTHERS = 5
FLOODING = 16
SECONDS = float(os.environ.get("BENCH_COMPLAINTS_SECONDS", "60"))
FLOOD_SECONDS = float(os.environ.get("BENCH_FLOOD_SECONDS", "60"))
CONNECTIONS = 16  # as many as the web server has: two workers of eight threads
PATH = "/api/v1/complaints/"
STORY = "一次收了一年的学费，孩子上了两次课，要求退费，负责人一直推脱，说老板不在。"


def address(number: int) -> str:
    """One of many addresses of a net kept for tests."""
    return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


@dataclass
class Sender:
    """One person's browser: a connection that is kept, and what came of each complaint."""

    port: int
    institution: str
    taken: list[float] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    refused: int = 0
    failed: int = 0
    connection: http.client.HTTPConnection | None = None

    def send(self, source: str) -> None:
        body = json.dumps(
            {"kind": "fees", "description": STORY, "institution": self.institution, "consent": True}
        )
        headers = {"Content-Type": "application/json", "X-Forwarded-For": source}
        headers["Idempotency-Key"] = str(uuid.uuid4())
        started = time.perf_counter()
        try:
            self.connection = self.connection or http.client.HTTPConnection(
                "127.0.0.1", self.port, timeout=60
            )
            self.connection.request("POST", PATH, body.encode(), headers)
            response = self.connection.getresponse()
            said = response.read()
        except (OSError, http.client.HTTPException):
            self.connection = None
            self.failed += 1
            return
        self.taken.append(time.perf_counter() - started)
        if response.status == 201:
            self.numbers.append(json.loads(said)["number"])
        elif response.status == 429:
            self.refused += 1
        else:
            self.failed += 1


def senders(count: int) -> list[Sender]:
    return [Sender(int(os.environ["BENCH_PORT"]), os.environ["BENCH_INSTITUTION"]) for _ in range(count)]


def at_once(work: list[Callable[[], None]]) -> None:
    threads = [threading.Thread(target=one) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def p95(taken: list[float]) -> float:
    return statistics.quantiles(taken, n=20)[-1]


def stored(numbers: list[str]) -> int:
    from complaints.models import Complaint

    return sum(
        Complaint.objects.filter(number__in=numbers[at : at + 1000]).count()
        for at in range(0, len(numbers), 1000)
    )


def prepare() -> dict[str, Any]:
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from institutions.models import Institution
    from portal.regions.models import District

    district = District.objects.get(slug="360102")
    made = Institution.objects.create(code="91360102MA35BENCH1", name="新苗培训学校", district=district)
    return {"institution": made.code}


def people() -> dict[str, Any]:
    """Each files one after the other, from another address each time, as long as it lasts."""
    for warm, sender in enumerate(senders(2 * CONNECTIONS)):
        sender.send(address(9_000_000 + warm))
    those, until = senders(PEOPLE), time.monotonic() + SECONDS

    def person(sender: Sender, place: int) -> None:
        sent = 0
        while time.monotonic() < until:
            sender.send(address(place * 100_000 + sent))
            sent += 1

    began = time.monotonic()
    at_once([lambda s=sender, p=place: person(s, p) for place, sender in enumerate(those)])
    taken = [one for sender in those for one in sender.taken]
    numbers = [number for sender in those for number in sender.numbers]
    not_taken = sum(sender.failed + sender.refused for sender in those)
    return {
        "people": PEOPLE,
        "seconds": time.monotonic() - began,
        "filed": len(numbers),
        "lost": not_taken + len(numbers) - stored(list(set(numbers))),
        "p95": p95(taken),
        "median": statistics.median(taken),
    }


def flood() -> dict[str, Any]:
    """One source sends without a pause, others a complaint a second each."""
    from complaints.rules.limits import FILING

    flooding, others = senders(FLOODING), senders(OTHERS)
    until = time.monotonic() + FLOOD_SECONDS

    def pour(sender: Sender) -> None:
        while time.monotonic() < until:
            sender.send("203.0.113.5")

    def file(sender: Sender, place: int) -> None:
        sent = 0
        time.sleep(0.2 * place)
        while time.monotonic() < until:
            sender.send(address(place * 100_000 + sent))
            sent += 1
            time.sleep(1)

    work: list[Callable[[], None]] = [lambda s=sender: pour(s) for sender in flooding]
    work += [lambda s=sender, p=place: file(s, p) for place, sender in enumerate(others)]
    began = time.monotonic()
    at_once(work)
    numbers = [number for sender in others for number in sender.numbers]
    return {
        "seconds": time.monotonic() - began,
        "sent": sum(len(s.taken) + s.failed for s in flooding),
        "flood_filed": sum(len(s.numbers) for s in flooding),
        "limit": FILING.times,
        "others": sum(len(s.numbers) + s.refused + s.failed for s in others),
        "through": stored(numbers),
        "p95": p95([one for s in others for one in s.taken]),
    }


def main(part: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    import django

    django.setup()
    from benchmarks import direct

    parts = {"prepare": prepare, "people": people, "flood": flood, "direct": direct.measure}
    print(json.dumps(parts[part](), ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1])
