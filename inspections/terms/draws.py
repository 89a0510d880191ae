"""Random draws."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DrawState(models.TextChoices):
    """Where a random draw stands."""

    PREPARED = "prepared", pgettext_lazy("draw", "in preparation")
    COMMITTED = "committed", pgettext_lazy("draw", "pool frozen, seed sealed")
    DRAWN = "drawn", pgettext_lazy("draw", "drawn")
    PUBLISHED = "published", pgettext_lazy("draw", "result published")
    SUPERSEDED = "superseded", pgettext_lazy("draw", "superseded by a redraw")


class Point(models.TextChoices):
    """What makes an institution more or less likely to be drawn: the items of `rules.draw_weights.weigh`."""

    BASE = "base", _("every institution")
    UNVISITED = "unvisited", _("time since the last visit")
    RECORD = "record", _("findings and founded complaints")
    SERIOUS = "serious", _("serious findings")
    ORDERS = "orders", _("open rectification orders")
    LICENCE = "licence", _("licence or permit missing")
    STANDING = "standing", _("whitelist or blacklist")
    PLANNED = "planned", _("a visit is already planned")


class DrawnResult(models.TextChoices):
    """What the public reads of the visit of a drawn institution."""

    PENDING = "pending", _("visit still to come")
    CALLED_OFF = "called_off", _("visit called off")
    CLEAN = "clean", _("visited, nothing found")
    EXAMINED = "examined", _("visited, findings under examination")
    FOUND = "found", _("visited, problems found and dealt with by law")
