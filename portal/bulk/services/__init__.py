"""Writing many rows at once, as each database does it fastest: COPY on PostgreSQL, `executemany` on SQLite.

Whoever calls holds a transaction, and has judged every row: nothing is validated here but what the database itself keeps.
"""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from types import ModuleType
from typing import Any, Protocol

from django.db import connection
from django.db.models import Model

from portal.bulk.services import postgres, sqlite


def _here() -> ModuleType:
    return postgres if connection.vendor == "postgresql" else sqlite


def insert(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert `rows`, the values of `columns` (attribute names); other columns get their defaults."""
    if whole := list(rows):
        _here().insert(model, columns, whole)


class Insert(Protocol):
    """What inserts rows: `insert` at once, or what `writing` gives, when its block ends."""

    def __call__(self, model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None: ...


@contextmanager
def writing(beside: Executor) -> Iterator[Insert]:
    """Give an `insert` that writes when the block ends, in the order of its calls.

    While the database takes the rows of one table, those of the next are made ready in `beside`. Rows that are
    given as a generator are made only then: what they are made from may not change until the block has ended.
    """
    with _here().writing(beside) as insert_later:
        yield insert_later


def update(model: type[Model], columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Set `columns` of the rows whose primary key stands first in each of `rows`."""
    if rows:
        _here().update(model, columns, rows)


def take_keys(model: type[Model], count: int) -> list[int]:
    """Return primary keys for `count` new rows, so that what refers to them can be written at once too."""
    return _here().take_keys(model, count) if count else []
