"""Bringing a district's register in: read row by row, written in batches, each batch one transaction. Clause: S1, S6."""

import gc
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db import transaction

from institutions.rules.register import BATCH, Draft, Row, read_in_batches
from institutions.services.register_batches import Change, Written, as_new, compare, write_batch, written
from institutions.services.register_figures import Tally
from institutions.services.workbooks import Source, open_source
from portal.accounts.actors import Actor
from portal.bulk import services as bulk
from portal.regions.models import District
from portal.regions.places import Places

SWITCH_SECONDS = 0.0005


@dataclass(slots=True)
class Reading:
    """A register as read: the sheet, and its rows with what each says, as often as they are asked for."""

    sheet: Source
    _rows: list[Row] | None = field(default=None)

    def __iter__(self) -> Iterator[Row]:
        """Read the rows one after the other, none kept."""
        sheet = self.sheet
        for batch in read_in_batches(sheet.rows(), header_index=sheet.header_index, taken=sheet.taken):
            yield from batch

    @property
    def rows(self) -> list[Row]:
        """All rows at once."""
        if self._rows is None:
            self._rows = list(self)
        return self._rows


def read(content: bytes) -> Reading:
    """Read a workbook or CSV; nothing is written. Raises BadWorkbook."""
    return Reading(open_source(content))


def batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    """Yield the rows in batches, each of which becomes one transaction."""
    while batch := list(islice(rows, BATCH)):
        yield batch


def planned(reading: Reading, district: District) -> Iterator[tuple[list[Row], list[Written]]]:
    """Yield batch by batch what would become of every row if it were written now; nothing is."""
    places = Places.load()
    for batch in batches(iter(reading)):
        yield batch, [written(row) for row in compare([row.said for row in batch], district, places)]


def plan(reading: Reading, district: District) -> list[Written]:
    """Return what would become of every row, all at once."""
    return [result for _batch, results in planned(reading, district) for result in results]


# Opened around each batch, in its transaction; handed what became of its rows.
Keep = Callable[[Sequence[Row], Sequence[Written], bulk.Insert], None]


def write_in_batches(
    reading: Reading,
    district: District,
    *,
    actor: Actor,
    after: int = 0,
    guard: Callable[[], AbstractContextManager[bool]] = lambda: nullcontext(True),
    keep: Keep = lambda rows, results, insert: None,
) -> Iterator[list[Written]]:
    """Write every good row below row `after` of the file; yields what became of each batch once it is committed.

    `guard` is entered first in each batch's transaction: where it says False, nothing more is written. `keep` is
    handed each batch with its results in the same transaction, so that what is known to be done is done.
    """
    places = Places.load()
    rows = (row for row in reading if row.number > after)
    ready = made_ready(batches(rows), district, places)
    with collecting_by_hand() as collect, giving_way(), ThreadPoolExecutor(max_workers=1) as beside:
        following = beside.submit(next, ready, None)
        while following_batch := following.result():
            batch, ahead = following_batch
            with transaction.atomic(), guard() as goes_on:
                if not goes_on:
                    return
                with bulk.writing(beside) as insert:
                    said = [row.said for row in batch]
                    results = write_batch(
                        said, district, actor=actor, places=places, insert=insert, ahead=ahead
                    )
                    keep(batch, results, insert)
                    # Behind the tables just handed over: read while the database takes them.
                    following = beside.submit(next, ready, None)
            yield results
            collect()


Ready = tuple[Sequence[Row], Sequence[Change | None]]


def made_ready(rows: Iterable[Sequence[Row]], district: District, places: Places) -> Iterator[Ready]:
    """Give each batch with its rows as new institutions, before it is known whether they are: most are."""
    for batch in rows:
        drafts = (row.said for row in batch)
        yield (
            batch,
            [as_new(draft, district, places) if isinstance(draft, Draft) else None for draft in drafts],
        )


@contextmanager
def collecting_by_hand() -> Iterator[Callable[[], int]]:
    """Let garbage be looked for when it is asked for, after each batch: a sixth of the time went into looking."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield lambda: gc.collect(0)
    finally:
        if was_on:
            gc.enable()


@contextmanager
def giving_way() -> Iterator[None]:
    """Let the thread that reads ahead give way within half a millisecond to the one the database has answered.

    As it comes, Python lets a thread go on for five: longer than most of the answers take.
    """
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_SECONDS)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def write(reading: Reading, district: District, *, actor: Actor) -> tuple[list[Written], dict[str, Any]]:
    """Write every good row; returns what became of each, and the figures."""
    results = [result for batch in write_in_batches(reading, district, actor=actor) for result in batch]
    return results, figures_of(district, results)


def figures_of(district: District, results: Sequence[Written]) -> dict[str, Any]:
    """Return the figures of what was written, with created, updated and unchanged counted."""
    tally = Tally(district)
    tally.add(results)
    return tally.figures()
