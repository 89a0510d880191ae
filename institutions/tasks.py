"""Work outside the request: thin, repeatable calls."""

from celery import shared_task

from institutions.services import imports
from portal.accounts.actors import Actor
from portal.accounts.models import Membership


@shared_task(name="institutions.run_import", acks_late=True)
def run_import(run_pk: int, membership_pk: int) -> None:
    """Write a queued import as the officer who started it; doing it twice writes nothing twice."""
    held = Membership.objects.for_acting().filter(pk=membership_pk).first()
    imports.carry_out(run_pk, actor=Actor.of(held) if held else Actor.system())
