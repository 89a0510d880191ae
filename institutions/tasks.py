"""Work outside the request: thin, repeatable calls."""

from celery import shared_task

from institutions.services import imports


@shared_task(name="institutions.run_import", acks_late=True)
def run_import(run_pk: int) -> None:
    """Write a queued import as the officer who started it; doing it twice writes nothing twice."""
    imports.carry_out(run_pk)
