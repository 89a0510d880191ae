"""The public's read model: drawn from publications, permits and filings; dropped and rebuilt at will. Clause: M8."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from hashlib import sha256
from itertools import islice
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from inspections.models import Decision
from institutions.models import CourseFiling, Institution
from publicity.models import Publication, PublicationEntry, PublicRecord
from publicity.queries import search
from publicity.rules.grams import initials, squeezed, stored_grams
from publicity.rules.measures import shown_measures
from publicity.rules.standing import is_public, standing
from publicity.services.entries import permits_of
from publicity.services.listings import standing_entries
from publicity.terms import ListKind

CHUNK = 1000
LONGEST_KEY = 400
ENCODER = DjangoJSONEncoder(sort_keys=True, ensure_ascii=False)


def refresh(institution_ids: Iterable[int], *, today: date) -> int:
    """Draw the records of some institutions anew; returns how many changed, came or went."""
    return sum(_refresh_chunk(chunk, today) for chunk in _chunks(institution_ids))


def refresh_all(today: date) -> int:
    """Draw every record anew and write those that changed; returns how many did."""
    return refresh(_all_ids(), today=today)


def refresh_publication(publication_pk: int, *, today: date) -> int:
    """Draw anew the records of those that a publication names, and of those whose listing it ended."""
    publication = Publication.objects.public().get(pk=publication_pk)
    named = publication.entries.all()
    listed = PublicRecord.objects.filter(publication__district_id=publication.district_id)
    ids = {*named.values_list("institution_id", flat=True), *listed.values_list("institution_id", flat=True)}
    return refresh(sorted(ids), today=today)


def rebuild(today: date) -> int:
    """Drop the read model and build it from the start; returns how many records there are."""
    with transaction.atomic():
        search.clear()
        PublicRecord.objects.all().delete()
        built = refresh_all(today)
    search.settle()
    return built


def _all_ids() -> QuerySet[Institution, int]:
    return Institution.objects.order_by("pk").values_list("pk", flat=True)


def _chunks(ids: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(ids)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


@transaction.atomic
def _refresh_chunk(institution_ids: list[int], today: date) -> int:
    known = {r.institution_id: r for r in PublicRecord.objects.filter(institution_id__in=institution_ids)}
    drawn = {record.institution_id: record for record in draw(institution_ids, today)}
    gone = [record.pk for pk, record in known.items() if pk not in drawn]
    new = [record for pk, record in drawn.items() if pk not in known]
    changed = []
    for pk, record in drawn.items():
        if pk in known and known[pk].digest != record.digest:
            record.pk = known[pk].pk
            changed.append(record)
    _write(new, changed, gone)
    return len(new) + len(changed) + len(gone)


def _write(new: list[PublicRecord], changed: list[PublicRecord], gone: list[int]) -> None:
    if gone:
        search.forget(gone)
        PublicRecord.objects.filter(pk__in=gone).delete()
    if changed:
        columns = [field.name for field in PublicRecord._meta.concrete_fields if not field.primary_key]
        PublicRecord.objects.bulk_update(changed, columns, batch_size=50)
    if new:
        PublicRecord.objects.bulk_create(new, batch_size=200)
    search.store((record.pk, _grams(record)) for record in [*new, *changed])


def _grams(record: PublicRecord) -> list[str]:
    facets = [("list", record.list), ("category", record.category)]
    return stored_grams(record.name, record.district.key, facets)


def draw(institution_ids: Collection[int], today: date) -> list[PublicRecord]:
    """Return unsaved records of those that are public. A fixed number of queries, however many there are."""
    permits = permits_of(institution_ids)
    listed = standing_entries(institution_ids, today)
    filings = Counter(
        CourseFiling.objects.public()
        .filter(institution_id__in=institution_ids)
        .values_list("institution_id", flat=True)
    )
    measures = _measures(institution_ids)
    institutions = Institution.objects.filter(pk__in=institution_ids).select_related("district")
    now = timezone.now()
    records = []
    for institution in institutions.prefetch_related("sites").order_by("pk"):
        pk = institution.pk
        own = permits.get(pk, [])
        if not is_public(holds_permit=bool(own), listed=pk in listed, filings=filings[pk]):
            continue
        record = _record(institution, own, today)
        record.filings, record.measures = filings[pk], measures.get(pk, [])
        _put_list(record, listed.get(pk))
        record.digest = sha256(ENCODER.encode(record.content()).encode()).hexdigest()
        record.refreshed_at = now
        records.append(record)
    return records


def _record(institution: Institution, permits: list[dict[str, Any]], today: date) -> PublicRecord:
    in_force = any(_is_in_force(permit, today) for permit in permits)
    sites = [site.address for site in institution.sites.all() if not site.is_main]
    return PublicRecord(
        institution=institution,
        code=institution.code,
        name=institution.name,
        name_key=squeezed(institution.name)[:LONGEST_KEY],
        initials=initials(institution.name)[:LONGEST_KEY],
        district=institution.district,
        category=institution.category,
        subjects=institution.subjects,
        address=institution.address,
        sites=sites,
        situation=institution.situation,
        status=institution.status,
        stopped_until=institution.teaching_stopped_until,
        standing=standing(
            situation=institution.situation, status=institution.status, permit_in_force=in_force
        ),
        permits=[permit | {"in_force": _is_in_force(permit, today)} for permit in permits],
    )


def _is_in_force(permit: dict[str, Any], today: date) -> bool:
    """Whether a permit holds today; its days are ISO text, which sorts as days do."""
    day = today.isoformat()
    if any(permit[name] for name in ("revoked_on", "suspended_on", "surrendered_on")):
        return False
    if (permit["valid_from"] or "") > day:
        return False
    return permit["long_term"] or not permit["valid_until"] or permit["valid_until"] >= day


def _put_list(record: PublicRecord, entry: PublicationEntry | None) -> None:
    if entry is None or entry.list == ListKind.OFF:
        return
    record.list, record.publication_id = entry.list, entry.publication_id
    record.listed_since, record.listed_until = entry.listed_since, entry.listed_until
    record.list_clause, record.list_reason = entry.words["clause"], entry.words["reason"]


def _measures(institution_ids: Collection[int]) -> dict[int, list[dict[str, Any]]]:
    """Return what was decided against each institution, the latest first; nothing about persons or schools."""
    rows = Decision.objects.filter(
        finding__institution_id__in=institution_ids, finding__answerable="institution", withdrawal=None
    )
    values = rows.values(
        "finding__institution_id", "finding__group", "measures", "clause", "decided_on", "stops_until"
    )
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in values.order_by("-decided_on", "-pk"):
        measures = shown_measures(row["finding__group"], row["measures"])
        if measures:
            found[row["finding__institution_id"]].append(
                {
                    "on": row["decided_on"].isoformat(),
                    "group": row["finding__group"],
                    "measures": measures,
                    "clause": row["clause"],
                    "until": row["stops_until"].isoformat() if row["stops_until"] else None,
                }
            )
    return found
