"""Every district and street in memory, for reading many addresses without a query each."""

from dataclasses import dataclass, field

from portal.regions.city import ALIASES
from portal.regions.models import District, Street
from portal.regions.rules import first_named, plain, street_stem


@dataclass(slots=True)
class Places:
    """Districts by slug, and each district's streets."""

    districts: dict[str, int]
    streets: dict[int, dict[str, int]]
    _seen: dict[tuple[int, str], int | None] = field(default_factory=dict)

    @classmethod
    def load(cls) -> "Places":
        """Read them all, in two queries."""
        streets: dict[int, dict[str, int]] = {}
        for pk, district_id, name in Street.objects.values_list("pk", "district_id", "name"):
            streets.setdefault(district_id, {})[name] = pk
        return cls(dict(District.objects.values_list("slug", "pk")), streets)

    def district_id_in(self, address: str) -> int | None:
        """The district that an address names; failing that, the one whose street it names and no other has."""
        slug = first_named(address, ALIASES)
        if slug:
            return self.districts.get(slug)
        said = plain(address)
        owners = {d for d, streets in self.streets.items() if any(name in said for name in streets)}
        return owners.pop() if len(owners) == 1 else None

    def street_id_in(self, district_id: int, text: str) -> int | None:
        """The street of a district that a text names: whole, under another kind, or inside an address."""
        key = (district_id, text)
        if key not in self._seen:
            self._seen[key] = self._street(district_id, text)
        return self._seen[key]

    def _street(self, district_id: int, text: str) -> int | None:
        said, stem = plain(text), street_stem(text)
        if not said:
            return None
        streets = self.streets.get(district_id, {})
        for name, pk in streets.items():
            if name == said or street_stem(name) == stem:
                return pk
        named = first_named(said, {str(pk): (name,) for name, pk in streets.items()})
        return int(named) if named else None
