import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class DraftPhoto(models.Model):
    """A picture or file added to a complaint that is not sent yet. It goes when the draft does."""

    draft = models.UUIDField(_("draft"), db_index=True)
    key = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    file = models.FileField(_("file"), upload_to="complaints/drafts/%Y%m%d/", max_length=200)
    name = models.CharField(_("name"), max_length=120)
    size = models.PositiveIntegerField(_("size"))
    added_at = models.DateTimeField(_("added at"), auto_now_add=True, db_index=True)

    class Meta:
        ordering = ["pk"]
