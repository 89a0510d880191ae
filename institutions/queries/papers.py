"""Who may see which paper, notice and wish for a correction."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from institutions.terms import Audience, PaperState, RequestState
from portal.accounts.actors import Actor
from portal.accounts.roles import Role
from portal.accounts.scope import within

if TYPE_CHECKING:
    from institutions.models import Notice, Paper, ProfileRequest  # noqa: F401 - named in strings below


def _of_the_territory(actor: Actor) -> Q:
    return within(actor, "institution__district", institution="institution", street="institution__street")


class PaperQuerySet(models.QuerySet["Paper"]):
    """Papers beside the school permit."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the institutions in the actor's territory."""
        return self.filter(_of_the_territory(actor))

    def current(self) -> Self:
        """Those that hold or held until their day came, not replaced or taken out."""
        return self.filter(state=PaperState.CONFIRMED)

    def waiting(self) -> Self:
        """Those that an institution sent and nobody checked."""
        return self.filter(state=PaperState.SENT)

    def ending_by(self, day: date) -> Self:
        """The current ones that end by `day` or have ended."""
        return self.current().filter(valid_until__lte=day)

    def for_list(self) -> Self:
        """With what a list shows."""
        return self.select_related("institution__district", "institution__street", "site")


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Notices to institutions and districts."""

    def visible_to(self, actor: Actor) -> Self:
        """An institution sees what it was told; staff see what the districts of their territory were told."""
        side = Audience.INSTITUTION if actor.role == Role.INSTITUTION else Audience.DISTRICT
        return self.filter(_of_the_territory(actor), audience=side)

    def unread(self) -> Self:
        """Those nobody read."""
        return self.filter(read_at=None)

    def for_list(self) -> Self:
        """With what a list shows; for staff also when the institution read the same."""
        same = self.model._default_manager.filter(
            unique_key=models.OuterRef("unique_key"), audience=Audience.INSTITUTION
        )
        return self.select_related("institution__district", "read_by").annotate(
            institution_read_at=models.Subquery(same.values("read_at")[:1])
        )


class ProfileRequestQuerySet(models.QuerySet["ProfileRequest"]):
    """Wishes for a correction of the register."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the institutions in the actor's territory."""
        return self.filter(_of_the_territory(actor))

    def waiting(self) -> Self:
        """Those not answered."""
        return self.filter(state=RequestState.OPEN)

    def for_list(self) -> Self:
        """With what a list shows."""
        return self.select_related("institution__district", "sent_by", "answered_by")
