"""The checks of every night: what was right when it was filed may not be any more. Clauses: Z3, D3, S10."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from institutions.models import CourseFiling
from institutions.services.filings.checks import Rules, remarks_on_many
from institutions.services.filings.remarks import keep
from institutions.terms import FilingState
from portal.accounts.actors import Actor
from portal.timeline import services as timeline

BATCH = 200


def check_classes(today: date) -> int:
    """Check every class that waits or is taught again; return how many remarks came up or went away.

    Computed from the data: run twice it changes nothing twice, and a night missed is caught up. What came up
    after the approval is due to the district, and public nowhere.
    """
    keys = list(CourseFiling.objects.live().lasting_on(today).order_by("pk").values_list("pk", flat=True))
    rules: dict[int, Rules] = {}
    return sum(_check_some(keys[n : n + BATCH], today, rules) for n in range(0, len(keys), BATCH))


@transaction.atomic
def _check_some(keys: Sequence[int], today: date, rules: dict[int, Rules]) -> int:
    rows = CourseFiling.objects.select_for_update(of=("self",)).live().filter(pk__in=keys).order_by("pk")
    rows = rows.select_related("institution", "room", "filed_teacher")
    filings = list(rows.prefetch_related("lessons", "remarks"))
    for filing in filings:
        if filing.district_id not in rules:
            rules[filing.district_id] = Rules.on(today, filing.district_id)
    changed = 0
    for filing, found in remarks_on_many(filings, on=today, rules=rules):
        approved = filing.state == FilingState.APPROVED
        version = rules[filing.district_id].version
        new, gone = keep(filing, found, on=today, version=version, since_approval=approved)
        changed += new + gone
        if new and approved:
            timeline.record(Actor.system(), "filing.remarked", filing, clause="Z3", changes={"remarks": new})
    return changed
