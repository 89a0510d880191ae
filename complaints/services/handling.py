"""What officers do between accepting a complaint and answering it."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from complaints.models import Complaint, Dispatch, Note
from complaints.queries import OPEN
from complaints.rules import clocks
from complaints.services import events
from complaints.services.dispatching import send
from complaints.services.locking import locked_for
from complaints.services.mixing import like_batch
from complaints.services.terms import terms_in_force
from complaints.terms import Outcome, State
from inspections.services.joint import open_inspection
from inspections.terms import Source
from institutions.models import Institution
from portal.accounts.actors import Actor
from portal.accounts.models import Membership
from portal.accounts.refusals import ChangedMeanwhile, ReasonRequired, Refusal
from portal.regions.models import District, Street
from portal.workdays.services import calendar

LOOKED_INTO = (State.ACCEPTED, State.IN_PROGRESS)


@transaction.atomic
def dispatch(
    complaint: Complaint,
    *,
    actor: Actor,
    district: District,
    street: Street | None = None,
    departments: Sequence[str] = (),
    reason: str = "",
) -> Dispatch:
    """Send a complaint to a district, a street or departments; no clock starts anew.

    To another district only with a reason: it is then that district's, and no longer this one's.
    Clauses: M7, D2. Raises NotAllowed, ChangedMeanwhile, ReasonRequired, Refusal.
    """
    complaint = locked_for(complaint, actor, *OPEN)
    elsewhere = complaint.district_id is not None and complaint.district_id != district.pk
    if elsewhere and not reason.strip():
        raise ReasonRequired(_("Say why another district is responsible."))
    if not elsewhere and complaint.state == State.RECEIVED and complaint.district_id is not None:
        raise Refusal(_("Accept it first; then it can be dispatched within the district."))
    return send(
        complaint,
        actor=actor,
        district=district,
        street=street,
        departments=departments,
        reason=reason.strip(),
    )


@transaction.atomic
def take(complaint: Complaint, *, actor: Actor) -> Complaint:
    """Make the officer the one who handles it. Raises NotAllowed, ChangedMeanwhile."""
    complaint = locked_for(complaint, actor, *OPEN)
    if actor.user is None:
        raise Refusal(_("Only a person can take it on."))
    complaint.assigned_to = actor.user
    complaint.save()
    events.record(actor, "complaint.taken", complaint)
    return complaint


@transaction.atomic
def link_institution(complaint: Complaint, *, actor: Actor, institution: Institution) -> Complaint:
    """Say which institution of the register a described one is. Raises NotAllowed, ChangedMeanwhile, Refusal."""
    complaint = locked_for(complaint, actor, *OPEN)
    if not Institution.objects.visible_to(actor).filter(pk=institution.pk).exists():
        raise Refusal(_("No such institution in your register."), field="institution")
    complaint.institution = institution
    complaint.save()
    events.record(actor, "complaint.linked", complaint, clause="S1", changes={"code": institution.code})
    return complaint


@transaction.atomic
def record_check(complaint: Complaint, *, actor: Actor, outcome: str, text: str) -> Complaint:
    """Write down what the check of the leads came to; a named person is then told within five days.

    Clause: D2. Raises NotAllowed, ChangedMeanwhile, ReasonRequired.
    """
    complaint = locked_for(complaint, actor, *LOOKED_INTO)
    if complaint.checked_on is not None:
        raise ChangedMeanwhile()
    if outcome not in Outcome.values:
        raise ReasonRequired(_("Choose what the check came to."), field="outcome")
    if not text.strip():
        raise ReasonRequired(_("Write what was checked and how."), field="text")
    _checked(complaint, outcome)
    complaint.save()
    _write_note(complaint, actor, text)
    events.record(actor, "complaint.checked", complaint, changes={"outcome": outcome})
    return complaint


def _checked(complaint: Complaint, outcome: str) -> None:
    """Stop the clock of the leads; start the one for telling a named person."""
    today = timezone.localdate()
    complaint.checked_on, complaint.outcome = today, outcome
    complaint.set_running_clock()
    if outcome == Outcome.FOUNDED and complaint.named:
        terms = terms_in_force(
            complaint.kind, urgent=complaint.urgent, on=today, district_id=complaint.district_id
        )
        complaint.tell_by = clocks.tell_by(today, terms.figure, calendar())


@transaction.atomic
def record_told(complaint: Complaint, *, actor: Actor) -> Complaint:
    """Write down that the named person was told of the case. Clause: D2. Raises NotAllowed, ChangedMeanwhile."""
    complaint = locked_for(complaint, actor)
    if complaint.tell_by is None or complaint.told_on is not None:
        raise ChangedMeanwhile()
    complaint.told_on = timezone.localdate()
    complaint.save()
    events.record(actor, "complaint.told", complaint)
    return complaint


@transaction.atomic
def open_visit(
    complaint: Complaint,
    *,
    actor: Actor,
    purpose: str,
    departments: Sequence[str],
    members: Sequence[Membership],
    on: date,
    among: int | None = None,
) -> Complaint:
    """Open a joint inspection of the institution that the complaint is about.

    `among` names a draw: then day, purpose and origin are those of its visits, and nobody can tell them apart.

    The visit does not know the complaint: `purpose` goes to the visit's papers and names nobody.
    Clauses: S5, N2, N4. Raises NotAllowed, ChangedMeanwhile, Refusal.
    """
    complaint = locked_for(complaint, actor, *LOOKED_INTO)
    if complaint.institution is None:
        raise Refusal(_("First say which institution of the register it is."), field=None)
    if complaint.joint_inspection_id is not None:
        raise ChangedMeanwhile()
    source: str = Source.COMPLAINT
    if among is not None:
        batch = like_batch(complaint, among)
        purpose, on, source = batch.purpose, batch.on, batch.source
    complaint.joint_inspection = open_inspection(
        actor=actor,
        institution=complaint.institution,
        purpose=purpose,
        departments=departments,
        members=members,
        on=on,
        source=source,
    )
    complaint.look_into()
    complaint.save()
    events.record(actor, "complaint.visit_opened", complaint, clause="S5", changes={"on": on.isoformat()})
    return complaint


@transaction.atomic
def add_note(complaint: Complaint, *, actor: Actor, text: str) -> Note:
    """Write an internal note. Raises NotAllowed, ReasonRequired."""
    complaint = locked_for(complaint, actor)
    if not text.strip():
        raise ReasonRequired(_("Write the note."), field="text")
    note = _write_note(complaint, actor, text)
    events.record(actor, "complaint.noted", complaint)
    return note


def _write_note(complaint: Complaint, actor: Actor, text: str) -> Note:
    return Note.objects.create(complaint=complaint, author=actor.user, text=text.strip())
