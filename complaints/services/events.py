"""The events of a complaint, without a word about who complained."""

from typing import Any

from complaints.models import Complaint
from complaints.services.notifying import notify
from complaints.services.telling import tell
from portal.accounts.actors import Actor
from portal.timeline import services as timeline
from portal.timeline.models import Event

# The history of an institution is shown to the institution; a report never reaches it (N4).
# So a complaint's events name its district and its number, and stand in no institution's history.
APART = 0


def record(
    actor: Actor,
    verb: str,
    complaint: Complaint,
    *,
    clause: str = "D2",
    reason: str = "",
    changes: dict[str, Any] | None = None,
) -> Event:
    """Append an event about a complaint, and tell the person where they asked for it, and officers.

    `reason` is an officer's words, never the person's.
    """
    event = timeline.record(
        actor,
        verb,
        complaint,
        clause=clause,
        reason=reason,
        changes=changes,
        institution_id=APART,
        district_id=complaint.district_id,
    )
    tell(complaint, verb, event.pk)
    notify(complaint, verb, event.pk, actor)
    return event
