"""Sections that apps add to an institution's page without its app knowing them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from portal.accounts.actors import Actor


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the page: a heading and a template drawn with `context`."""

    title: str
    template: str
    context: dict[str, Any] = field(default_factory=dict)


Provider = Callable[[Actor, int], Section | None]
_providers: dict[str, list[tuple[int, Provider]]] = {}


def register(provider: Provider, *, order: int, side: str = "desk") -> None:
    """Add `provider(actor, institution_id)`; None leaves the section out."""
    known = _providers.setdefault(side, [])
    if all(other is not provider for _, other in known):
        known.append((order, provider))
        known.sort(key=lambda pair: pair[0])


def for_institution(actor: Actor, institution_id: int, side: str = "desk") -> list[Section]:
    """Return the sections of an institution's page in their order."""
    drawn = (provider(actor, institution_id) for _, provider in _providers.get(side, []))
    return [section for section in drawn if section is not None]
