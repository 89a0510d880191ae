"""Sealing events under a Merkle root a day, each seal chained to the last, and proving it."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date

from django.db import transaction
from django.utils import timezone
from pymerkle import InmemoryTree

from portal.timeline.models import Event, Seal, SealedEvent


@dataclass(frozen=True, slots=True)
class Flaw:
    """One place where history is not what was sealed."""

    seal_id: int
    what: str  # "leaves", "root" or "chain"


def leaf_of(event: Event) -> bytes:
    """Return the canonical bytes of an event: sorted JSON of every column, times in UTC."""
    content = {
        "id": event.pk,
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": event.actor_id,
        "actor_name": event.actor_name,
        "role": event.role,
        "verb": event.verb,
        "subject": [event.subject_type, event.subject_id, event.subject_name],
        "institution": event.institution_id,
        "district": event.district_id,
        "clause": event.clause,
        "reason": event.reason,
        "changes": event.changes,
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def root_of(leaves: Iterable[bytes]) -> str:
    """Return the Merkle root of `leaves` (RFC 9162: leaf and node prefixes), as hexadecimal digits."""
    tree = InmemoryTree(algorithm="sha256")
    for leaf in leaves:
        tree.append_entry(leaf)
    return str(tree.get_root().hex())


def digest_of(day: date, size: int, root: str, previous: str) -> str:
    """Return the hash that the next seal is chained to."""
    return hashlib.sha256(f"{day.isoformat()}|{size}|{root}|{previous}".encode()).hexdigest()


@transaction.atomic
def seal_new_events(today: date) -> int:
    """Seal every event that lies under no seal yet; returns how many. Nothing new, no seal.

    Two runs at once: the second finds the chain's end taken and its transaction fails whole.
    """
    last = Seal.objects.select_for_update().order_by("-pk").first()
    events = list(Event.objects.filter(sealed=None).order_by("pk"))
    if not events:
        return 0
    root = root_of(leaf_of(event) for event in events)
    previous = last.digest if last else ""
    seal = Seal.objects.create(
        day=today,
        size=len(events),
        root=root,
        previous=previous,
        digest=digest_of(today, len(events), root, previous),
        made_at=timezone.now(),
    )
    leaves = [SealedEvent(event=event, seal=seal, position=n) for n, event in enumerate(events)]
    SealedEvent.objects.bulk_create(leaves, batch_size=1000)
    return len(events)


def _leaves_of(seal: Seal) -> Iterator[bytes]:
    under = SealedEvent.objects.filter(seal=seal).select_related("event").order_by("position")
    for sealed in under.iterator(chunk_size=2000):
        yield leaf_of(sealed.event)


def find_flaws() -> list[Flaw]:
    """Recompute every seal from the events as they stand; an empty list proves that nothing was altered."""
    flaws: list[Flaw] = []
    previous = ""
    for seal in Seal.objects.order_by("pk"):
        leaves = list(_leaves_of(seal))
        if len(leaves) != seal.size:
            flaws.append(Flaw(seal.pk, "leaves"))
        elif root_of(leaves) != seal.root:
            flaws.append(Flaw(seal.pk, "root"))
        if seal.previous != previous or seal.digest != digest_of(
            seal.day, seal.size, seal.root, seal.previous
        ):
            flaws.append(Flaw(seal.pk, "chain"))
        previous = seal.digest
    return flaws
