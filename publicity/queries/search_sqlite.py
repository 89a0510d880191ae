"""The search on SQLite: tokens in an FTS5 table. Its trigram tokenizer finds nothing for two characters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from publicity.rules.grams import Word

# A token is what stands between blanks: letters, digits, characters, and the marks of initials and facets.
CREATE = (
    "CREATE VIRTUAL TABLE publicity_search USING fts5("
    "grams, detail=none, columnsize=0, "
    "tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* Co Cn' tokenchars '~:_-'\")",
)
BATCH = 500


def quoted(gram: str) -> str:
    """Return a gram as a string of an FTS5 query."""
    return '"' + gram.replace('"', '""') + '"'


def _all(grams: Iterable[str]) -> str:
    return "(" + " AND ".join(map(quoted, grams)) + ")"


def expression(words: Iterable[Word], facets: Iterable[str]) -> str:
    """Return the FTS5 query: every word, in the name or in its initials, and every facet."""
    parts = [
        f"({_all(word.in_name)} OR {_all(word.in_initials)})" if word.in_initials else _all(word.in_name)
        for word in words
    ]
    return " AND ".join([*parts, *map(quoted, facets)])


def hits(words: Sequence[Word], facets: Sequence[str]) -> tuple[str, list[Any]]:
    """Return the condition, on `publicity_search s`, that a record holds the grams."""
    return "s.publicity_search MATCH %s", [expression(words, facets)]


def store(rows: Sequence[tuple[int, Sequence[str]]]) -> None:
    """Write grams, in place of what was there."""
    forget([pk for pk, _grams in rows])
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO publicity_search (rowid, grams) VALUES (%s, %s)",
            [(pk, " ".join(grams)) for pk, grams in rows],
        )


def forget(ids: Sequence[int]) -> None:
    """Take records out."""
    with connection.cursor() as cursor:
        for start in range(0, len(ids), BATCH):
            some = ids[start : start + BATCH]
            places = ", ".join(["%s"] * len(some))
            cursor.execute(f"DELETE FROM publicity_search WHERE rowid IN ({places})", list(some))  # noqa: S608


def settle() -> None:
    """Merge the index into one piece."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO publicity_search (publicity_search) VALUES ('optimize')")
