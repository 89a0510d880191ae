"""Who may see which teacher."""

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q

from institutions.terms import MatchState
from portal.accounts.actors import Actor
from portal.accounts.scope import within

if TYPE_CHECKING:
    from institutions.models import Teacher

HELD = (MatchState.OPEN, MatchState.CONFIRMED)


class TeacherQuerySet(models.QuerySet["Teacher"]):
    """Teachers that institutions filed."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the institutions in the actor's territory."""
        return self.filter(
            within(actor, "institution__district", institution="institution", street="institution__street")
        )

    def employed_on(self, day: date) -> Self:
        """Those under contract on `day`."""
        running = Q(contract_until=None) | Q(contract_until__gte=day)
        stayed = Q(left_on=None) | Q(left_on__gt=day)
        return self.filter(running, stayed, contract_from__lte=day)

    def staying(self) -> Self:
        """Those whose leaving was not filed, whatever the contract says."""
        return self.filter(left_on=None)

    def for_list(self) -> Self:
        """With what a list shows."""
        return self.select_related("institution__district", "institution__street")

    def with_flags(self) -> Self:
        """With what the district looks for: `is_elsewhere` (filed at a second institution) and `is_held` (P7)."""
        return self.annotate(is_elsewhere=Exists(self._elsewhere()), is_held=Exists(self._matched(HELD)))

    def with_asked(self) -> Self:
        """With what the institution may know of a match: `is_asked` once the district confirmed it (P7)."""
        return self.annotate(is_asked=Exists(self._matched((MatchState.CONFIRMED,))))

    def elsewhere(self) -> Self:
        """Those who are filed at a second institution at the same time. Clause: S10."""
        return self.staying().filter(Exists(self._elsewhere()))

    def held(self) -> Self:
        """Those who stand on a school's list, decided against them or not yet decided. Clause: P7."""
        return self.filter(Exists(self._matched(HELD)))

    def asked(self) -> Self:
        """Those about whom the district asks: a match was confirmed. Clause: P7."""
        return self.filter(Exists(self._matched((MatchState.CONFIRMED,))))

    def same_person(self, teacher: "Teacher") -> Self:
        """The other filings of the same person that still run."""
        if not teacher.id_digest:
            return self.none()
        return self.staying().filter(id_digest=teacher.id_digest).exclude(pk=teacher.pk)

    def figures(self) -> dict[str, int]:
        """How many are filed, how many without a certificate, how many stand on a school's list."""
        return self.staying().aggregate(
            filed=Count("pk"),
            uncertified=Count("pk", filter=Q(certificate="")),
            held=Count("pk", filter=Exists(self._matched(HELD))),
        )

    def _elsewhere(self) -> "models.QuerySet[Teacher]":
        others = self.model._default_manager.filter(id_digest=OuterRef("id_digest"), left_on=None)
        return others.exclude(institution=OuterRef("institution")).exclude(id_digest="")

    def _matched(self, states: tuple[str, ...]) -> models.QuerySet[models.Model]:
        matches: Any = self.model._meta.get_field("matches").related_model
        return matches._default_manager.filter(teacher=OuterRef("pk"), state__in=states)
