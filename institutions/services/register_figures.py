"""What the rows of a register come to, counted batch by batch. Clauses: S1, S6."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from institutions.rules.register import Draft, Fault
from institutions.rules.situations import is_cross_district
from institutions.services.register_batches import Written
from institutions.terms import RowResult, Situation
from portal.regions.models import District
from portal.regions.places import Places


class Tally:
    """Counts rows imported and refused by reason, warnings, situations and sites; keeps none of them."""

    def __init__(self, district: District) -> None:
        self.district = district
        self.places = Places.load()
        self.counts: Counter[str] = Counter()
        self.rejected: Counter[str] = Counter()
        self.warnings: Counter[str] = Counter()
        self.results: Counter[str] = Counter()

    def add(self, results: Sequence[Written]) -> None:
        """Count a batch."""
        for said, result, _institution in results:
            self.counts["rows"] += 1
            self.results[result] += 1
            if isinstance(said, Fault):
                self.rejected[said.reason] += 1
            else:
                self._count(said)

    def _count(self, draft: Draft) -> None:
        counts, district = self.counts, self.district.pk
        counts[draft.situation] += 1
        counts["subject_class"] += draft.category == "subject"
        if draft.warnings:
            self.warnings.update(draft.warnings)
        if draft.street and self.places.street_id_in(district, draft.street) is None:
            self.warnings["street"] += 1
        for address in draft.sites:
            site = self.places.district_id_in(address)
            counts["sites"] += 1
            counts["cross_district_sites"] += is_cross_district(district, site)
            if site is None:
                self.warnings["site_district"] += 1

    def figures(self) -> dict[str, Any]:
        """Return the figures, as an expectation file names them."""
        counts = self.counts
        return {
            "district": self.district.slug,
            "rows": counts["rows"],
            "imported": counts["rows"] - self.rejected.total(),
            "rejected": dict(self.rejected),
            "warnings": dict(self.warnings),
            **{str(situation): counts[situation] for situation in Situation.values},
            "subject_class": counts["subject_class"],
            "sites": counts["sites"],
            "cross_district_sites": counts["cross_district_sites"],
            "created": self.results[RowResult.CREATED],
            "updated": self.results[RowResult.UPDATED],
            "unchanged": self.results[RowResult.UNCHANGED],
        }
