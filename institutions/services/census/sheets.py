"""A workbook of entries: read, looked at, then written, with a result for each row. Clause: S1."""

import hashlib
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import IO, Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_fsm import can_proceed
from openpyxl import Workbook

from institutions.models import Census, CensusArea, CensusEntry, CensusRow, CensusWorkbook
from institutions.rules import matching
from institutions.rules.cells import plain
from institutions.rules.census import Found, Slip, read_row, take_columns
from institutions.rules.register import is_data
from institutions.services.census.campaigns import under_way
from institutions.services.census.entries import add_problems, set_keys
from institutions.services.census.wording import column_words, slip_words
from institutions.services.workbooks import MAX_BYTES, BadWorkbook, Sheet, open_register
from institutions.terms import AreaKind, EntryState, RowResult, SheetState
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile
from portal.desk.exports import neutral
from portal.privacy.digests import keyed_digest
from portal.regions.places import Places
from portal.timeline import services as timeline

MOST_ROWS, KEPT_DAYS = 2000, 90


@dataclass(frozen=True, slots=True)
class Planned:
    """A row, what it would become, and the entry it would change."""

    said: Found | Slip
    result: str
    street_id: int | None = None
    entry: CensusEntry | None = None
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A workbook as read."""

    sheet: Sheet
    taken: dict[str, int]
    rows: list[Found | Slip]
    cells: dict[int, tuple[str, ...]]


def read(content: bytes) -> Reading:
    """Read a workbook; nothing is written. Raises BadWorkbook."""
    sheet = open_register(content)
    taken = take_columns(sheet.rows[sheet.header_index])
    if "name" not in taken or "address" not in taken:
        words = _("No row names the columns. At least name and address of the institution are needed.")
        raise BadWorkbook(words, field="workbook")
    rows: list[Found | Slip] = []
    cells: dict[int, tuple[str, ...]] = {}
    seen: set[str] = set()
    for index, row in enumerate(sheet.rows):
        if index <= sheet.header_index or not is_data(row):
            continue
        said = read_row(index + 1, row, taken, seen)
        if isinstance(said, Found) and said.values["code"]:
            seen.add(said.values["code"])
        rows.append(said)
        cells[index + 1] = tuple(plain(cell) for cell in row)
    if len(rows) > MOST_ROWS:
        raise BadWorkbook(
            _("The workbook has more than 2,000 rows. Split it and send the parts."), field="workbook"
        )
    return Reading(sheet, taken, rows, cells)


@transaction.atomic
def send(upload: UploadedFile, census: Census, *, actor: Actor) -> CensusWorkbook:
    """Keep a workbook as sent, once it can be read; nothing of it is entered yet. Raises NotAllowed, BadWorkbook."""
    actor.must("census.report", census)
    row = under_way(census.pk)
    if (upload.size or 0) > MAX_BYTES:
        raise BadWorkbook(_("The file is larger than 10 MB. Split it and send the parts."), field="workbook")
    content = upload.read()
    read(content)
    sent = CensusWorkbook(
        census=row,
        street_id=actor.street_id,
        name=str(upload.name or "")[-160:],
        sha256=hashlib.sha256(content).hexdigest(),
        sent_by=actor.user,
    )
    sent.workbook.save("census", ContentFile(content), save=False)
    sent.save(force_insert=True)
    return sent


def plan(sent: CensusWorkbook) -> tuple[Reading, list[Planned]]:
    """Return how a workbook is read and what would become of every row now."""
    with sent.workbook.open("rb") as file:
        reading = read(file.read())
    places = Places.load()
    known = _known(sent.census_id)
    planned: list[Planned] = []
    seen: set[tuple[str, str, int]] = set()
    for said in reading.rows:
        row = _planned(said, sent, places, known, seen)
        planned.append(row)
    return reading, planned


Identity = tuple[str, str, int]


def _known(census_id: int) -> dict[Identity, CensusEntry]:
    """The entries of a census by what a row is known again by: name and address in a street."""
    rows = CensusEntry.objects.filter(census=census_id).order_by("-pk")
    return {(row.name_key, row.address_key or row.address, row.street_id): row for row in rows}


def _planned(
    said: Found | Slip,
    sent: CensusWorkbook,
    places: Places,
    known: dict[Identity, CensusEntry],
    seen: set[Identity],
) -> Planned:
    if isinstance(said, Slip):
        return Planned(said, RowResult.REJECTED)
    name, address, district = said.values["name"], said.values["address"], sent.census.district_id

    def refuse(reason: str, field: str, detail: str = "") -> Planned:
        return Planned(Slip(said.number, name, reason, field, detail), RowResult.REJECTED)

    if not address:
        return refuse("no_address", "address")
    street = places.street_id_in(district, said.street) or places.street_id_in(district, address)
    if street is None and not said.street:
        street = sent.street_id
    if street is None:
        return refuse("no_street", "street", said.street)
    if sent.street_id and street != sent.street_id:
        return refuse("other_street", "street", said.street)
    identity = (matching.name_key(name)[:120], matching.address_key(address)[:120] or address, street)
    if identity in seen:
        return refuse("repeated", "name")
    seen.add(identity)
    entry, digest = known.get(identity), _digest(said)
    if entry is None:
        return Planned(said, RowResult.CREATED, street, None, digest)
    # What an officer typed on the spot is not overwritten from a workbook.
    if entry.row_digest in {"", digest}:
        return Planned(said, RowResult.UNCHANGED, street, entry, digest)
    if entry.state != EntryState.OPEN:
        return refuse("decided", "name")
    return Planned(said, RowResult.UPDATED, street, entry, digest)


def _digest(said: Found) -> str:
    text = repr(sorted(said.values.items())) + repr(said.problems)
    return keyed_digest(text, purpose="census-row")


@transaction.atomic
def write(sent: CensusWorkbook, *, actor: Actor) -> CensusWorkbook:
    """Enter the good rows of a workbook, with a result for each. Sent again, nothing is entered twice.

    Raises NotAllowed, ChangedMeanwhile, BadWorkbook.
    """
    row = CensusWorkbook.objects.select_for_update(of=("self",)).select_related("census").get(pk=sent.pk)
    actor.must("census.report", row)
    if not can_proceed(row.written):
        raise ChangedMeanwhile(_("This workbook was written already. The results stand below."))
    under_way(row.census_id)
    _reading, planned = plan(row)
    areas = dict(
        CensusArea.objects.filter(census=row.census, kind=AreaKind.STREET).values_list("street", "pk")
    )
    entries = [_write(plan_row, row, areas, actor) for plan_row in planned]
    CensusRow.objects.bulk_create(
        _result(row, plan_row, entry) for plan_row, entry in zip(planned, entries, strict=True)
    )
    row.written()
    row.save()
    counts = dict(Counter(str(plan_row.result) for plan_row in planned))
    timeline.record(actor, "census.sheet_written", row, clause="S1", changes=counts | {"sha256": row.sha256})
    return row


def _write(planned: Planned, sent: CensusWorkbook, areas: dict[int, int], actor: Actor) -> CensusEntry | None:
    if isinstance(planned.said, Slip) or planned.street_id is None or planned.result == RowResult.UNCHANGED:
        return planned.entry
    entry = planned.entry or CensusEntry(
        census=sent.census, district_id=sent.census.district_id, found_by=actor.user
    )
    for name, value in planned.said.values.items():
        setattr(entry, name, value)
    entry.street_id, entry.row_digest = planned.street_id, planned.digest
    entry.area_id = areas.get(planned.street_id)
    set_keys(entry)
    entry.save()
    add_problems(entry, planned.said.problems)
    return entry


def _result(sent: CensusWorkbook, planned: Planned, entry: CensusEntry | None) -> CensusRow:
    said = planned.said
    name = said.name if isinstance(said, Slip) else said.values["name"]
    slip = said if isinstance(said, Slip) else None
    return CensusRow(
        workbook=sent,
        number=said.number,
        name=name[:120],
        result=planned.result,
        column=slip.field if slip else "",
        reason=slip.reason if slip else "",
        detail=slip.detail[:120] if slip else "",
        entry=entry,
    )


def refused_workbook(sent: CensusWorkbook) -> IO[bytes]:
    """Return the refused rows as a workbook: the same columns, and beside them what to put right."""
    with sent.workbook.open("rb") as file:
        reading = read(file.read())
    header = [plain(cell) for cell in reading.sheet.rows[reading.sheet.header_index]]
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("refused rows"))
    sheet.append([*map(neutral, header), _("row in the file"), _("column"), _("what to put right")])
    for row in sent.rows.filter(result=RowResult.REJECTED):
        cells = _padded(reading.cells.get(row.number, ()), len(header))
        words = [row.number, column_words(row.column), slip_words(row.reason, row.detail)]
        sheet.append([*map(neutral, cells), *words])
    out = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    book.save(out)
    out.seek(0)
    return out


def _padded(cells: Sequence[str], width: int) -> list[Any]:
    return [*cells, *[""] * (width - len(cells))][:width]


def clear_old(today: date) -> int:
    """Throw away workbooks sent long ago, and those nobody wrote: they hold telephone numbers. Clause: N4."""
    old = CensusWorkbook.objects.filter(sent_at__lt=timezone.now() - timedelta(days=KEPT_DAYS))
    cleared = 0
    for row in old.exclude(workbook=""):
        row.workbook.delete(save=False)
        row.workbook = ""
        row.save(update_fields=["workbook"])
        cleared += 1
    return cleared


def is_preview(sent: CensusWorkbook) -> bool:
    """Whether the workbook waits to be written, and still lies there."""
    return bool(sent.state == SheetState.PREVIEW and sent.workbook)
