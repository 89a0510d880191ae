"""Finding the place that a register, an address or a citizen names."""

from __future__ import annotations

from typing import Any

from portal.regions.city import ALIASES, AREAS
from portal.regions.models import District, Street
from portal.regions.rules import first_named, plain, street_stem


def district_by_key(key: str) -> District | None:
    """The district of a six-digit code or a zone's slug."""
    return District.objects.filter(slug=key).first()


def district_in(address: str) -> District | None:
    """The district that an address names; failing that, the one whose street it names and no other has."""
    slug = first_named(address, ALIASES)
    if slug:
        return District.objects.filter(slug=slug).first()
    said = plain(address)
    streets = Street.objects.select_related("district")
    owners = {street.district for street in streets if street.name in said}
    return owners.pop() if len(owners) == 1 else None


def find_street(district_id: int, text: str) -> Street | None:
    """The street of a district that a text names: whole, under another kind, or inside an address."""
    said, stem = plain(text), street_stem(text)
    if not said:
        return None
    streets = list(Street.objects.filter(district_id=district_id))
    for street in streets:
        if street.name == said or street_stem(street.name) == stem:
            return street
    named = first_named(said, {str(street.pk): (street.name,) for street in streets})
    return next((street for street in streets if str(street.pk) == named), None)


def plant(district_model: Any, street_model: Any) -> None:
    """Write the districts and streets that are not there yet; what an administrator changed stays.

    Takes the models as arguments: a migration hands over those of its own moment.
    """
    for order, area in enumerate(AREAS, start=1):
        district, _created = district_model.objects.get_or_create(
            slug=area.slug,
            defaults={"code": area.code, "name": area.name, "is_zone": area.is_zone, "order": order},
        )
        known = set(street_model.objects.filter(district=district).values_list("name", flat=True))
        street_model.objects.bulk_create(
            street_model(district=district, name=name, order=place)
            for place, name in enumerate(area.streets, start=1)
            if name not in known
        )
