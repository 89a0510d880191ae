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
    heading: str = ""  # of the group that begins with this entry


_entries: dict[tuple[str, str], MenuEntry] = {}
_groups: dict[tuple[str, int], str | Promise] = {}
TENS = 10


def register(entry: MenuEntry) -> None:
    """Add an entry; side and address are its key."""
    _entries[entry.side, entry.url_name] = entry


def register_group(order: int, label: str | Promise, side: str = "desk") -> None:
    """Name the group of entries whose order lies in the same ten as `order`."""
    _groups[side, order // TENS] = label


def _headings(shown: list[MenuEntry]) -> list[str]:
    """For each entry the heading that stands over it: over the first of a group that has several, or nothing."""
    groups = [(entry.side, entry.order // TENS) for entry in shown]
    return [
        str(_groups.get(group, "")) if groups.index(group) == place and groups.count(group) > 1 else ""
        for place, group in enumerate(groups)
    ]


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
    links = zip(shown, urls, _headings(shown), strict=True)
    return [MenuLink(str(entry.label), url, url == active, heading) for entry, url, heading in links]
