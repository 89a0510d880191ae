"""What apps above say of facts that are weighed here, without this app knowing them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

Provider = Callable[[int, date], Mapping[int, Any]]


class Told:
    """Providers of single facts of a dataclass: by institution, for a district and since a day, in few queries."""

    def __init__(self, facts: type[Any]) -> None:
        self.facts = facts
        self.providers: dict[str, Provider] = {}

    def tell(self, name: str, provider: Provider) -> None:
        """Let an app above say `name`. Raises ValueError where there is no such fact."""
        if name not in self.facts.__slots__:
            raise ValueError(f"{self.facts.__name__} has no {name}.")
        self.providers[name] = provider

    def said(self, district_id: int, since: date) -> dict[int, dict[str, Any]]:
        """All that was said, by institution."""
        found: dict[int, dict[str, Any]] = {}
        for name, provider in self.providers.items():
            for pk, value in provider(district_id, since).items():
                found.setdefault(pk, {})[name] = value
        return found
