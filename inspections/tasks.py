"""Work outside the request: thin, repeatable calls."""

from celery import shared_task

from inspections.services import handovers


@shared_task(name="inspections.open_handovers", acks_late=True)
def open_handovers(decision_pk: int, decided_by: str) -> None:
    """Hand over what the deciding department has no power for; doing it twice opens nothing twice."""
    handovers.open_for(decision_pk, decided_by)
