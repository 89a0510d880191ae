"""List proposals, publications, and what the public reads; one file an aggregate."""

from publicity.models.proposals import ListProposal
from publicity.models.publications import Publication, PublicationEntry
from publicity.models.records import PublicRecord, SearchRow

__all__ = ["ListProposal", "PublicRecord", "Publication", "PublicationEntry", "SearchRow"]
