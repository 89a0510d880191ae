"""Who may see which inspection, finding and order, and what each page needs."""

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q

from inspections.terms import (
    CONFIRMED_STATES,
    OPEN_ORDERS,
    FindingState,
    InspectionState,
    OrderState,
    PartState,
    VisitState,
)
from portal.accounts.actors import Actor
from portal.accounts.roles import Role
from portal.accounts.scope import within

if TYPE_CHECKING:
    from inspections.models import (  # noqa: F401 - named in strings below
        Finding,
        JointInspection,
        RectificationOrder,
        RectificationReport,
        TeachingStop,
        Visit,
        VisitPart,
    )


def of_the_team(actor: Actor, inspection: str = "") -> Q:
    """The condition that a department officer's department takes part; every other role's territory is enough."""
    if actor.role != Role.DEPARTMENT_OFFICER:
        return Q()
    return Q(**{f"{inspection}team__contains": f",{actor.department},"})


def territory(actor: Actor, path: str = "", *, own: str | None = None) -> Q:
    """Rows whose institution, found at `path`, lies in the actor's territory; `own` where an institution sees its own."""
    return within(actor, f"{path}institution__district", institution=own, street=f"{path}institution__street")


class JointInspectionQuerySet(models.QuerySet["JointInspection"]):
    """Joint inspections."""

    def visible_to(self, actor: Actor) -> Self:
        """Those in the territory; a department officer sees those in which the department takes part (S5)."""
        return self.filter(territory(actor), of_the_team(actor))

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

        Where no member of the department is named, any of its officers in the district.
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
            state__in=[PartState.OPEN, PartState.DRAFT],
            visit__state__in=[VisitState.PLANNED, VisitState.UNDERWAY],
            visit__kind="first",
            department=actor.department,
        )

    def lock(self, part: "VisitPart") -> "VisitPart":
        """The row, locked until the transaction ends."""
        return self.select_for_update().get(pk=part.pk)


class FindingQuerySet(models.QuerySet["Finding"]):
    """Findings."""

    def visible_to(self, actor: Actor) -> Self:
        """Those in the territory; a department officer sees those of visits the department took part in."""
        return self.filter(territory(actor), of_the_team(actor, "joint_inspection__"))

    def for_list(self) -> Self:
        """With what a list shows."""
        return self.select_related("institution__district", "visit_part__visit", "follows")

    def for_decision(self) -> Self:
        """With all that the page of one shows."""
        return (
            self.for_list()
            .select_related(
                "joint_inspection",
                "confirmed_by",
                "follows",
                "missed_order",
                "decision__decided_by",
                "decision__stop",
            )
            .prefetch_related("decision__orders")
        )

    def confirmed(self) -> Self:
        """What counts: confirmed, decided or not."""
        return self.filter(state__in=CONFIRMED_STATES)

    def confirmed_for(self, institution: Any) -> Self:
        """What counts against an institution."""
        return self.confirmed().filter(institution=institution)

    def to_confirm(self) -> Self:
        """Recorded, not yet judged."""
        return self.filter(state=FindingState.RECORDED)

    def to_decide(self) -> Self:
        """Confirmed, without a decision."""
        return self.filter(state=FindingState.CONFIRMED)

    def times_before(self, finding: "Finding") -> int:
        """On how many earlier occasions the same was confirmed for the institution (P, preamble).

        All that one visit finds of a group is one time, so this counts visits and missed orders, not rows.
        """
        earlier = Q(found_on__lt=finding.found_on) | Q(found_on=finding.found_on, pk__lt=finding.pk)
        others = self.confirmed_for(finding.institution_id).filter(earlier, group=finding.group)
        if finding.visit_part is not None:
            others = others.exclude(visit_part__visit=finding.visit_part.visit_id)
        return others.values("visit_part__visit", "missed_order").distinct().count()

    def lock(self, finding: "Finding") -> "Finding":
        """The row, locked until the transaction ends; go on with this one only."""
        return self.select_for_update().get(pk=finding.pk)


class OrderQuerySet(models.QuerySet["RectificationOrder"]):
    """Rectification orders."""

    def visible_to(self, actor: Actor) -> Self:
        """Those in the territory; an institution sees its own; a department officer those of its team."""
        return self.filter(
            territory(actor, own="institution"), of_the_team(actor, "decision__finding__joint_inspection__")
        )

    def for_list(self) -> Self:
        """With what a list shows."""
        return self.select_related("institution__district", "decision__finding")

    def for_page(self) -> Self:
        """With what the page of one shows."""
        return self.for_list().select_related("decision__decided_by", "decision__finding__joint_inspection")

    def queue(self) -> Self:
        """The next due first, what is closed last."""
        return self.order_by(F("closed_on").desc(nulls_first=True), "due", "pk")

    def open(self) -> Self:
        """Neither passed nor failed nor withdrawn."""
        return self.filter(state__in=OPEN_ORDERS)

    def open_for(self, institution: Any) -> Self:
        """An institution's open orders."""
        return self.open().filter(institution=institution)

    def failed(self) -> Self:
        """Missed, or not put right: the blacklist is proposed for these (P8)."""
        return self.filter(state=OrderState.FAILED)

    def overdue(self, today: date) -> Self:
        """Open ones past their day: the report's, or the re-inspection's once reported."""
        unreported = Q(state=OrderState.SERVED, due__lt=today)
        return self.filter(unreported | Q(state=OrderState.REPORTED, reinspect_on__lt=today))

    def missed(self, today: date) -> Self:
        """Those whose deadline has passed without a report (P8)."""
        return self.filter(state=OrderState.SERVED, due__lt=today)

    def lock(self, order: "RectificationOrder") -> "RectificationOrder":
        """The row, locked until the transaction ends."""
        return self.select_for_update().get(pk=order.pk)


class ReportQuerySet(models.QuerySet["RectificationReport"]):
    """Rectification reports; their files are opened by whoever sees the order."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the orders that the actor sees."""
        return self.filter(
            territory(actor, "order__", own="order__institution"),
            of_the_team(actor, "order__decision__finding__joint_inspection__"),
        )


class TeachingStopQuerySet(models.QuerySet["TeachingStop"]):
    """Stops of teaching."""

    def standing(self) -> Self:
        """Those not lifted."""
        return self.filter(lifted_on=None)

    def term_over(self, today: date) -> Self:
        """Those standing whose term, if any, is over and whose order has passed (P4)."""
        over = Q(until=None) | Q(until__lte=today)
        passed = Q(order__state=OrderState.PASSED, order__closed_on__lte=today)
        return self.standing().filter(over, passed)

    def lock(self, stop: "TeachingStop") -> "TeachingStop":
        """The row, locked until the transaction ends."""
        return self.select_for_update().get(pk=stop.pk)
