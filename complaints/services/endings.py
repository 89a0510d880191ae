"""What the person says of an answer, and a complaint taken up again. Clauses: D2, M8."""

import uuid
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from complaints.models import Answering, Complaint, Rating
from complaints.rules import endings
from complaints.services import events
from complaints.terms import Satisfaction, State
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, ReasonRequired
from portal.rulebook.services import in_force
from portal.workdays.services import calendar

ENDED = (State.ANSWERED, State.REFUSED, State.CLOSED)


def terms_on(today: date, complaint: Complaint) -> endings.ReopeningTerms:
    """The figures in force for a complaint."""
    return in_force(endings.ReopeningTerms, on=today, district_id=complaint.district_id).figure


def keep_answering(complaint: Complaint, *, actor: Actor, text: str, ground: str = "") -> None:
    """Keep what the person was answered in this round; called by whoever answers, in the same transaction."""
    Answering.objects.create(
        complaint=complaint,
        round=complaint.round,
        text=text,
        outcome=complaint.outcome,
        ground=ground,
        by=actor.user,
        on=timezone.localdate(),
    )


def may_rate(complaint: Complaint, today: date) -> bool:
    """Whether the person who holds the secret may say what the last answer is worth."""
    if complaint.state not in ENDED or not endings.may_be_rated(
        complaint.answered_on, today, terms_on(today, complaint)
    ):
        return False
    return not complaint.ratings.filter(round=complaint.round).exists()


def rate(complaint: Complaint, *, client_id: uuid.UUID, satisfaction: str, text: str = "") -> Rating:
    """Keep what the person says of the answer; the first dissatisfied rating takes the complaint up again.

    Sent twice, it counts once. Clauses: D2, M8. Raises ReasonRequired, ChangedMeanwhile.
    """
    known = Rating.objects.filter(client_id=client_id, complaint=complaint).first()
    if known is not None:
        return known
    if satisfaction not in Satisfaction.values:
        raise ReasonRequired(_("Choose one."), field="satisfaction")
    if satisfaction == Satisfaction.DISSATISFIED and not text.strip():
        raise ReasonRequired(
            _("Write what is not settled, so that it can be looked into again."), field="text"
        )
    try:
        return _rate(complaint, client_id, satisfaction, text.strip())
    except IntegrityError:
        return Rating.objects.get(client_id=client_id, complaint=complaint)


@transaction.atomic
def _rate(complaint: Complaint, client_id: uuid.UUID, satisfaction: str, text: str) -> Rating:
    complaint, today = Complaint.objects.lock(complaint), timezone.localdate()
    if not may_rate(complaint, today):
        raise ChangedMeanwhile(_("This answer can't be rated any more. Look at where your complaint stands."))
    rating = Rating.objects.create(
        complaint=complaint,
        round=complaint.round,
        client_id=client_id,
        satisfaction=satisfaction,
        text=text,
    )
    actor, changes = Actor.citizen(), {"satisfaction": satisfaction, "round": complaint.round}
    events.record(actor, "complaint.rated", complaint, clause="M8", changes=changes)
    dissatisfied = satisfaction == Satisfaction.DISSATISFIED
    terms = terms_on(today, complaint)
    if endings.goes_back(dissatisfied=dissatisfied, reopened_before=complaint.reopened, terms=terms):
        complaint.reopened += 1
        _take_up(complaint, today, terms)
        events.record(actor, "complaint.reopened", complaint, changes={"round": complaint.round})
    elif complaint.state == State.ANSWERED and satisfaction == Satisfaction.SATISFIED:
        _settle(complaint, actor, today)
    return rating


def _settle(complaint: Complaint, actor: Actor, today: date) -> None:
    """Close what the person is content with, unless the city closes this kind."""
    if endings.needs_second_level(complaint.kind):
        return
    complaint.close()
    complaint.closed_on = today
    complaint.save()
    events.record(actor, "complaint.closed", complaint)


@transaction.atomic
def return_for_rework(complaint: Complaint, *, actor: Actor, reason: str) -> Complaint:
    """The city sends an answer back to the district, with what is to be done better. Clauses: D2, S11.

    Raises NotAllowed, ChangedMeanwhile, ReasonRequired.
    """
    complaint = Complaint.objects.lock(complaint)
    actor.must("complaints.oversee", complaint)
    if complaint.state not in ENDED:
        raise ChangedMeanwhile()
    if not reason.strip():
        raise ReasonRequired(_("Write what is to be done better."))
    today = timezone.localdate()
    _take_up(complaint, today, terms_on(today, complaint))
    changes = {"round": complaint.round}
    events.record(actor, "complaint.returned", complaint, reason=reason.strip(), changes=changes)
    return complaint


def _take_up(complaint: Complaint, today: date, terms: endings.ReopeningTerms) -> None:
    """Open the next round: the clocks run anew, the answer stays in the history."""
    was_refused = complaint.accepted_on is None
    if was_refused:
        complaint.receive_again()
    else:
        complaint.take_up_again()
    complaint.round += 1
    complaint.merged_into = None  # what does not satisfy one is looked into for that one
    complaint.answer, complaint.answered_on = "", None
    complaint.refusal_ground = complaint.refusal_text = ""
    complaint.checked_on, complaint.outcome, complaint.closed_on = None, "", None
    complaint.set_deadlines(endings.deadlines_again(today, terms, calendar()))
    complaint.save()
