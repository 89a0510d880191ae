"""The peer of filing: the very INSERTs of a filed complaint, by SQL, as many at once, through one pool."""

from __future__ import annotations

import os
import re
import statistics
import threading
import time
import uuid
from collections import deque
from typing import Any

INSERT = re.compile(r"\s*INSERT\b", re.IGNORECASE)
Statement = tuple[str, tuple[Any, ...]]


def recorded() -> tuple[list[Statement], Any]:
    """The INSERTs of one complaint as the portal makes them, and the complaint."""
    from django.db import connection

    from complaints.services.filing import Filing, file_complaint
    from institutions.models import Institution
    from portal.accounts.actors import Actor

    kept: list[Statement] = []

    def keep(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if INSERT.match(sql):
            kept.append((sql, tuple(params or ())))
        return execute(sql, params, many, context)

    institution = Institution.objects.get(code=os.environ["BENCH_INSTITUTION"])
    from benchmarks.filing import STORY

    said = Filing(kind="fees", description=STORY, institution=institution)
    with connection.execute_wrapper(keep):
        filed = file_complaint(said, actor=Actor.citizen(), client_id=uuid.uuid4())
    return kept, filed.complaint


def with_own(params: tuple[Any, ...], own: dict[Any, Any]) -> tuple[Any, ...]:
    """The parameters with what belongs to this complaint instead of the recorded one."""
    return tuple(own.get(value, value) if isinstance(value, str | uuid.UUID) else value for value in params)


def insert(connection: Any, statements: list[Statement], complaint: Any, serial: str) -> None:
    """One complaint in one transaction. What it is called is new, and later rows name the row of this one."""
    own: dict[Any, Any] = {complaint.number: serial, complaint.client_id: uuid.uuid4()}
    own[str(complaint.client_id)] = str(own[complaint.client_id])
    with connection.cursor() as cursor:
        for sql, params in statements:
            cursor.execute(sql, with_own(params, own))
            if "complaints_complaint" in sql and cursor.description:
                own[str(complaint.pk)] = str(cursor.fetchone()[0])
    connection.commit()


class InTurn:
    """Who waits longest gets the next connection: no thread may take its own back past those that wait."""

    def __init__(self, places: int) -> None:
        self.lock, self.free = threading.Lock(), places
        self.waiting: deque[threading.Event] = deque()

    def __enter__(self) -> None:
        with self.lock:
            if self.free:
                self.free -= 1
                return
            turn = threading.Event()
            self.waiting.append(turn)
        turn.wait()

    def __exit__(self, *_: object) -> None:
        with self.lock:
            if self.waiting:
                self.waiting.popleft().set()
            else:
                self.free += 1


def measure() -> dict[str, Any]:
    """Fifty at once, each one complaint after the other. The wait for a connection counts, as it does for us."""
    from django.conf import settings
    from psycopg2.extras import register_uuid
    from psycopg2.pool import ThreadedConnectionPool

    from benchmarks.filing import CONNECTIONS, PEOPLE, SECONDS, at_once, p95

    register_uuid()
    statements, complaint = recorded()
    place = settings.DATABASES["default"]
    pool = ThreadedConnectionPool(
        CONNECTIONS,
        CONNECTIONS,
        host=place["HOST"],
        port=place["PORT"],
        user=place["USER"],
        dbname=place["NAME"],
    )
    free, taken = InTurn(CONNECTIONS), []
    until = time.monotonic() + SECONDS

    def person(number: int) -> None:
        sent = 0
        while time.monotonic() < until:
            started = time.perf_counter()
            with free:
                connection = pool.getconn()
                try:
                    insert(connection, statements, complaint, f"B-{number}-{sent}")
                finally:
                    pool.putconn(connection)
            taken.append(time.perf_counter() - started)
            sent += 1

    at_once([lambda n=number: person(n) for number in range(PEOPLE)])
    pool.closeall()
    return {
        "statements": len(statements),
        "connections": CONNECTIONS,
        "sql_p95": p95(taken),
        "sql_median": statistics.median(taken),
        "sql_filed": len(taken),
    }
