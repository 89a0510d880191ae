"""Keeping what the checks find: a remark stands until it no longer holds, and its history stays. Clauses: Z3, D3."""

import json
from collections.abc import Sequence
from datetime import date
from hashlib import sha256

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from institutions.models import CourseFiling, FilingRemark
from institutions.rules.remarks import Remark
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, ReasonRequired
from portal.timeline import services as timeline


def digest_of(remark: Remark) -> str:
    """Return what makes a remark the same remark: its field, its check and what it is about."""
    kept = json.dumps([remark.field, remark.check, dict(remark.values)], sort_keys=True, ensure_ascii=False)
    return sha256(kept.encode()).hexdigest()


def keep(
    filing: CourseFiling, found: Sequence[Remark], *, on: date, version: str, since_approval: bool = False
) -> tuple[int, int]:
    """Keep what was found: new remarks are written, those that no longer hold are closed.

    Returns how many were written and how many closed; the same remarks again change nothing.
    """
    standing = {row.digest: row for row in filing.remarks.all() if row.closed_on is None}
    now = {digest_of(remark): remark for remark in found}
    gone = [row.pk for digest, row in standing.items() if digest not in now]
    new = [
        FilingRemark(
            filing=filing,
            field=remark.field,
            check_name=remark.check,
            clause=remark.clause,
            severity=remark.severity,
            values=dict(remark.values),
            digest=digest,
            rule_version=version,
            found_on=on,
            since_approval=since_approval,
        )
        for digest, remark in now.items()
        if digest not in standing
    ]
    if gone:
        FilingRemark.objects.filter(pk__in=gone).update(closed_on=on)
    FilingRemark.objects.bulk_create(new, ignore_conflicts=True)
    return len(new), len(gone)


@transaction.atomic
def settle(filing: CourseFiling, *, actor: Actor, words: str) -> CourseFiling:
    """Say what was done about the remarks that came up after the approval.

    Raises NotAllowed, ReasonRequired, ChangedMeanwhile.
    """
    actor.must("filings.review", filing)
    row = CourseFiling.objects.select_for_update(of=("self",)).select_related("institution").get(pk=filing.pk)
    if not words.strip():
        raise ReasonRequired(_("Write what was done about the new remarks."), field="note")
    waiting = FilingRemark.objects.to_settle().filter(filing=row)
    if not waiting.exists():
        raise ChangedMeanwhile(_("The new remarks were dealt with meanwhile."))
    count = waiting.update(settled_by=actor.user, settled_at=timezone.now(), settled_words=words.strip())
    timeline.record(
        actor, "filing.remarks_settled", row, clause="Z3", reason=words.strip(), changes={"remarks": count}
    )
    return row
