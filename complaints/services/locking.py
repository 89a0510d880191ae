"""Lock first, then judge what is true."""

from complaints.models import Complaint
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile


def locked_for(complaint: Complaint, actor: Actor, *states: str) -> Complaint:
    """The row locked, where the actor may handle it and it is in one of the states.

    Raises NotAllowed, ChangedMeanwhile.
    """
    complaint = Complaint.objects.lock(complaint)
    actor.must("complaints.handle", complaint)
    if states and complaint.state not in states:
        raise ChangedMeanwhile()
    return complaint
