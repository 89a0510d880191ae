"""Bulk writes on PostgreSQL: COPY into the table, or into a temporary one that the table is updated from."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.models import Field, JSONField, Model

from portal.bulk.services.values import column_of, defaults_of, fields_of

# What COPY's text format reads as something else than itself.
SPECIAL = re.compile(r"[\\\t\n\r]")
ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
NULL = "\\N"
STAGED = "bulk_staged"
# A table, its columns, and rows as COPY reads them.
Prepared = tuple[str, list[str], str]


def _texts(values: Sequence[str | None]) -> list[str]:
    """Escape a column of texts; one search over all of them finds that most columns need nothing."""
    whole = [value for value in values if value is not None]
    clean = SPECIAL.search("\0".join(whole)) is None
    if clean and len(whole) == len(values):
        return whole
    return [NULL if v is None else v if clean else v.translate(ESCAPES) for v in values]


def _as_text(field: Field[Any, Any]) -> Callable[[Any], str | None]:
    """Return how a value of `field` is written as text; None stays None."""
    if isinstance(field, JSONField):
        encode = (field.encoder or _plain_json())(ensure_ascii=False).encode
        return lambda value: None if value is None else encode(value)
    kind = field.get_internal_type()
    if kind == "BooleanField":
        return lambda value: None if value is None else "t" if value else "f"
    if kind in {"DateField", "DateTimeField", "TimeField"}:
        return lambda value: None if value is None else value.isoformat()
    if kind in {"CharField", "TextField"}:
        return field.get_prep_value
    return lambda value: None if value is None else str(value)


def _plain_json() -> Any:
    from json import JSONEncoder

    return JSONEncoder


def _column(field: Field[Any, Any], values: Sequence[Any]) -> list[str]:
    first, kind = values[0], field.get_internal_type()
    # A constant: the run, the district. Not so a text, which may be encrypted: no two are stored alike.
    if kind != "TextField" and all(value is first for value in values):
        return _texts([_as_text(field)(first)]) * len(values)
    if kind == "CharField":
        return _texts(values)
    return _texts(list(map(_as_text(field), values)))


def _lines(fields: Sequence[Field[Any, Any]], rows: Sequence[Sequence[Any]], tail: str = "") -> str:
    columns = [_column(field, values) for field, values in zip(fields, zip(*rows, strict=True), strict=True)]
    lines = map("\t".join, zip(*columns, strict=True))
    return (tail + "\n").join(lines) + tail + "\n"


def _copy(table: str, columns: Sequence[str], text: str) -> None:
    quoted = ", ".join(map(connection.ops.quote_name, columns))
    with connection.cursor() as cursor, connection.wrap_database_errors:
        # At one go: for each further piece the thread that prepares the next table would have to stop.
        cursor.copy_expert(
            f"COPY {connection.ops.quote_name(table)} ({quoted}) FROM STDIN", io.StringIO(text), len(text) + 1
        )


def insert(model: type[Model], columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """COPY the rows into the model's table."""
    _copy(*_prepared(model, columns, rows))


def _prepared(model: type[Model], columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> Prepared:
    """The table, its columns, and the rows as COPY reads them. Asks the database nothing."""
    fields, defaults = fields_of(model, columns), defaults_of(model, columns)
    tail = "".join("\t" + _column(field, [value])[0] for field, value in defaults)
    names = [column_of(field) for field in (*fields, *(field for field, _value in defaults))]
    return model._meta.db_table, names, _lines(fields, rows, tail)


@contextmanager
def writing(
    beside: Executor,
) -> Iterator[Callable[[type[Model], Sequence[str], Iterable[Sequence[Any]]], None]]:
    """Make the text of each table ready beside, and COPY one after the other when the block ends."""
    waiting: list[Future[Prepared | None]] = []

    def insert_later(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        waiting.append(beside.submit(_ready, model, columns, rows))

    yield insert_later
    for table in waiting:
        if prepared := table.result():
            _copy(*prepared)


def _ready(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Prepared | None:
    whole = list(rows)
    return _prepared(model, columns, whole) if whole else None


def update(model: type[Model], columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """COPY the rows into a temporary table, then update from it in one statement."""
    quote = connection.ops.quote_name
    assert model._meta.pk is not None
    fields = [model._meta.pk, *fields_of(model, columns)]
    table, key = quote(model._meta.db_table), quote(column_of(fields[0]))
    names = [column_of(field) for field in fields]
    listed = ", ".join(map(quote, names))
    sets = ", ".join(f"{quote(name)} = s.{quote(name)}" for name in names[1:])
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE {STAGED} AS SELECT {listed} FROM {table} WITH NO DATA")  # noqa: S608 - names from the model
        _copy(STAGED, names, _lines(fields, rows))
        cursor.execute(f"UPDATE {table} AS t SET {sets} FROM {STAGED} AS s WHERE t.{key} = s.{key}")  # noqa: S608 - names from the model
        cursor.execute(f"DROP TABLE {STAGED}")


def take_keys(model: type[Model], count: int) -> list[int]:
    """Draw the next values of the table's sequence."""
    assert model._meta.pk is not None
    with connection.cursor() as cursor:
        # The sequence is looked up once, not once a key.
        cursor.execute(
            "SELECT nextval(found.key) FROM (SELECT pg_get_serial_sequence(%s, %s)::regclass AS key OFFSET 0) "
            "AS found, generate_series(1, %s)",
            [connection.ops.quote_name(model._meta.db_table), model._meta.pk.column, count],
        )
        return [key for (key,) in cursor.fetchall()]
