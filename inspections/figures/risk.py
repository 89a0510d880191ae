"""Where attention is needed, street by street. Clause: S10."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Count, Q, Sum

from inspections.queries import RiskPictureQuerySet
from inspections.rules.risk import RiskTerms, street_level
from inspections.terms import RiskLevel


@dataclass(frozen=True, slots=True)
class RiskTile:
    """One street: how many institutions, how many of each level, their points, and the street's own level."""

    key: int | None
    name: str
    total: int
    raised: int
    high: int
    points: int
    level: str

    @property
    def level_label(self) -> str:
        """The level in words."""
        return str(RiskLevel(self.level).label)


@dataclass(slots=True)
class RiskDistrict:
    """One district with its streets, those that need most attention first."""

    slug: str
    name: str
    tiles: list[RiskTile] = field(default_factory=list)

    @property
    def total(self) -> int:
        """Institutions of the district."""
        return sum(tile.total for tile in self.tiles)

    @property
    def high(self) -> int:
        """Those of the highest level."""
        return sum(tile.high for tile in self.tiles)

    @property
    def raised(self) -> int:
        """Those of the level below."""
        return sum(tile.raised for tile in self.tiles)


def by_street(rows: RiskPictureQuerySet, terms: RiskTerms) -> list[RiskDistrict]:
    """Every district of the rows in its order, with its streets; one query. What has no street is a tile too."""
    counted = (
        rows.order_by()
        .values_list(
            "institution__district__order",
            "institution__district__slug",
            "institution__district__name",
            "institution__street",
            "institution__street__name",
        )
        .annotate(
            total=Count("pk"),
            raised=Count("pk", filter=Q(level=RiskLevel.RAISED)),
            high=Count("pk", filter=Q(level=RiskLevel.HIGH)),
            sum=Sum("points"),
        )
    )
    found: dict[str, RiskDistrict] = {}
    for _order, slug, name, key, street, total, raised, high, points in sorted(
        counted, key=lambda row: row[:2]
    ):
        level = street_level(total, raised, high, terms)
        tile = RiskTile(key, street or "", total, raised, high, points, level)
        found.setdefault(slug, RiskDistrict(slug, name)).tiles.append(tile)
    for district in found.values():
        district.tiles.sort(key=lambda tile: (-tile.high, -tile.raised, -tile.points, tile.name))
    return list(found.values())
