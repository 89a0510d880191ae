"""What was reported is erased once its purpose has ended; a stub and the statistics stay. Clause: N4."""

from datetime import date, timedelta

from django.db import transaction

from complaints.models import Complaint
from complaints.rules.clocks import RetentionTerms
from complaints.services import events
from complaints.services.identity import erase_identity
from complaints.terms import State
from portal.accounts.actors import Actor
from portal.evidence import services as evidence
from portal.rulebook.services import in_force

GONE = "—"
# Every place in which somebody may have written what the person said; the words go, the rows and days stay.
WORDS: tuple[tuple[str, dict[str, str]], ...] = (
    ("supplements", {"text": ""}),
    ("notes", {"text": GONE}),
    ("questions", {"text": GONE}),
    ("answerings", {"text": GONE}),
    ("ratings", {"text": GONE}),
    ("dispatches", {"reason": ""}),
    ("extensions", {"reason": GONE}),
    ("urges", {"text": GONE}),
    ("joint_requests", {"text": GONE}),
    ("identity_requests", {"reason": GONE}),
)
OWN_WORDS = (
    "description",
    "described_name",
    "described_address",
    "place",
    "happened",
    "answer",
    "refusal_text",
)


def erase_contents(today: date) -> int:
    """Erase what was written and sent about complaints closed long ago; twice erases nothing twice. Clause: N4."""
    terms = in_force(RetentionTerms, on=today)
    ended = Complaint.objects.filter(
        state=State.CLOSED,
        erased_on=None,
        closed_on__lt=today - timedelta(days=terms.figure.content_days),
    )
    return sum(_erase(pk, today, terms.version) for pk in list(ended.values_list("pk", flat=True)))


@transaction.atomic
def _erase(pk: int, today: date, version: str) -> int:
    complaint = Complaint.objects.select_for_update().get(pk=pk)
    if complaint.erased_on is not None or complaint.state != State.CLOSED:
        return 0
    erase_identity(complaint, today, version)
    for related, blank in WORDS:
        getattr(complaint, related).update(**blank)
    complaint.identity_requests.exclude(declined_for="").update(declined_for=GONE)
    complaint.urges.exclude(reply="").update(reply=GONE)
    complaint.joint_requests.exclude(opinion="").update(opinion=GONE)
    for name in OWN_WORDS:
        setattr(complaint, name, "")
    complaint.erased_on = today
    complaint.save()
    files = evidence.erase_of(complaint, on=today)
    changes = {"version": version, "files": files}
    events.record(Actor.system(), "complaint.erased", complaint, clause="N4", changes=changes)
    return 1
