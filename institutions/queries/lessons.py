"""Who may see which lesson, remark and draft of a filed class."""

from typing import TYPE_CHECKING, Self

from django.db import models

from institutions.terms import FilingState
from portal.accounts.actors import Actor
from portal.accounts.scope import within

if TYPE_CHECKING:
    from institutions.models import FilingDraft, FilingRemark, Lesson  # noqa: F401 - named in strings below


class LessonQuerySet(models.QuerySet["Lesson"]):
    """Lessons."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the classes of the actor's territory."""
        return self.filter(
            within(
                actor,
                "filing__institution__district",
                institution="filing__institution",
                street="filing__institution__street",
            )
        )

    def public(self) -> Self:
        """Those of approved classes."""
        return self.filter(filing__state=FilingState.APPROVED)


class FilingRemarkQuerySet(models.QuerySet["FilingRemark"]):
    """Remarks of the checks."""

    def visible_to(self, actor: Actor) -> Self:
        """Those on the classes of the actor's territory."""
        return self.filter(
            within(
                actor,
                "filing__institution__district",
                institution="filing__institution",
                street="filing__institution__street",
            )
        )

    def standing(self) -> Self:
        """Those that hold."""
        return self.filter(closed_on=None)

    def to_settle(self) -> Self:
        """Those found since the approval that nobody has looked at."""
        return self.standing().filter(
            since_approval=True, settled_at=None, filing__state=FilingState.APPROVED
        )


class FilingDraftQuerySet(models.QuerySet["FilingDraft"]):
    """Drafts: the institution's own."""

    def visible_to(self, actor: Actor) -> Self:
        """The institution's own; nobody else reads what is not filed."""
        if not actor.institution_id:
            return self.none()
        return self.filter(institution=actor.institution_id)
