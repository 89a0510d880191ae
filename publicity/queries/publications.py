"""Publications and their entries: only what is sealed is public, and what is sealed does not change."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self

from django.db import connection, models
from django.db.models import Q

from portal.accounts.actors import Actor
from portal.accounts.scope import within
from publicity.terms import PublicationKind, PublicationState

if TYPE_CHECKING:
    from publicity.models import Publication, PublicationEntry  # noqa: F401 - named in a base class

CHAIN_LOCK = 360100_01  # the one chain of the city's publications


class SealedError(Exception):
    """A publication that is out stays as it is; a correction is a new one."""


class PublicationQuerySet(models.QuerySet["Publication"]):
    """Publications."""

    def visible_to(self, actor: Actor) -> Self:
        """What is published, and what is being prepared in the actor's territory."""
        return self.filter(within(actor, "district") | Q(state=PublicationState.SEALED))

    def public(self) -> Self:
        """What is published; nothing of what is being prepared."""
        return self.filter(state=PublicationState.SEALED)

    def newest(self) -> Self:
        """The last published first, with their districts."""
        return self.select_related("district", "corrects").order_by("-sequence")

    def open(self) -> Self:
        """Those being prepared."""
        return self.filter(state=PublicationState.OPEN)

    def annual(self, district_id: int, year: int) -> Self:
        """A district's annual list of a year; there is one at most."""
        return self.filter(
            kind=PublicationKind.ANNUAL, district_id=district_id, year=year, corrects__isnull=True
        )

    def lock(self, publication: Publication) -> Publication:
        """The row, locked until the transaction ends; go on with this one only."""
        return self.select_for_update(of=("self",)).select_related("district").get(pk=publication.pk)

    def last_of_chain(self) -> Publication | None:
        """The publication sealed last. The chain is locked until the transaction ends: one link at a time."""
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])
        return self.public().order_by("-sequence").first()

    def update(self, **values: Any) -> int:
        """Refuse where one of the rows is sealed."""
        _refuse_sealed(self.filter(state=PublicationState.SEALED))
        return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refuse where one of the rows is sealed."""
        _refuse_sealed(self.filter(state=PublicationState.SEALED))
        return super().delete()


class EntryQuerySet(models.QuerySet["PublicationEntry"]):
    """Entries of publications."""

    def public(self) -> Self:
        """Those of what is published."""
        return self.filter(publication__state=PublicationState.SEALED)

    def in_order(self) -> Self:
        """As they stand under the root."""
        return self.order_by("position")

    def of_institutions(self, institution_ids: Iterable[int]) -> Self:
        """The published entries about some institutions, oldest first."""
        rows = self.public().filter(institution_id__in=institution_ids).select_related("publication")
        return rows.order_by("publication__sequence")

    def update(self, **values: Any) -> int:
        """Refuse where one of the rows is published."""
        _refuse_sealed(self.public())
        return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refuse where one of the rows is published."""
        _refuse_sealed(self.public())
        return super().delete()


def _refuse_sealed(sealed: models.QuerySet[Any]) -> None:
    if sealed.exists():
        raise SealedError("a publication that is out is never changed: publish a correction")
