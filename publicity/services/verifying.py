"""Recomputing a publication from the rows as they stand, and proving that an entry is in it. Clause: M8."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from publicity.models import Publication, PublicationEntry
from publicity.rules import merkle
from publicity.rules.canonical import canonical, digest
from publicity.rules.signing import is_signed
from publicity.services import keys
from publicity.terms import Check, ListKind


@dataclass(frozen=True, slots=True)
class Step:
    """One thing recomputed: what the publication says, and what comes out."""

    check: Check
    holds: bool
    said: str
    found: str


def verify(publication: Publication) -> list[Step]:
    """Recompute everything: entries, root, content hash, chain, signature, key."""
    entries = list(PublicationEntry.objects.filter(publication=publication).in_order())
    return list(_steps(publication, entries))


def holds(steps: list[Step]) -> bool:
    """Return whether every step holds."""
    return all(step.holds for step in steps)


def _steps(publication: Publication, entries: list[PublicationEntry]) -> Iterator[Step]:
    wrong = [str(entry.position) for entry in entries if not is_canonical(entry)]
    places = [entry.position for entry in entries] == list(range(len(entries)))
    counts = _counts(entries)
    said = (publication.size, publication.white, publication.black)
    yield Step(Check.ENTRIES, not wrong and places and counts == said, _sums(said), _sums(counts, wrong))
    root = merkle.root_hex(entry.leaf for entry in entries)
    yield Step(Check.ROOT, root == publication.root, publication.root, root)
    content = digest(publication.header)
    yield Step(Check.CONTENT, content == publication.content_hash, publication.content_hash, content)
    before = _hash_before(publication)
    yield Step(Check.CHAIN, before == publication.previous, publication.previous or "—", before or "—")
    signed = is_signed(canonical(publication.header), publication.signature, publication.public_key)
    yield Step(Check.SIGNATURE, signed, publication.signature, publication.key_id)
    ours = keys.is_ours(publication.public_key)
    yield Step(Check.KEY, ours, publication.key_id, ", ".join(key.key_id for key in keys.all_keys()))


def is_canonical(entry: PublicationEntry) -> bool:
    """Return whether the entry is written in the one way, and its columns say what its content says."""
    try:
        words = entry.words
        rewritten = canonical(words)
    except (TypeError, ValueError):
        return False
    columns = (entry.code, entry.list, entry.listed_since.isoformat())
    return rewritten == entry.leaf and columns == (words["code"], words["list"], words["since"])


def _counts(entries: list[PublicationEntry]) -> tuple[int, int, int]:
    white = sum(entry.list == ListKind.WHITE for entry in entries)
    return len(entries), white, sum(entry.list == ListKind.BLACK for entry in entries)


def _sums(counts: tuple[int, int, int], wrong: list[str] | None = None) -> str:
    text = f"{counts[0]}: {counts[1]} + {counts[2]}"
    return f"{text} ({', '.join(wrong)})" if wrong else text


def _hash_before(publication: Publication) -> str:
    """Return the hash of the publication before, recomputed from its own row."""
    assert publication.sequence is not None
    if publication.sequence == 1:
        return ""
    before = Publication.objects.public().filter(sequence=publication.sequence - 1).first()
    return digest(before.header) if before else ""


@dataclass(frozen=True, slots=True)
class Proof:
    """That an entry stands in a publication: the path from its leaf to the root."""

    entry: PublicationEntry
    index: int
    size: int
    leaf: str
    path: tuple[str, ...]
    root: str

    def holds(self) -> bool:
        """Recompute the root from the entry and the path."""
        path = [bytes.fromhex(step) for step in self.path]
        return merkle.includes(self.entry.leaf, self.index, self.size, path, bytes.fromhex(self.root))

    def as_json(self) -> dict[str, Any]:
        """The proof as a program reads it."""
        return {
            "entry": self.entry.words,
            "index": self.index,
            "size": self.size,
            "leaf": self.leaf,
            "path": list(self.path),
            "root": self.root,
        }


def prove(publication: Publication, code: str) -> Proof | None:
    """Return the proof for an institution's entry, None where it has none in this publication."""
    entries = list(PublicationEntry.objects.filter(publication=publication).in_order())
    wanted = next((entry for entry in entries if entry.code == code), None)
    if wanted is None:
        return None
    leaves = [merkle.leaf_hash(entry.leaf) for entry in entries]
    path = merkle.path_to(leaves, wanted.position)
    return Proof(
        wanted,
        wanted.position,
        len(entries),
        leaves[wanted.position].hex(),
        tuple(step.hex() for step in path),
        publication.root,
    )
