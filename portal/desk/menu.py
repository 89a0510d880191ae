"""The menu of the staff side and of the institution's side: each app registers its entries."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from portal.accounts.actors import Actor


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One entry: shown to whoever holds `capability`. `side` is "desk" or "my"."""

    label: str | Promise
    url_name: str
    capability: str
    order: int = 50
    side: str = "desk"


@dataclass(frozen=True, slots=True)
class MenuLink:
    """An entry as the page shows it."""

    label: str
    url: str
    active: bool


_entries: dict[tuple[str, str], MenuEntry] = {}


def register(entry: MenuEntry) -> None:
    """Add an entry; side and address are its key."""
    _entries[entry.side, entry.url_name] = entry


def for_actor(
    actor: Actor, side: str, path: str, allowed: Callable[[str], bool] | None = None
) -> list[MenuLink]:
    """Return the links that `actor` may follow, the one `path` lies under marked active."""
    may = allowed or actor.can
    shown = [entry for entry in _entries.values() if entry.side == side and may(entry.capability)]
    shown.sort(key=lambda entry: (entry.order, entry.url_name))
    urls = [reverse(entry.url_name) for entry in shown]
    under = [url for url in urls if path.startswith(url)]
    active = max(under, key=len, default="")
    return [MenuLink(str(entry.label), url, url == active) for entry, url in zip(shown, urls, strict=True)]
