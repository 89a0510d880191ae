"""Every district and street in memory, for reading many addresses without a query each."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from portal.regions.city import ALIASES
from portal.regions.models import District, Street
from portal.regions.rules import plain, street_stem

# Addresses remembered; a register of a whole city must not fill the memory.
REMEMBERED = 20_000


class Names:
    """Names to be found in texts: the one that stands earliest; where two begin together, the longer one."""

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        self.keys: dict[str, str] = {}
        for key in sorted(names):
            for name in names[key]:
                if name:
                    self.keys.setdefault(name, key)
        longest_first = sorted(self.keys, key=lambda name: (-len(name), name))
        self.pattern = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")

    def first_in(self, said: str) -> str | None:
        """The key of the name that a plain text names first."""
        found = self.pattern.search(said)
        return self.keys[found[0]] if found else None


DISTRICTS = Names(ALIASES)


class Streets:
    """The streets of one district: by name, by name without its kind, and inside a text."""

    def __init__(self, streets: Mapping[str, int]) -> None:
        self.inside = Names({str(pk): (name,) for name, pk in streets.items()})
        self.whole: dict[str, tuple[int, int]] = {}
        self.stems: dict[str, tuple[int, int]] = {}
        for place, (name, pk) in enumerate(streets.items()):
            self.whole.setdefault(name, (place, pk))
            self.stems.setdefault(street_stem(name), (place, pk))

    def named(self, said: str) -> int | None:
        """The street that a plain text is, under whatever kind, or else the one inside it."""
        hits = [hit for hit in (self.whole.get(said), self.stems.get(street_stem(said))) if hit]
        if hits:
            return min(hits)[1]
        found = self.inside.first_in(said)
        return int(found) if found else None


@dataclass(slots=True)
class Places:
    """Districts by slug, and each district's streets."""

    districts: dict[str, int]
    streets: dict[int, dict[str, int]]
    _ready: dict[int, Streets] = field(default_factory=dict)
    _streets_seen: dict[tuple[int, str], int | None] = field(default_factory=dict)
    _districts_seen: dict[str, int | None] = field(default_factory=dict)

    @classmethod
    def load(cls) -> "Places":
        """Read them all, in two queries."""
        streets: dict[int, dict[str, int]] = {}
        for pk, district_id, name in Street.objects.values_list("pk", "district_id", "name"):
            streets.setdefault(district_id, {})[name] = pk
        return cls(dict(District.objects.values_list("slug", "pk")), streets)

    def district_id_in(self, address: str) -> int | None:
        """The district that an address names; failing that, the one whose street it names and no other has."""
        if address not in self._districts_seen:
            if len(self._districts_seen) > REMEMBERED:
                self._districts_seen.clear()
            self._districts_seen[address] = self._district(plain(address))
        return self._districts_seen[address]

    def _district(self, said: str) -> int | None:
        slug = DISTRICTS.first_in(said)
        if slug:
            return self.districts.get(slug)
        owners = {d for d, streets in self.streets.items() if any(name in said for name in streets)}
        return owners.pop() if len(owners) == 1 else None

    def street_id_in(self, district_id: int, text: str) -> int | None:
        """The street of a district that a text names: whole, under another kind, or inside an address."""
        key = (district_id, text)
        if key not in self._streets_seen:
            if len(self._streets_seen) > REMEMBERED:
                self._streets_seen.clear()
            self._streets_seen[key] = self._street(district_id, plain(text))
        return self._streets_seen[key]

    def _street(self, district_id: int, said: str) -> int | None:
        if not said:
            return None
        if district_id not in self._ready:
            self._ready[district_id] = Streets(self.streets.get(district_id, {}))
        return self._ready[district_id].named(said)
