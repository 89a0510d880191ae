"""What belongs to a proposal besides its row: the files of the answer, and its history."""

from dataclasses import dataclass

from portal.evidence.models import Evidence
from portal.timeline.models import Event
from publicity.models import ListProposal


@dataclass(frozen=True, slots=True)
class Dossier:
    """Files and events of one proposal."""

    files: list[Evidence]
    events: list[Event]


def dossier_of(proposal: ListProposal) -> Dossier:
    """Return the files and the history of a proposal; who calls it has found the proposal visible."""
    return Dossier(list(Evidence.objects.of(proposal)), list(Event.objects.about(proposal)))
