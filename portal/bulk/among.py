"""Finding the rows of very many values: one parameter for all of them, which no database has a limit on."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.db.models import F, Lookup


class Among(Lookup):  # type: ignore[type-arg] # not subscriptable when it runs
    """`filter(Among("code", codes))`: as `code__in=codes`, of texts, but without a parameter for each.

    Django prepares each value of an `in` by itself and PostgreSQL parses each; SQLite takes so many and no more.
    """

    prepare_rhs = False

    def __init__(self, name: str, values: Iterable[str]) -> None:
        super().__init__(F(name), json.dumps(list(values), ensure_ascii=False))

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Take the values out of the one parameter."""
        left, params = self.process_lhs(compiler, connection)
        taken = "value FROM json_each(%s)"
        if connection.vendor == "postgresql":
            taken = "jsonb_array_elements_text(%s::jsonb)"
        return f"{left} IN (SELECT {taken})", (*params, self.rhs)
