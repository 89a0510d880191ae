"""Opening a penalty case, what it waits for, and closing it. Clause: N3."""

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.models import CaseStep, Decision, EnforcementDocument, Finding, PenaltyCase
from inspections.rules import procedure as rule
from inspections.rules.documents import number_of
from inspections.rules.effects import NEEDS_PAPERS
from inspections.rules.ladder import offered_for
from inspections.rules.procedure import Facts, ProcedureTerms, Standing
from inspections.services.officers import inspectors_for
from inspections.terms import (
    OPEN_CASES,
    SHOWN_TO_INSTITUTION,
    CaseState,
    DocumentKind,
    FindingState,
    Group,
    Measure,
    Severity,
    Stage,
    StepKind,
)
from portal.accounts.actors import Actor
from portal.accounts.models import Membership
from portal.accounts.refusals import ChangedMeanwhile, ReasonRequired, Refusal
from portal.regions.models import District
from portal.rulebook.services import InForce, in_force
from portal.rulebook.values import build, fields_of, write
from portal.timeline import services as timeline
from portal.workdays.rules import Calendar
from portal.workdays.services import calendar


class CaseNeeded(Refusal):
    """A measure that the law guards is decided in a case (N3)."""

    words = gettext_lazy(
        "%(measures)s: blocked until notice, defence or hearing, and legal review are on file. Open a penalty case."
    )


class CaseNotReady(Refusal):
    """The case waits for something (N3)."""

    words = gettext_lazy("Penalty case %(number)s is not ready: %(stage)s.")


@dataclass(frozen=True, slots=True)
class Opening:
    """A case as it is opened."""

    measures: Sequence[str]
    grounds: str
    ended_on: date
    companion: Membership | None
    client_id: uuid.UUID
    at_stake: bool = False


@dataclass(frozen=True, slots=True)
class OnFile:
    """The file numbers that a decision names: notice, defence or hearing, legal review. Clause: N3."""

    notice: str = ""
    defence: str = ""
    legal_review: str = ""


def terms_for(district_id: int, on: date) -> InForce[ProcedureTerms]:
    """The clocks for cases opened on a day in a district. Clause: N3."""
    return in_force(ProcedureTerms, on=on, district_id=district_id)


def clocks_of(case: PenaltyCase) -> ProcedureTerms:
    """The clocks that a case runs by, as they were when it was opened. Clause: N3."""
    return build(ProcedureTerms, case.clocks)


def companions_for(finding: Finding, actor: Actor) -> list[Membership]:
    """Who can lead the case beside the actor: another certified officer of the district. Clause: N3 (42)."""
    able = inspectors_for(finding.institution)
    return [member for member in able if actor.user is None or member.user_id != actor.user.pk]


@transaction.atomic
def open_case(finding: Finding, *, actor: Actor, opening: Opening) -> PenaltyCase:
    """Open a penalty case for a confirmed finding, led by two officers. The same `client_id` twice opens it once.

    Raises NotAllowed, ChangedMeanwhile, ReasonRequired, Refusal. Clause: N3 (36, 42, 60).
    """
    finding = Finding.objects.lock(finding)
    actor.must("procedure.record", finding)
    known = PenaltyCase.objects.filter(client_id=opening.client_id, finding=finding).first()
    if known is not None:
        return known
    if finding.state != FindingState.CONFIRMED or finding.cases.filter(state__in=OPEN_CASES).exists():
        raise ChangedMeanwhile()
    terms = terms_for(finding.district_id, timezone.localdate())
    case = _create(finding, actor, opening, _considered(finding, opening, terms.figure), terms)
    changes = {"number": case.number, "measures": case.measures, "decide_by": case.decide_by.isoformat()}
    timeline.record(actor, "case.opened", case, clause="N3", reason=case.grounds, changes=changes)
    return case


