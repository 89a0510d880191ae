"""Querysets of proposals, publications and public records; the search has one module a database."""

from publicity.queries.proposals import ListProposalQuerySet
from publicity.queries.publications import EntryQuerySet, PublicationQuerySet, SealedError
from publicity.queries.records import PublicRecordQuerySet

__all__ = [
    "EntryQuerySet",
    "ListProposalQuerySet",
    "PublicRecordQuerySet",
    "PublicationQuerySet",
    "SealedError",
]
