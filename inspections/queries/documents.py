"""Papers of enforcement."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from inspections.queries.territory import of_the_team, territory
from inspections.terms import TO_SERVE
from portal.accounts.actors import Actor
from portal.accounts.roles import Role

if TYPE_CHECKING:
    from inspections.models import EnforcementDocument, ServiceOfDocument  # noqa: F401 - named in strings below


TEAMS = (
    "inspection__",
    "order__decision__finding__joint_inspection__",
    "decision__finding__joint_inspection__",
    "case__finding__joint_inspection__",
)


def seen_by(actor: Actor, path: str = "") -> Q:
    """The papers, found at `path`, that the actor sees: of the territory, of the team, served on the institution."""
    seen = territory(actor, path, own=f"{path}institution")
    if actor.role == Role.DEPARTMENT_OFFICER:
        mine = Q(pk__in=[])
        for inspection in TEAMS:
            mine |= of_the_team(actor, f"{path}{inspection}")
        seen &= mine
    if actor.role == Role.INSTITUTION:
        seen &= Q(**{f"{path}service__isnull": False})
    return seen


class DocumentQuerySet(models.QuerySet["EnforcementDocument"]):
    """Papers."""

    def visible_to(self, actor: Actor) -> Self:
        """Those in the territory; an institution sees what was served on it. Clause: N3 (61)."""
        return self.filter(seen_by(actor))

    def for_list(self) -> Self:
        """With what a list shows."""
        return self.select_related("institution", "district", "issued_by", "service")

    def unserved(self, today: date) -> Self:
        """Those that have to be served and were issued by the end of a day, the oldest first."""
        waiting = self.filter(kind__in=TO_SERVE, service=None, replaced_by=None, issued_at__date__lte=today)
        return waiting.order_by("issued_at", "pk")

    def waiting_for(self, actor: Actor) -> Self:
        """Those that wait for the institution to confirm that it received them. Clause: N3 (61)."""
        if actor.role != Role.INSTITUTION:
            return self.none()
        return self.filter(
            territory(actor, own="institution"), kind__in=TO_SERVE, service=None, replaced_by=None
        )

    def lock(self, document: "EnforcementDocument") -> "EnforcementDocument":
        """The row, locked until the transaction ends."""
        return self.select_for_update(of=("self",)).get(pk=document.pk)


class ServiceQuerySet(models.QuerySet["ServiceOfDocument"]):
    """How papers were served; their proof is opened by whoever sees the paper."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the papers that the actor sees."""
        return self.filter(seen_by(actor, "document__"))
