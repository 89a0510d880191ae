"""The search on PostgreSQL: lexemes in a `tsvector` under a GIN index.

The lexemes are handed over as they are. `to_tsvector` would ask its parser, whose idea of a Chinese letter
depends on the locale the database was made with.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from publicity.rules.grams import Word

CREATE = (
    "CREATE TABLE publicity_search (rowid bigint PRIMARY KEY, grams tsvector NOT NULL)",
    "CREATE INDEX publicity_search_grams ON publicity_search USING gin (grams)",
)

BATCH = 500


def quoted(gram: str) -> str:
    """Return a gram as a lexeme of a tsquery."""
    return "'" + gram.replace("\\", "\\\\").replace("'", "''") + "'"


def _all(grams: Iterable[str]) -> str:
    return "(" + " & ".join(map(quoted, grams)) + ")"


def expression(words: Iterable[Word], facets: Iterable[str]) -> str:
    """Return the tsquery: every word, in the name or in its initials, and every facet."""
    parts = [
        f"({_all(word.in_name)} | {_all(word.in_initials)})" if word.in_initials else _all(word.in_name)
        for word in words
    ]
    return " & ".join([*parts, *map(quoted, facets)])


def hits(words: Sequence[Word], facets: Sequence[str]) -> tuple[str, list[Any]]:
    """Return the condition, on `publicity_search s`, that a record holds the grams."""
    return "s.grams @@ %s::tsquery", [expression(words, facets)]


def store(rows: Sequence[tuple[int, Sequence[str]]]) -> None:
    """Write grams, in place of what was there: many rows a statement, or the way to the server costs the most."""
    with connection.cursor() as cursor:
        for start in range(0, len(rows), BATCH):
            some = rows[start : start + BATCH]
            places = ", ".join(["(%s, array_to_tsvector(%s::text[]))"] * len(some))
            cursor.execute(
                f"INSERT INTO publicity_search (rowid, grams) VALUES {places} "  # noqa: S608 - places only
                "ON CONFLICT (rowid) DO UPDATE SET grams = excluded.grams",
                [value for pk, grams in some for value in (pk, list(grams))],
            )


def forget(ids: Sequence[int]) -> None:
    """Take records out."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM publicity_search WHERE rowid = ANY(%s)", [list(ids)])


def settle() -> None:
    """Work the pending list into the index, and let the planner see the table as it is."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list('publicity_search_grams'::regclass)")
        cursor.execute("ANALYZE publicity_search")
