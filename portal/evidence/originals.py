"""Whether the sealed originals are what was sealed, and what becomes of files that belong to no row."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from portal.evidence import storage
from portal.evidence.models import Evidence

CHUNK = 1024 * 1024
LEFT_AFTER = timedelta(days=1)
KEPT_ASIDE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Broken:
    """An original that is not what was sealed."""

    evidence_id: str
    what: str  # "altered" or "missing"


def verify_original(evidence: Evidence) -> str:
    """Say what is wrong with the original: "" where its SHA-256 is the sealed one, else "altered" or "missing"."""
    digest = hashlib.sha256()
    try:
        with evidence.original.open("rb") as file:
            while piece := file.read(CHUNK):
                digest.update(piece)
    except FileNotFoundError:
        return "missing"
    return "" if digest.hexdigest() == evidence.sha256 else "altered"


def find_broken() -> list[Broken]:
    """Read every original again; an empty list proves that none was altered or lost."""
    rows = Evidence.objects.filter(erased_on=None).order_by("added_at", "pk").iterator(chunk_size=500)
    answers = ((row, verify_original(row)) for row in rows)
    return [Broken(str(row.pk), what) for row, what in answers if what]


def clear_leftovers(now: datetime | None = None) -> int:
    """Set aside files of saves that were taken back, a day after they were written; returns how many.

    A rollback takes back rows, not files. They are kept aside for thirty days before they are deleted, so that a
    database restored from an older copy loses no original.
    """
    now = now or timezone.now()
    written = storage.written_before((now - LEFT_AFTER).timestamp())
    left = []
    for start in range(0, len(written), 500):
        some = written[start : start + 500]
        known = Evidence.objects.filter(pk__in={path.stem for path in some}).values_list("pk", flat=True)
        hexes = {pk.hex for pk in known}
        left += [path for path in some if path.stem not in hexes]
    storage.clear_aside((now - KEPT_ASIDE).timestamp())
    return storage.set_aside(left)
