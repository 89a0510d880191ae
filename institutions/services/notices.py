"""Telling an institution or its district something once. Clause: Z1."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from institutions.models import Institution, Notice
from institutions.terms import Audience
from portal.accounts.actors import Actor
from portal.timeline import services as timeline


@transaction.atomic
def tell(
    institution: Institution,
    *,
    audience: str,
    kind: str,
    words: str,
    unique_key: str,
    day: date,
    values: dict[str, Any] | None = None,
    url: str = "",
    due: date | None = None,
    threshold: int | None = None,
    clause: str = "",
    actor: Actor | None = None,
) -> Notice | None:
    """Tell `audience` once under `unique_key`; None where it was told before.

    `words` is an English msgid marked with `gettext_noop`, with %(name)s places that `values` fill: it is
    put into each reader's language when it is shown. `due` is the day it is about, if there is one.
    """
    notice, is_new = Notice.objects.get_or_create(
        unique_key=unique_key,
        audience=audience,
        defaults={
            "institution": institution,
            "kind": kind,
            "words": words,
            "values": values or {},
            "url": url,
            "due": due,
            "threshold": threshold,
            "clause": clause,
            "day": day,
        },
    )
    if not is_new:
        return None
    _record(notice, actor or Actor.system())
    return notice


def _record(notice: Notice, actor: Actor) -> None:
    changes = {"audience": notice.audience, "key": notice.unique_key}
    timeline.record(actor, "notice.told", notice, clause=notice.clause, changes=changes)


@transaction.atomic
def mark_read(notice: Notice, *, actor: Actor) -> Notice:
    """Keep who read it first and when; reading it again changes nothing. Raises NotAllowed."""
    is_own = notice.audience == Audience.INSTITUTION
    actor.must("own.view" if is_own else "institutions.edit", notice)
    row = Notice.objects.select_for_update(of=("self",)).select_related("institution").get(pk=notice.pk)
    if row.read_at is not None:
        return row
    row.read_at, row.read_by = timezone.now(), actor.user
    row.save(update_fields=["read_at", "read_by"])
    timeline.record(actor, "notice.read", row, clause=row.clause)
    return row
