"""Queued work of lists and publications: thin, repeatable calls."""

from celery import shared_task
from django.utils import timezone

from publicity.services import proposing, publishing, records


@shared_task(name="publicity.propose_blacklist", acks_late=True)
def propose_blacklist(order_pk: int) -> None:
    """Propose the blacklist for an order that was not met; doing it twice proposes nothing twice."""
    proposing.propose_for_order(order_pk)


@shared_task(name="publicity.publish_ready", acks_late=True)
def publish_ready(district_id: int) -> None:
    """Publish what is reviewed in a district; doing it twice publishes nothing twice."""
    publishing.publish_ready(district_id, timezone.localdate())


@shared_task(name="publicity.refresh_publication", acks_late=True)
def refresh_publication(publication_pk: int) -> None:
    """Draw anew what the public reads of those that a publication names."""
    records.refresh_publication(publication_pk, today=timezone.localdate())


@shared_task(name="publicity.refresh_records", acks_late=True)
def refresh_records(institution_ids: list[int]) -> None:
    """Draw anew what the public reads of some institutions."""
    records.refresh(institution_ids, today=timezone.localdate())


@shared_task(name="publicity.refresh_all", acks_late=True)
def refresh_all() -> None:
    """Draw anew whatever changed of what the public reads."""
    records.refresh_all(timezone.localdate())
