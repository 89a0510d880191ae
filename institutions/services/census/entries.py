"""What officers found, entered one by one. Clauses: S1, S3, S7."""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from institutions.models import CensusArea, CensusEntry, CensusProblem
from institutions.rules import matching
from institutions.rules.census import implied_problems
from institutions.services.census.campaigns import under_way
from institutions.terms import EntryState, ProblemState
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, NotAllowed, Refusal
from portal.evidence.services import store_all
from portal.timeline import services as timeline

KEY = 120


def set_keys(entry: CensusEntry) -> None:
    """Put the keys on an entry by which the register is asked for it."""
    entry.name_key = matching.name_key(entry.name)[:KEY]
    entry.core_key = matching.core_key(entry.name)[:KEY]
    entry.address_key = matching.address_key(entry.address)[:KEY]


@transaction.atomic
def record(
    area: CensusArea,
    *,
    actor: Actor,
    client_id: uuid.UUID,
    problems: Sequence[str] = (),
    files: Iterable[UploadedFile] = (),
    **values: Any,
) -> CensusEntry:
    """Enter what was found in an area. The same entry sent twice is kept once.

    What papers and premises show by themselves joins the problems ticked. Raises NotAllowed, ChangedMeanwhile, BadUpload.
    """
    actor.must("census.report", area)
    known = CensusEntry.objects.filter(client_id=client_id).first()
    if known is not None:
        return _own(known, actor)
    census = under_way(area.census_id)
    entry = CensusEntry(
        census=census,
        district_id=census.district_id,
        area=area,
        street_id=area.street_id,
        client_id=client_id,
        found_by=actor.user,
        **values,
    )
    set_keys(entry)
    try:
        with transaction.atomic():
            entry.save(force_insert=True)
    except IntegrityError:  # the same form, sent at the same moment
        return _own(CensusEntry.objects.get(client_id=client_id), actor)
    kinds = add_problems(entry, (*problems, *implied_problems(entry.situation, entry.premises)))
    store_all(actor, files, subject=entry, district_id=entry.district_id)
    timeline.record(
        actor, "census.found", entry, clause="S1", changes={"area": str(area), "problems": sorted(kinds)}
    )
    return entry


def _own(entry: CensusEntry, actor: Actor) -> CensusEntry:
    if not actor.sees(entry):
        raise NotAllowed()
    return entry


def add_problems(entry: CensusEntry, kinds: Iterable[str]) -> set[str]:
    """Put the kinds of problem on an entry, each once; returns those that are new."""
    known = set(CensusProblem.objects.filter(entry=entry).values_list("kind", flat=True))
    new = set(kinds) - known
    CensusProblem.objects.bulk_create(CensusProblem(entry=entry, kind=kind) for kind in sorted(new))
    return new


@transaction.atomic
def amend(
    entry: CensusEntry,
    *,
    actor: Actor,
    problems: Sequence[str] = (),
    files: Iterable[UploadedFile] = (),
    **values: Any,
) -> CensusEntry:
    """Correct an entry that is not decided yet. A problem that is settled stays.

    Raises NotAllowed, ChangedMeanwhile, BadUpload.
    """
    row = CensusEntry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    actor.must("census.report", row)
    if row.state != EntryState.OPEN:
        raise ChangedMeanwhile(_("This entry was decided meanwhile: it can no longer be corrected."))
    under_way(row.census_id)
    if "area" in values and values["area"].census_id != row.census_id:
        raise Refusal(_("This area belongs to another census."), field="area")
    changed = {name for name, value in values.items() if getattr(row, name) != value}
    for name, value in values.items():
        setattr(row, name, value)
    if row.area is not None:
        row.street_id = row.area.street_id
    set_keys(row)
    row.save()
    wanted = {*problems, *implied_problems(row.situation, row.premises)}
    CensusProblem.objects.filter(entry=row, state=ProblemState.OPEN).exclude(kind__in=wanted).delete()
    add_problems(row, wanted)
    store_all(actor, files, subject=row, district_id=row.district_id)
    timeline.record(actor, "census.amended", row, clause="S1", changes={"fields": sorted(changed)})
    return row
