"""The daily work as a task, for the scheduler."""

from datetime import date

from celery import shared_task
from django.utils import timezone

from portal.jobs.due import run_all


@shared_task(name="jobs.run_due_work", acks_late=True)
def run_due_work(day: str = "") -> None:
    """Run all that is due up to `day` (ISO; today by default). Repeating it does nothing twice."""
    run_all(date.fromisoformat(day) if day else timezone.localdate())
