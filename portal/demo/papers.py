"""The papers of a case: the decision, the order with its extension, the rectification report."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from inspections.models import (
    Decision,
    Finding,
    OrderExtension,
    RectificationOrder,
    RectificationReport,
    Visit,
)
from inspections.rules import deadlines, ladder
from inspections.terms import Group, Measure, VisitKind
from portal.demo.texts import RECTIFIED, TEXTS
from portal.demo.visits import on_site

if TYPE_CHECKING:
    from portal.demo.findings import Court


def decide(
    court: Court,
    finding: Finding,
    on: date,
    proposal: ladder.Proposal,
    measures: tuple[Measure, ...],
    reason: str,
    needs_papers: bool,
) -> Decision:
    """The decision as it is kept, beside what the rule proposed."""
    until = proposal.training_stops_until
    file = f"{on.year}{finding.pk:05d}"
    departs = ladder.departs(frozenset(measures), proposal)
    return court.world.add(
        Decision(
            finding=finding,
            step=proposal.step,
            clause=proposal.clause,
            measures=[str(measure) for measure in measures],
            proposal={
                "step": proposal.step,
                "clause": proposal.clause,
                "measures": [str(measure) for measure in proposal.measures],
                "until": None if until is None else until.isoformat(),
            },
            rule_version=f"{ladder.LadderTerms.KEY}@default",
            departs=departs,
            reason=reason,
            stops_until=None if departs else until,
            needs_papers=needs_papers,
            notice_ref=f"告知〔{file}〕" if needs_papers else "",
            defence_ref=f"陈述申辩〔{file}〕" if needs_papers else "",
            legal_review_ref=f"法审〔{file}〕" if needs_papers else "",
            decided_by=court.officer.user,
            decided_as=court.officer.label,
            decided_on=on,
        )
    )


def serve(court: Court, decision: Decision, on: date, *, at_once: bool) -> RectificationOrder:
    """Serve the order that a decision calls for, and set its re-inspection."""
    terms, calendar = deadlines.RectificationTerms(), court.world.calendar
    reckon = deadlines.rectify_at_once_by if at_once else deadlines.rectify_by
    due = reckon(on, terms, calendar)
    order = court.world.add(
        RectificationOrder(
            number=f"{court.place.area.slug}-{on.year}-{decision.pk:05d}",
            decision=decision,
            institution=court.place.institution,
            requirement=f"{TEXTS[Group(decision.finding.group)]}请于期限内整改到位。",
            served_on=on,
            due=due,
            reinspect_on=deadlines.reinspection_day(due, terms, calendar),
            rule_version=f"{terms.KEY}@default",
        )
    )
    court.place.facts.setdefault("orders", []).append(order)
    court.planned[order.pk] = court.world.add(
        Visit(
            joint_inspection=decision.finding.joint_inspection,
            kind=VisitKind.REINSPECTION,
            order=order,
            on=order.reinspect_on,
        )
    )
    changes = {"due": due.isoformat(), "reinspect_on": order.reinspect_on.isoformat()}
    court.tell(on, court.officer, "order.served", order, clause="D1", changes=changes)
    return order


def extend(court: Court, order: RectificationOrder) -> date:
    """Give it more time; the day it was given, or that of service where it is too late for that."""
    on = court.world.workday(order.served_on, order.due)
    if on > min(court.world.today, order.due):
        return order.served_on
    terms, calendar, before = deadlines.RectificationTerms(), court.world.calendar, order.due
    after = deadlines.extended_due(before, court.world.random.choice((5, 10)), calendar)
    order.extend(after, deadlines.reinspection_day(after, terms, calendar))
    court.planned[order.pk].on = order.reinspect_on
    reason = "材料采购需要时间，申请延期。"
    court.world.add(
        OrderExtension(
            order=order,
            due_before=before,
            due_after=after,
            reason=reason,
            extended_by=court.officer.user,
            extended_at=court.world.moment(on, 15),
        )
    )
    court.tell(on, court.officer, "order.extended", order, clause="D1", reason=reason)
    return on


def report(court: Court, order: RectificationOrder, on: date) -> None:
    """The institution says that it has put things right."""
    actor = on_site(court.world, court.place)
    order.report()
    court.world.add(
        RectificationReport(
            order=order,
            text=RECTIFIED,
            client_id=UUID(int=court.world.random.getrandbits(128), version=4),
            reported_as=actor.label,
            reported_at=court.world.moment(on, 16),
        )
    )
    court.tell(on, actor, "order.reported", order, clause="D1")
