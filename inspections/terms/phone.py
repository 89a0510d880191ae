"""What a phone sends."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class UploadKind(models.TextChoices):
    """A picture of what was seen, or a name written with the finger."""

    PHOTO = "photo", _("photo")
    SIGNATURE = "signature", _("signature")