def _create(
    finding: Finding, actor: Actor, opening: Opening, measures: list[str], terms: InForce[ProcedureTerms]
) -> PenaltyCase:
    """The case under the next number of its district and year."""
    today = timezone.localdate()
    district = District.objects.select_for_update().get(pk=finding.district_id)  # numbers without gaps
    series = PenaltyCase.objects.filter(district=district, year=today.year)
    serial = (series.aggregate(last=Max("serial"))["last"] or 0) + 1
    assert actor.user is not None
    assert opening.companion is not None
    return PenaltyCase.objects.create(
        finding=finding,
        institution=finding.institution,
        district=district,
        year=today.year,
        serial=serial,
        number=number_of(district.name, "case", today.year, serial),
        measures=measures,
        grounds=opening.grounds.strip(),
        ended_on=opening.ended_on,
        at_stake=opening.at_stake,
        opened_on=today,
        decide_by=rule.decide_by(today, terms.figure),
        rule_version=terms.version,
        clocks={name: write(getattr(terms.figure, name)) for name in fields_of(ProcedureTerms)},
        officer=actor.user,
        companion=opening.companion.user,
        opened_as=actor.label,
        client_id=opening.client_id,
    )


def _considered(finding: Finding, opening: Opening, terms: ProcedureTerms) -> list[str]:
    """The measures considered, in the order they are offered. Raises ReasonRequired, Refusal."""
    guarded = [m for m in offered_for(Group(finding.group)) if m in NEEDS_PAPERS]
    chosen = [str(measure) for measure in guarded if measure in set(opening.measures)]
    if not chosen or set(opening.measures) - {str(m) for m in guarded}:
        raise Refusal(_("Choose at least one of the measures offered."), field="measures")
    if not opening.grounds.strip():
        raise ReasonRequired(
            _("Write the facts and what proves them: the notice says them."), field="grounds"
        )
    if opening.companion is None:
        raise Refusal(_("Two officers at least lead a case."), field="companion")
    if opening.ended_on > finding.found_on:
        raise Refusal(_("Not after the day on which it was found."), field="ended_on")
    if rule.has_lapsed(opening.ended_on, finding.found_on, terms, at_stake=opening.at_stake):
        words = _("It was found too long after it ended: no penalty any more. Decide without a measure.")
        raise Refusal(words, field="ended_on")
    return chosen


def facts_of(case: PenaltyCase) -> Facts:
    """What is on file in a case, from its steps and papers (prefetched where the caller did)."""
    steps = list(case.steps.all())
    kinds = {step.kind for step in steps}
    notice = notice_of(case)
    service = getattr(notice, "service", None)
    stated = [step.serial for step in steps if step.kind == StepKind.STATEMENT]
    answered = [step.serial for step in steps if step.kind == StepKind.ANSWERED]
    return Facts(
        notice_issued=notice is not None,
        notice_served=service.on if service else None,
        stated=bool(stated),
        answered=bool(answered) and max(answered) > max(stated, default=0),
        statement_given_up=StepKind.STATEMENT_GIVEN_UP in kinds,
        hearing_asked=StepKind.HEARING_ASKED in kinds,
        hearing_given_up=StepKind.HEARING_GIVEN_UP in kinds,
        hearing_on=next((step.hearing_on for step in steps if step.kind == StepKind.HEARING_SET), None),
        hearing_over=bool(kinds & {StepKind.HEARING_HELD, StepKind.HEARING_MISSED}),
        reviewed=StepKind.REVIEWED in kinds,
    )


def notice_of(case: PenaltyCase) -> EnforcementDocument | None:
    """The notice that holds: the last one issued."""
    notices = [paper for paper in case.documents.all() if paper.kind == DocumentKind.CASE_NOTICE]
    return max(notices, key=lambda paper: paper.pk, default=None)


def standing_of(case: PenaltyCase, today: date, days: Calendar | None = None) -> Standing:
    """What a case waits for on a day; `days` where the calendar is at hand already. Clause: N3."""
    if not case.is_open:
        return Standing(Stage.CLOSED)
    return rule.standing(
        facts_of(case), today=today, terms=clocks_of(case), calendar=calendar() if days is None else days
    )


def standings_of(rows: Iterable[PenaltyCase], today: date) -> list[tuple[PenaltyCase, Standing]]:
    """Each case with what it waits for: one question more, however many there are."""
    days = calendar()
    return [(case, standing_of(case, today, days)) for case in rows]


