"""The search: ids of a page and how many there are in all, in one statement, on either database. Clause: M8.

The matching ids come first, in a CTE that is materialized: with `ORDER BY id LIMIT 20` on the table itself
PostgreSQL walks the primary key until it has met twenty, which for a rare word is the whole table. A word that
stands in every other name is counted up to COUNTED only: with that limit the same walk is the short way for
it, and never pays for a rare one. So neither kind of word takes longer in a larger city.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from django.db import connection

from publicity.queries import search_postgres, search_sqlite
from publicity.rules.grams import Word, facet, query_words

Sql = tuple[str, list[Any]]
CODE = re.compile(r"[0-9A-Z]{18}|T\d{6}-\d{5}")
COUNTED = 5000  # hits of words that are counted and listed at most
PAGE = """
SELECT counted.total, page.id
FROM (SELECT count(*) AS total FROM found) AS counted
LEFT JOIN (SELECT id FROM found ORDER BY id LIMIT %s OFFSET %s) AS page ON 1 = 1
ORDER BY page.id
"""


@dataclass(frozen=True, slots=True)
class Sought:
    """What somebody looks for: words of a name or a code, and facets; empty means any."""

    text: str = ""
    district: str = ""
    list: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True)
class Hits:
    """One page of ids, and how many there are in all; `more` where only COUNTED of them were counted."""

    ids: tuple[int, ...]
    total: int
    more: bool = False


def backend() -> ModuleType:
    """Return the search module of the database in use."""
    return search_postgres if connection.vendor == "postgresql" else search_sqlite


def find(sought: Sought, *, limit: int, offset: int = 0) -> Hits:
    """Return the ids of one page and the count of all, in one statement."""
    source, values = _found(sought)
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {source} {PAGE}", [*values, limit, offset])
        rows = cursor.fetchall()
    total = rows[0][0]
    ids = tuple(pk for _total, pk in rows if pk is not None)
    if words_of(sought) and total > COUNTED:
        return Hits(ids[: max(0, COUNTED - offset)], COUNTED, more=True)
    return Hits(ids, total)


def words_of(sought: Sought) -> list[Word]:
    """Return the words to look for; none where the text is a code."""
    if CODE.fullmatch(sought.text.strip().upper()):
        return []
    return query_words(sought.text, sought.district)


def _found(sought: Sought) -> Sql:
    """Return the CTE `found`: by code, by words, or by facets alone."""
    code = sought.text.strip().upper()
    words = words_of(sought)
    if CODE.fullmatch(code):
        conditions, values = _facets(sought)
        return _of_table([*conditions, "r.code = %s"], [*values, code])
    if not words:
        return _of_table(*_facets(sought))
    pairs = (("list", sought.list), ("category", sought.category))
    hits, values = backend().hits(words, [facet(name, value) for name, value in pairs if value])
    conditions, texts = _recheck(words)
    joined = "JOIN publicity_publicrecord r ON r.id = s.rowid" if conditions else ""
    where = " AND ".join([hits, *conditions])
    rows = f"SELECT s.rowid AS id FROM publicity_search s {joined} WHERE {where}"  # noqa: S608 - constants
    return f"found AS MATERIALIZED ({rows} ORDER BY s.rowid LIMIT {COUNTED + 1})", [*values, *texts]


def _of_table(conditions: Sequence[str], values: list[Any]) -> Sql:
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    return f"found AS (SELECT r.id FROM publicity_publicrecord r{where})", values  # noqa: S608 - constants above


def _facets(sought: Sought) -> tuple[list[str], list[Any]]:
    district = "r.district_id = (SELECT d.id FROM regions_district d WHERE d.slug = %s)"
    pairs = [(district, sought.district), ("r.list = %s", sought.list), ("r.category = %s", sought.category)]
    asked = [(condition, value) for condition, value in pairs if value]
    return [condition for condition, _value in asked], [value for _condition, value in asked]


def _recheck(words: Iterable[Word]) -> tuple[list[str], list[Any]]:
    """Return the conditions for words longer than their grams: all pairs may be there in another order.

    A word holds letters and digits only, so no wildcard of LIKE can be in it.
    """
    conditions: list[str] = []
    values: list[Any] = []
    for word in words:
        if len(word.text) <= 2:
            continue
        if word.in_initials:
            conditions.append("(r.name_key LIKE %s OR r.initials LIKE %s)")
            values += [f"%{word.text}%", f"%{word.text}%"]
        else:
            conditions.append("r.name_key LIKE %s")
            values.append(f"%{word.text}%")
    return conditions, values


def store(rows: Iterable[tuple[int, Sequence[str]]]) -> None:
    """Write what records are searched by, in place of what was there."""
    backend().store(list(rows))


def forget(ids: Sequence[int]) -> None:
    """Take records out of the search."""
    backend().forget(list(ids))


def clear() -> None:
    """Empty the search."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM publicity_search")


def settle() -> None:
    """After a rebuild: bring the index in order."""
    backend().settle()
