"""Photos and signatures from phones."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models

from inspections.queries.territory import territory
from portal.accounts.actors import Actor
from portal.accounts.roles import Role

if TYPE_CHECKING:
    from inspections.models import PhoneUpload, VisitPart


class PhoneUploadQuerySet(models.QuerySet["PhoneUpload"]):
    """What phones have sent of parts of visits."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the parts that the actor sees: a department officer the own department's only (S5)."""
        found = self.filter(territory(actor, "part__visit__joint_inspection__"))
        if actor.role == Role.DEPARTMENT_OFFICER:
            found = found.filter(part__department=actor.department)
        return found

    def of_part(self, part: "VisitPart") -> Self:
        """The whole ones of a part."""
        return self.filter(part=part).exclude(evidence=None).select_related("evidence")

    def abandoned(self, before: datetime) -> Self:
        """Those begun long ago of which pieces are missing."""
        return self.filter(evidence=None, begun_at__lt=before)

    def lock(self, upload: "PhoneUpload") -> "PhoneUpload":
        """The row, locked until the transaction ends."""
        return self.select_for_update().get(pk=upload.pk)