def open_case_of(finding: Finding) -> PenaltyCase | None:
    """The case that is open for a finding, with its file."""
    return PenaltyCase.objects.for_list().filter(finding=finding).open().first()


def guard(finding: Finding, chosen: Collection[Measure], today: date) -> tuple[PenaltyCase | None, OnFile]:
    """The open case of a finding with what is on file, where the chosen measures may be decided. Clause: N3.

    Raises CaseNeeded where the law guards one of them and no case considers it, CaseNotReady where the case waits.
    """
    case = open_case_of(finding)
    guarded = [measure for measure in chosen if measure in NEEDS_PAPERS]
    if not guarded:
        return case, OnFile()
    if case is None or set(guarded) - set(case.measures):
        names = "、".join(str(measure.label) for measure in guarded)
        raise CaseNeeded(CaseNeeded.words % {"measures": names}, field="measures")
    now = standing_of(case, today)
    if now.stage != Stage.READY:
        words = CaseNotReady.words % {"number": case.number, "stage": Stage(now.stage).label}
        raise CaseNotReady(words, field="measures")
    return case, _on_file(case)


def _on_file(case: PenaltyCase) -> OnFile:
    by_kind = {step.kind: step.number for step in case.steps.all()}
    first = (StepKind.HEARING_HELD, StepKind.HEARING_MISSED, StepKind.STATEMENT, StepKind.STATEMENT_GIVEN_UP)
    defence = next((by_kind[kind] for kind in first if kind in by_kind), "")
    notice = notice_of(case)
    return OnFile(
        notice.number if notice else "",
        defence or str(_("term over, nothing stated")),
        by_kind.get(StepKind.REVIEWED, ""),
    )


def decided(case: PenaltyCase | None, decision: Decision, *, actor: Actor) -> None:
    """Close the case of a finding that is decided now; part of deciding, which holds the transaction."""
    if case is None:
        return
    case = PenaltyCase.objects.lock(case)
    case.decide(decision)
    case.save(update_fields=["state", "decision", "closed_on"])
    changes = {"number": case.number, "measures": decision.measures}
    timeline.record(actor, "case.decided", case, clause="N3", changes=changes)


ENDINGS = {
    CaseState.WAIVED: PenaltyCase.waive,
    CaseState.LAPSED: PenaltyCase.lapse,
    CaseState.UNFOUNDED: PenaltyCase.drop,
}


@transaction.atomic
def close(case: PenaltyCase, *, actor: Actor, state: str, reason: str) -> PenaltyCase:
    """Close a case without a penalty, with the reason. The finding waits for its decision all the same.

    Raises NotAllowed, ChangedMeanwhile, ReasonRequired, Refusal. Clause: N3 (33, 36).
    """
    case = PenaltyCase.objects.lock(case)
    actor.must("procedure.record", case)
    if not case.is_open:
        raise ChangedMeanwhile()
    if not reason.strip():
        raise ReasonRequired(_("Say why there is no penalty: it is kept with the case."))
    finding = case.finding
    before = Finding.objects.times_before(finding)
    if state == CaseState.WAIVED and not rule.may_be_waived(Severity(finding.severity), before):
        raise Refusal(_("Only what is minor and was found for the first time."), field="state")
    lapsed = rule.has_lapsed(case.ended_on, finding.found_on, clocks_of(case), at_stake=case.at_stake)
    if state == CaseState.LAPSED and not lapsed:
        raise Refusal(_("By the days on file it has not lapsed."), field="state")
    ENDINGS[CaseState(state)](case, timezone.localdate())
    case.closing = reason.strip()
    case.save(update_fields=["state", "closing", "closed_on"])
    changes = {"state": str(state), "number": case.number}
    timeline.record(actor, "case.closed", case, clause="N3", reason=case.closing, changes=changes)
    return case


def own_steps(case: PenaltyCase) -> list[CaseStep]:
    """What the institution reads of its case."""
    return [step for step in case.steps.all() if step.kind in SHOWN_TO_INSTITUTION]
