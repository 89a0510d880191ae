"""Joint inspections, visits and their parts."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q

from inspections.terms import InspectionState, PartState, Source, VisitState
from portal.accounts.actors import Actor
from portal.accounts.roles import Role

if TYPE_CHECKING:
    from inspections.models import JointInspection, Visit, VisitPart
from inspections.queries.territory import of_the_team, territory


def may_begin(inspection: str = "") -> Q:
    """The condition that a visit is approved, or for danger and so too urgent to wait (N2)."""
    return Q(**{f"{inspection}approved_at__isnull": False}) | Q(**{f"{inspection}source": Source.URGENT})


class JointInspectionQuerySet(models.QuerySet["JointInspection"]):
    """Joint inspections."""

    def visible_to(self, actor: Actor) -> Self:
        """Those in the territory; a department officer sees those in which the department takes part (S5).

        An institution sees its own once announced or at the door: what comes unannounced stays so (N2).
        """
        rows = self.filter(territory(actor, own="institution"), of_the_team(actor))
        return rows.told() if actor.role == Role.INSTITUTION else rows

    def told(self) -> Self:
        """Those that the institution knows of: announced, or come to its door."""
        return self.filter(
            Q(announced_on__isnull=False) | Q(arrived_at__isnull=False) | Q(state=InspectionState.CLOSED)
        )

    def for_list(self) -> Self:
        """With what a list shows: institution, day, parts in and parts in all."""
        first = Q(visits__kind="first")
        submitted = first & Q(visits__parts__state=PartState.SUBMITTED)
        return self.select_related("institution__district", "opened_by").annotate(
            parts_in_all=Count("visits__parts", filter=first, distinct=True),
            parts_in=Count("visits__parts", filter=submitted, distinct=True),
        )

    def for_page(self) -> Self:
        """With what the page of one shows."""
        return self.select_related("institution__district", "institution__street", "opened_by", "district")

    def open(self) -> Self:
        """Those still under way."""
        return self.filter(state=InspectionState.OPEN)

    def to_approve(self, actor: Actor) -> Self:
        """Open ones not approved yet, that somebody else than the actor opened (N2)."""
        others = self.open().filter(approved_at=None)
        return others.exclude(opened_by=actor.user) if actor.user else others

    def of_year(self, year: int) -> Self:
        """Those made or planned in a calendar year, not called off."""
        return self.filter(on__year=year).exclude(state=InspectionState.CANCELLED)

    def between(self, first: date, last: date) -> Self:
        """Open ones of these days, both counted."""
        return self.open().filter(on__range=(first, last))

    def all_in(self) -> Self:
        """Those of which every department has submitted its part."""
        parts = apps.get_model("inspections", "VisitPart").objects
        missing = parts.filter(visit__joint_inspection=OuterRef("pk"), visit__kind="first").exclude(
            state=PartState.SUBMITTED
        )
        return self.filter(~Exists(missing))

    def lock(self, inspection: "JointInspection") -> "JointInspection":
        """The row, locked until the transaction ends."""
        return self.select_for_update().get(pk=inspection.pk)


class VisitQuerySet(models.QuerySet["Visit"]):
    """Visits."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the inspections that the actor sees."""
        return self.filter(territory(actor, "joint_inspection__"), of_the_team(actor, "joint_inspection__"))

    def lock(self, visit: "Visit") -> "Visit":
        """The row, locked until the transaction ends."""
        return self.select_for_update().get(pk=visit.pk)


class VisitPartQuerySet(models.QuerySet["VisitPart"]):
    """Departments' parts of visits."""

    def visible_to(self, actor: Actor) -> Self:
        """Those in the territory; a department officer sees the own department's only (S5)."""
        own = Q(department=actor.department) if actor.role == Role.DEPARTMENT_OFFICER else Q()
        return self.filter(territory(actor, "visit__joint_inspection__"), own)

    def for_page(self) -> Self:
        """With what the recording page shows."""
        return self.select_related(
            "visit__joint_inspection__institution__district", "visit__standard", "submitted_by", "saved_by"
        )

    def to_record(self, actor: Actor) -> Self:
        """Parts of open visits that are the actor's own to record: the own department's, as a member (N2).

        Where no member of the department is named, any of its officers in the district. Nothing is recorded
        before the visit is approved, but for danger.
        """
        if not actor.department or not actor.can("inspections.record"):
            return self.none()
        team = apps.get_model("inspections", "TeamMember").objects.filter(
            joint_inspection=OuterRef("visit__joint_inspection"), department=actor.department
        )
        mine = Q(Exists(team.filter(user=actor.user)))
        if actor.district_ids is not None:
            mine |= Q(~Exists(team))
        return self.visible_to(actor).filter(
            mine,
            may_begin("visit__joint_inspection__"),
            state__in=[PartState.OPEN, PartState.DRAFT],
            visit__state__in=[VisitState.PLANNED, VisitState.UNDERWAY],
            visit__kind="first",
            department=actor.department,
        )

    def lock(self, part: "VisitPart") -> "VisitPart":
        """The row, locked until the transaction ends."""
        return self.select_for_update().get(pk=part.pk)
