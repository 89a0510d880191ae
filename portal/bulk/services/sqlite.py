"""Bulk writes on SQLite: one prepared statement, run for every row. The transaction holds the one write lock."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.models import Model

from portal.bulk.services.values import column_of, defaults_of, fields_of


def insert(model: type[Model], columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Run one prepared INSERT for every row."""
    quote = connection.ops.quote_name
    fields, defaults = fields_of(model, columns), defaults_of(model, columns)
    names = [quote(column_of(field)) for field in (*fields, *(field for field, _value in defaults))]
    tail = [field.get_db_prep_save(value, connection) for field, value in defaults]
    statement = (
        f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(names)}) "  # noqa: S608 - names from the model
        f"VALUES ({', '.join(['%s'] * len(names))})"
    )
    prepared = [
        [*(f.get_db_prep_save(value, connection) for f, value in zip(fields, row, strict=True)), *tail]
        for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(statement, prepared)


@contextmanager
def writing(
    beside: Executor,
) -> Iterator[Callable[[type[Model], Sequence[str], Iterable[Sequence[Any]]], None]]:
    """Insert when the block ends, in the order of the calls: SQLite writes in this very thread, so nothing is gained before."""
    waiting: list[tuple[type[Model], Sequence[str], Iterable[Sequence[Any]]]] = []

    def insert_later(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        waiting.append((model, columns, rows))

    yield insert_later
    for model, columns, rows in waiting:
        if whole := list(rows):
            insert(model, columns, whole)


def update(model: type[Model], columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Run one prepared UPDATE for every row."""
    quote = connection.ops.quote_name
    assert model._meta.pk is not None
    fields = fields_of(model, columns)
    sets = ", ".join(f"{quote(column_of(field))} = %s" for field in fields)
    statement = (
        f"UPDATE {quote(model._meta.db_table)} SET {sets} WHERE {quote(column_of(model._meta.pk))} = %s"  # noqa: S608 - names from the model
    )
    prepared = [
        [*(f.get_db_prep_save(v, connection) for f, v in zip(fields, row[1:], strict=True)), row[0]]
        for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(statement, prepared)


def take_keys(model: type[Model], count: int) -> list[int]:
    """Return the keys after the highest ever given; whoever asks holds the write lock until it has used them."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
    last = row[0] if row else 0
    return list(range(last + 1, last + count + 1))
