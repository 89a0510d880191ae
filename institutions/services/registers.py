"""Bringing a district's register in: read row by row, written in batches, each batch one transaction. Clause: S1, S6."""

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db import transaction

from institutions.rules.register import BATCH, Draft, Row, read_in_batches
from institutions.services.register_batches import Written, compare, write_batch, written
from institutions.services.register_figures import Tally
from institutions.services.workbooks import Source, open_source
from portal.accounts.actors import Actor
from portal.bulk import services as bulk
from portal.regions.models import District
from portal.regions.places import Places


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
    with collecting_by_hand() as collect:
        rows = located((row for row in reading if row.number > after), district, places)
        for batch in read_ahead(batches(rows)):
            with transaction.atomic(), guard() as goes_on:
                if not goes_on:
                    return
                with bulk.writing() as insert:
                    said = [row.said for row in batch]
                    results = write_batch(said, district, actor=actor, places=places, insert=insert)
                    keep(batch, results, insert)
            yield results
            collect()


def located(rows: Iterable[Row], district: District, places: Places) -> Iterator[Row]:
    """Look up the places that each row names, so that they are known when it is compared."""
    for row in rows:
        if isinstance(row.said, Draft):
            places.street_id_in(district.pk, row.said.street)
            for address in row.said.sites:
                if where := places.district_id_in(address):
                    places.street_id_in(where, address)
        yield row


def read_ahead(rows: Iterator[Sequence[Row]]) -> Iterator[Sequence[Row]]:
    """Read the next batch while the database writes this one: reading asks the database nothing."""
    with ThreadPoolExecutor(max_workers=1) as reader:
        following = reader.submit(next, rows, None)
        while (batch := following.result()) is not None:
            following = reader.submit(next, rows, None)
            yield batch


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


def write(reading: Reading, district: District, *, actor: Actor) -> tuple[list[Written], dict[str, Any]]:
    """Write every good row; returns what became of each, and the figures."""
    results = [result for batch in write_in_batches(reading, district, actor=actor) for result in batch]
    return results, figures_of(district, results)


def figures_of(district: District, results: Sequence[Written]) -> dict[str, Any]:
    """Return the figures of what was written, with created, updated and unchanged counted."""
    tally = Tally(district)
    tally.add(results)
    return tally.figures()
