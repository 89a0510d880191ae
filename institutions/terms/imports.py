"""Words of an import."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ImportState(models.TextChoices):
    """Where an import stands."""

    PREVIEW = "preview", _("preview")
    QUEUED = "queued", _("waiting")
    RUNNING = "running", _("running")
    PAUSED = "paused", _("paused")
    DONE = "done", _("written")
    FAILED = "import_failed", _("import stopped")
    CANCELLED = "cancelled", pgettext_lazy("import", "given up")


class RowResult(models.TextChoices):
    """What became of one row of a register."""

    CREATED = "created", _("newly entered")
    UPDATED = "updated", _("changed")
    UNCHANGED = "unchanged", _("unchanged")
    REJECTED = "rejected", _("not imported")
