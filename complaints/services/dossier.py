"""Everything that stands beside a complaint, read for its page."""

from dataclasses import dataclass

from complaints.models import (
    Answering,
    Complaint,
    Dispatch,
    Escalation,
    Extension,
    JointRequest,
    Note,
    Pause,
    Question,
    Rating,
    Supplement,
    Urge,
)
from portal.evidence.models import Evidence
from portal.timeline.models import Event

SHOWN = 60


@dataclass(frozen=True, slots=True)
class Dossier:
    """What was added, done and decided. Who complained is not in it."""

    files: list[Evidence]
    events: list[Event]
    supplements: list[Supplement]
    notes: list[Note]
    dispatches: list[Dispatch]
    extensions: list[Extension]
    pauses: list[Pause]
    escalations: list[Escalation]
    answerings: list[Answering]
    ratings: list[Rating]
    questions: list[Question]
    urges: list[Urge]
    joint: list[JointRequest]


def dossier_of(complaint: Complaint) -> Dossier:
    """Read it; as many queries for a long dossier as for a short one."""
    return Dossier(
        files=list(Evidence.objects.of(complaint)),
        events=list(Event.objects.about(complaint)[:SHOWN]),
        supplements=list(complaint.supplements.all()),
        notes=list(complaint.notes.select_related("author")),
        dispatches=list(
            complaint.dispatches.select_related("from_district", "to_district", "to_street", "by")
        ),
        extensions=list(complaint.extensions.select_related("by")),
        pauses=list(complaint.pauses.all()),
        escalations=list(complaint.escalations.all()),
        answerings=list(complaint.answerings.select_related("by")),
        ratings=list(complaint.ratings.all()),
        questions=list(complaint.questions.select_related("by", "supplement")),
        urges=list(complaint.urges.select_related("by", "replied_by")),
        joint=list(complaint.joint_requests.select_related("asked_by", "given_by")),
    )
