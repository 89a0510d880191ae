"""Measures an import on the PostgreSQL of DATABASE_URL and prints what it found as JSON. Run by `imports`."""

from __future__ import annotations

import io
import json
import os
import resource
import sys
import time
from typing import Any

ROWS = int(os.environ.get("BENCH_IMPORT_ROWS", "100000"))
ROWS_OF_THEIRS = 1_000
TIMES = 2
TABLES = (
    *("institutions_importrun", "institutions_institution", "institutions_schoolpermit"),
    *("institutions_teachingsite", "institutions_importrow", "timeline_event"),
)


def say(*words: object) -> None:
    print(*words, file=sys.stderr, flush=True)


def empty() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(TABLES)} CASCADE")


def source_of(rows: list[list[Any]]) -> Any:
    from institutions.rules.headers import find_header
    from institutions.services.registers import Reading
    from institutions.services.workbooks import Source

    header = find_header(rows[:101])
    assert header is not None
    return Reading(Source("", rows[:101], *header, lambda: iter(rows)))


def start_run(count: int) -> Any:
    from institutions.models import ImportRun
    from institutions.terms import ImportState
    from portal.regions.models import District

    district = District.objects.get(slug="360102")
    run = ImportRun(district=district, name="tidy.xlsx", total=count, state=ImportState.RUNNING)
    run.save(force_insert=True)
    return run


def ours(rows: list[list[Any]]) -> float:
    """Seconds from rows in memory to every institution, permit, site, event and result committed."""
    from institutions.services import imports
    from portal.accounts.actors import Actor

    empty()
    run = start_run(len(rows) - 1)
    started = time.perf_counter()
    imports.write_rows(run, source_of(rows), Actor.system())
    taken = time.perf_counter() - started
    run.refresh_from_db()
    assert run.done == run.total, (run.done, run.total)
    return taken


def again(rows: list[list[Any]]) -> float:
    """Seconds of the same register a second time: nothing changes."""
    from institutions.services import registers
    from portal.accounts.actors import Actor
    from portal.regions.models import District

    started = time.perf_counter()
    for _batch in registers.write_in_batches(
        source_of(rows), District.objects.get(slug="360102"), actor=Actor.system()
    ):
        pass
    return time.perf_counter() - started


def copies() -> dict[str, str]:
    """What stands in the tables, as COPY writes it."""
    from django.db import connection

    kept = {}
    with connection.cursor() as cursor:
        for table in TABLES:
            out = io.StringIO()
            cursor.copy_expert(f"COPY {table} TO STDOUT", out)
            kept[table] = out.getvalue()
    return kept


def copied(kept: dict[str, str]) -> float:
    """Seconds of COPY of the same rows into the same tables, all constraints and indexes kept."""
    from django.db import connection, transaction

    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(TABLES)} CASCADE")
    started = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor:
        for table, text in kept.items():
            cursor.copy_expert(f"COPY {table} FROM STDIN", io.StringIO(text))
    return time.perf_counter() - started


def theirs(rows: list[list[Any]]) -> float:
    """Seconds of django-import-export with its defaults: the same checks, tables, events and results."""
    from tablib import Dataset

    from benchmarks.resource import InstitutionResource

    empty()
    run = start_run(ROWS_OF_THEIRS)
    chosen = rows[: ROWS_OF_THEIRS + 1]
    data = Dataset(*chosen[1:], headers=chosen[0])
    made = InstitutionResource(run)
    started = time.perf_counter()
    result = made.import_data(data, dry_run=False, raise_errors=True)
    taken = time.perf_counter() - started
    assert result.totals["new"] == ROWS_OF_THEIRS, result.totals
    return taken


def reading(content: bytes) -> tuple[float, float]:
    """Seconds of reading the workbook's rows as an import does, and of calamine alone."""
    from python_calamine import CalamineWorkbook

    from institutions.services.workbooks import open_source

    started = time.perf_counter()
    count = sum(1 for _row in open_source(content).rows())
    own = time.perf_counter() - started
    started = time.perf_counter()
    plain = len(CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python())
    assert count == plain, (count, plain)
    return own, time.perf_counter() - started


def peak() -> float:
    """The most memory this process has held, MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def memory() -> tuple[float, float]:
    """MB before, and at the peak of, an import of the workbook as a worker does it."""
    from benchmarks import tidy
    from institutions.services import imports, registers
    from portal.accounts.actors import Actor

    content = tidy.workbook(ROWS)
    run = start_run(ROWS)
    before = peak()
    imports.write_rows(run, registers.read(content), Actor.system())
    return before, peak()


def figures() -> dict[str, tuple[float, str]]:
    from benchmarks import tidy

    empty()
    before, most = memory()
    say("memory", before, most)
    content = tidy.workbook(ROWS)
    read = [reading(content) for _ in range(TIMES)]
    own, plain = min(a for a, _b in read), min(b for _a, b in read)
    rows = list(tidy.rows(ROWS))
    ours_taken, copy_taken, theirs_taken, second = [], [], [], 0.0
    for _ in range(TIMES):  # side by side: others may load the machine
        ours_taken.append(ours(rows))
        second = again(rows) if not copy_taken else second
        copy_taken.append(copied(copies()))
        theirs_taken.append(theirs(rows))
    mine, copy = min(ours_taken), min(copy_taken)
    say("ours", ours_taken, "copy", copy_taken, "theirs", theirs_taken)
    speed, slow = ROWS / mine, ROWS_OF_THEIRS / min(theirs_taken)
    many = f"{ROWS:,} rows"
    return {
        "import_vs_import_export": (
            speed / slow,
            f"{speed:,.0f} rows/s over {many}, divided by {slow:,.0f} rows/s of django-import-export with its "
            f"defaults over {ROWS_OF_THEIRS:,} rows; same checks and tables, reading the workbook apart, best of {TIMES}",
        ),
        "import_vs_copy": (
            mine / copy,
            f"{mine:.1f} s for {many}, divided by {copy:.1f} s of COPY of the same institutions, permits, sites, "
            f"events and results with all constraints and indexes; unchanged a second time {second:.1f} s; "
            f"reading the workbook apart, best of {TIMES}",
        ),
        "import_reading": (
            own / plain,
            f"{own:.1f} s to find the header and read {many} of a workbook, divided by {plain:.1f} s of "
            f"python-calamine alone",
        ),
        "import_memory": (
            most - before,
            f"MB more at the peak of an import of a workbook of {many} than before it "
            f"({before:.0f} MB before, {most:.0f} MB at the peak)",
        ),
    }


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    print(json.dumps(figures(), ensure_ascii=False))


if __name__ == "__main__":
    main()
