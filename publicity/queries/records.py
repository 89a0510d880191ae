"""What the public reads of an institution."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Self

from django.db import models

from portal.accounts.actors import Actor
from portal.accounts.scope import within

if TYPE_CHECKING:
    from publicity.models import PublicRecord


class PublicRecordQuerySet(models.QuerySet["PublicRecord"]):
    """The read model of the public pages: every row of it is public."""

    def public(self) -> Self:
        """All of them: a row is only here because it is public."""
        return self.all()

    def visible_to(self, actor: Actor) -> Self:
        """Those of the actor's territory, for staff pages."""
        return self.filter(within(actor, "district", institution="institution"))

    def for_list(self) -> Self:
        """With what a list shows."""
        return self.select_related("district", "publication")

    def by_ids(self, ids: Sequence[int]) -> list[PublicRecord]:
        """The rows of these ids, in their order."""
        found = self.for_list().in_bulk(ids)
        return [found[pk] for pk in ids if pk in found]
