"""What is put on file in a penalty case, by officers and by the institution itself. Clause: N3."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.models import CaseStep, PenaltyCase
from inspections.rules import procedure as rule
from inspections.services.cases import clocks_of, facts_of, standing_of
from inspections.terms import CaseState, Stage, StepKind
from portal.accounts.actors import Actor
from portal.accounts.models import Membership
from portal.accounts.refusals import ChangedMeanwhile, NotAllowed, ReasonRequired, Refusal
from portal.accounts.roles import Role
from portal.evidence import services as evidence
from portal.timeline import services as timeline
from portal.workdays.services import calendar

# What the institution can say for itself.
OWN = (StepKind.STATEMENT, StepKind.STATEMENT_GIVEN_UP, StepKind.HEARING_ASKED, StepKind.HEARING_GIVEN_UP)
NEEDS_WORDS = frozenset(
    {
        StepKind.STATEMENT,
        StepKind.ANSWERED,
        StepKind.HEARING_HELD,
        StepKind.HEARING_MISSED,
        StepKind.SENT_BACK,
    }
)


class TermOver(Refusal):
    """The time to ask for a hearing is over."""

    words = gettext_lazy("The time to ask for a hearing was over on %(day)s.")


@dataclass(frozen=True, slots=True)
class Said:
    """One step as it was typed."""

    kind: str
    on: date
    client_id: uuid.UUID
    text: str = ""
    files: Sequence[UploadedFile] = ()


@transaction.atomic
def record(case: PenaltyCase, *, actor: Actor, said: Said) -> CaseStep:
    """Put a step on file; the institution its own, an officer what came by letter or word of mouth.

    The same `client_id` twice puts it on file once. Raises NotAllowed, ChangedMeanwhile, ReasonRequired, TermOver,
    Refusal, BadUpload. Clause: N3 (45, 63, 64).
    """
    case = PenaltyCase.objects.lock(case)
    is_own = actor.role == Role.INSTITUTION
    actor.must("own.file" if is_own else "procedure.record", case)
    known = CaseStep.objects.filter(client_id=said.client_id, case=case).first()
    if known is not None:
        return known
    _judge(case, said, is_own=is_own)
    step = _append(case, actor, said.kind, said.on, said.text, said.client_id, by_institution=is_own)
    evidence.store_all(
        actor,
        said.files,
        subject=step,
        district_id=case.district_id,
        institution_id=case.institution_id,
    )
    return step


def _judge(case: PenaltyCase, said: Said, *, is_own: bool) -> None:
    """Whether the step can be put on file. Raises ChangedMeanwhile, NotAllowed, ReasonRequired, TermOver, Refusal."""
    today, facts = timezone.localdate(), facts_of(case)
    if is_own and said.kind not in OWN:
        raise NotAllowed()
    if not case.is_open or said.kind not in rule.may_record(facts, today=today):
        raise ChangedMeanwhile()
    if said.kind in NEEDS_WORDS and not said.text.strip():
        raise ReasonRequired(_("Write what was said and how it was judged."), field="text")
    assert facts.notice_served is not None
    if said.on > today or said.on < facts.notice_served:
        raise Refusal(_("From the service of the notice to today."), field="on")
    terms = clocks_of(case)
    last = rule.hearing_until(facts.notice_served, terms, calendar())
    if said.kind == StepKind.HEARING_ASKED and said.on > last:
        raise TermOver(TermOver.words % {"day": last.isoformat()}, field="kind")


def _append(
    case: PenaltyCase, actor: Actor, kind: str, on: date, text: str, client_id: uuid.UUID, **more: Any
) -> CaseStep:
    step = CaseStep.objects.create(
        case=case,
        serial=case.steps.count() + 1,
        kind=kind,
        on=on,
        text=text.strip(),
        taken_by=actor.user,
        taken_as=actor.label,
        client_id=client_id,
        **more,
    )
    changes = {"kind": str(kind), "number": step.number, "on": on.isoformat()}
    timeline.record(actor, "case.step", case, clause="N3", reason=step.text, changes=changes)
    return step


@transaction.atomic
def set_hearing(
    case: PenaltyCase, *, actor: Actor, hearing_on: date, place: str, client_id: uuid.UUID
) -> CaseStep:
    """Announce the hearing that was asked for, seven working days before it. Clause: N3 (64).

    Raises NotAllowed, ChangedMeanwhile, ReasonRequired, Refusal.
    """
    case = PenaltyCase.objects.lock(case)
    actor.must("procedure.record", case)
    known = CaseStep.objects.filter(client_id=client_id, case=case).first()
    if known is not None:
        return known
    today = timezone.localdate()
    if standing_of(case, today).stage != Stage.SET_HEARING:
        raise ChangedMeanwhile()
    if not place.strip():
        raise ReasonRequired(_("Write where the hearing is."), field="place")
    earliest = rule.earliest_hearing(today, clocks_of(case), calendar())
    if hearing_on < earliest:
        words = _("A hearing is announced some working days before: %(day)s is the first possible day.")
        raise Refusal(words % {"day": earliest.isoformat()}, field="hearing_on")
    more = {"hearing_on": hearing_on, "place": place.strip()}
    return _append(case, actor, StepKind.HEARING_SET, today, "", client_id, **more)


@transaction.atomic
def review(
    case: PenaltyCase, *, actor: Actor, passes: bool, opinion: str, client_id: uuid.UUID
) -> PenaltyCase:
    """File the legal review, by somebody who does not lead the case; sent back, it can be reviewed again.

    Raises NotAllowed, ChangedMeanwhile, ReasonRequired. Clause: N3 (58).
    """
    case = PenaltyCase.objects.lock(case)
    actor.must("procedure.review", case)
    if CaseStep.objects.filter(client_id=client_id, case=case).exists():
        return case
    if actor.user is not None and actor.user.pk in {case.officer_id, case.companion_id}:
        raise NotAllowed(_("Who leads the case does not review it."))
    today = timezone.localdate()
    if standing_of(case, today).stage != Stage.REVIEW:
        raise ChangedMeanwhile()
    if not opinion.strip():
        raise ReasonRequired(
            _("Write the opinion: competence, facts, evidence, law, procedure."), field="opinion"
        )
    kind = StepKind.REVIEWED if passes else StepKind.SENT_BACK
    _append(case, actor, kind, today, opinion, client_id)
    if passes:
        case.review()
        case.save(update_fields=["state"])
    return case


@transaction.atomic
def change_officers(
    case: PenaltyCase, *, actor: Actor, companion: Membership | None, reason: str, client_id: uuid.UUID
) -> PenaltyCase:
    """Take a case over with another officer, where one who led it steps back. Clause: N3 (42, 43).

    Raises NotAllowed, ChangedMeanwhile, ReasonRequired, Refusal.
    """
    case = PenaltyCase.objects.lock(case)
    actor.must("procedure.record", case)
    if CaseStep.objects.filter(client_id=client_id, case=case).exists():
        return case
    if case.state != CaseState.OPEN:
        raise ChangedMeanwhile()
    if not reason.strip():
        raise ReasonRequired(_("Say who steps back and why."), field="reason")
    if companion is None or actor.user is None or companion.user_id == actor.user.pk:
        raise Refusal(_("Two officers at least lead a case."), field="companion")
    case.officer, case.companion = actor.user, companion.user
    case.save(update_fields=["officer", "companion"])
    _append(case, actor, StepKind.OFFICERS_CHANGED, timezone.localdate(), reason, client_id)
    return case
