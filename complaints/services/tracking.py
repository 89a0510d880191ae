"""What the person who holds number and secret sees and may add."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from complaints.models import Answering, Complaint, Question, Supplement
from complaints.rules.endings import goes_back
from complaints.rules.numbers import read_number
from complaints.services import asking, endings, events
from complaints.services.photos import without_traces
from complaints.services.secrets import matches
from complaints.terms import Outcome, PauseGround, State, Step
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, ReasonRequired, Refusal
from portal.accounts.roles import Department
from portal.evidence.services import store_all
from portal.regions.services import district_by_key
from portal.timeline.models import Event

# Only these are told to the person, in these words; whatever else officers do stays inside.
PUBLIC_WORDS: dict[str, Promise | str] = {
    "complaint.received": gettext_lazy("We have your complaint"),
    "complaint.accepted": gettext_lazy("Your complaint was accepted"),
    "complaint.refused": gettext_lazy("Your complaint was not accepted"),
    "complaint.dispatched": gettext_lazy("It was passed on to those who look into it"),
    "complaint.visit_opened": gettext_lazy("Officers will visit the institution"),
    "complaint.checked": gettext_lazy("What you reported was checked"),
    "complaint.merged": gettext_lazy("It is handled together with other reports of the same matter"),
    "complaint.unmerged": gettext_lazy("It is handled by itself again"),
    "complaint.told": gettext_lazy("You were told about it"),
    "complaint.extended": gettext_lazy("It takes longer than planned"),
    "complaint.paused": gettext_lazy("The clock stands still"),
    "complaint.resumed": gettext_lazy("The clock runs again"),
    "complaint.asked": gettext_lazy("You are asked to add something"),
    "complaint.supplemented": gettext_lazy("You added something"),
    "complaint.identity_read": gettext_lazy("An officer who handles it looked up your name and number"),
    "complaint.identity_erased": gettext_lazy("Your name and number were erased"),
    "complaint.erased": gettext_lazy("What you reported was erased; number and days stay"),
    "complaint.answered": gettext_lazy("Your complaint was answered"),
    "complaint.rated": gettext_lazy("You said what the answer is worth"),
    "complaint.reopened": gettext_lazy("Your complaint is looked into again"),
    "complaint.returned": gettext_lazy("The city sent it back to be looked into again"),
    "complaint.closed": gettext_lazy("The matter is closed"),
}

DEADLINE_WORDS: dict[str, Promise | str] = {
    Step.ACCEPT: gettext_lazy("You will know whether it is accepted by"),
    Step.CHECK: gettext_lazy("What you reported is checked by"),
    Step.ANSWER: gettext_lazy("You get an answer by"),
}


class WrongPair(Refusal):
    """Number and secret do not belong together; never says which of the two is wrong."""

    words = gettext_lazy("This number and secret do not belong together. Check both and try again.")


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened, in people's words."""

    at: datetime
    words: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a complaint is, for the person who filed it."""

    complaint: Complaint
    happenings: tuple[Happening, ...]
    deadline_words: str
    due: date | None
    may_add: bool
    may_rate: bool
    times_opened: int
    goes_back: bool
    earlier: tuple[Answering, ...]
    question: Question | None


def find(number: str, secret: str) -> Complaint:
    """The complaint of a number, where the secret is its own. Raises WrongPair."""
    read = read_number(number)
    complaint = Complaint.objects.filter(number=read).for_page().first() if read else None
    if not matches(secret, complaint.secret_hash if complaint else None) or complaint is None:
        raise WrongPair()
    return complaint


def again(number: str) -> Complaint | None:
    """The complaint that this session has already opened with its secret."""
    return Complaint.objects.filter(number=number).for_page().first()


def progress_of(complaint: Complaint, today: date) -> Progress:
    """What happened and what comes next."""
    terms = endings.terms_on(today, complaint)
    told = list(Event.objects.about(complaint).filter(verb__in=PUBLIC_WORDS))
    return Progress(
        complaint=complaint,
        happenings=tuple(
            Happening(event.at, str(PUBLIC_WORDS[event.verb]), _detail(event)) for event in told
        ),
        deadline_words=str(DEADLINE_WORDS.get(complaint.due_step, "")),
        due=complaint.due,
        may_add=complaint.state != State.CLOSED,
        times_opened=sum(event.verb == "complaint.identity_read" for event in told),
        may_rate=endings.may_rate(complaint, today),
        goes_back=goes_back(dissatisfied=True, reopened_before=complaint.reopened, terms=terms),
        question=asking.open_question(complaint),
        earlier=tuple(complaint.answerings.filter(round__lt=complaint.round)),
    )


def _detail(event: Event) -> str:
    """The one thing about an event that the person is told besides."""
    changes: dict[str, Any] = event.changes
    if event.verb == "complaint.dispatched":
        return _where_to(changes)
    if event.verb == "complaint.extended":
        return _("New day: %(day)s") % {"day": changes["due"][1]}
    if event.verb == "complaint.paused":
        return str(PauseGround(changes["ground"]).label)
    if event.verb == "complaint.checked":
        return str(Outcome(changes["outcome"]).label)
    return ""


def _where_to(changes: dict[str, Any]) -> str:
    district = district_by_key(changes["to"])
    names = [district.name if district else "", changes["street"]]
    names += [str(Department(value).label) for value in changes["departments"]]
    return " · ".join(name for name in names if name)


def add_supplement(
    complaint: Complaint,
    *,
    client_id: uuid.UUID,
    text: str,
    uploads: Sequence[UploadedFile] = (),
) -> Supplement:
    """Add words and files to a complaint, by whoever holds its secret; sent twice, it is added once.

    Clause: M8. Raises ChangedMeanwhile (closed), ReasonRequired (nothing added), BadUpload.
    """
    known = Supplement.objects.filter(client_id=client_id, complaint=complaint).first()
    if known is not None:
        return known
    if not text.strip() and not uploads:
        raise ReasonRequired(_("Write something or add a file."), field="text")
    try:
        return _add(complaint, client_id, text.strip(), uploads)
    except IntegrityError:
        return Supplement.objects.get(client_id=client_id, complaint=complaint)


@transaction.atomic
def _add(
    complaint: Complaint, client_id: uuid.UUID, text: str, uploads: Sequence[UploadedFile]
) -> Supplement:
    complaint = Complaint.objects.lock(complaint)
    if complaint.state == State.CLOSED:
        raise ChangedMeanwhile(_("This matter is closed. Please file a new complaint."))
    supplement = Supplement.objects.create(
        complaint=complaint, client_id=client_id, text=text, files=len(uploads)
    )
    actor = Actor.citizen()
    store_all(
        actor,
        uploads if complaint.named else without_traces(uploads),
        subject=complaint,
        district_id=complaint.district_id,
        institution_id=events.APART,
        label=_("added later"),
    )
    complaint.has_news = True
    asking.answered_by(complaint, supplement)
    complaint.save()
    events.record(actor, "complaint.supplemented", complaint, clause="M8", changes={"files": len(uploads)})
    return supplement
