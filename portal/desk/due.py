"""What is due, for whom: each app registers who asks its rows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from portal.accounts.actors import Actor


@dataclass(frozen=True, slots=True)
class DueItem:
    """One thing to do: what, where, by when, and about whom."""

    title: str
    url: str
    due: date | None
    kind: str
    institution: str = ""


Provider = Callable[[Actor, date], Iterable[DueItem]]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Add `provider(actor, today)`; it returns what the actor may see and should do, a bounded number."""
    if provider not in _providers:
        _providers.append(provider)


def items_for(actor: Actor, today: date) -> list[DueItem]:
    """Return all that is due, the most urgent first, what has no date last."""
    found = [item for provider in _providers for item in provider(actor, today)]
    return sorted(found, key=lambda item: (item.due is None, item.due or today, item.title))
