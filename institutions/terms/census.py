"""Words of the census."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CensusState(models.TextChoices):
    """Where a census stands."""

    PLANNED = "census_planned", pgettext_lazy("census", "planned")
    OPEN = "census_open", pgettext_lazy("census", "under way")
    CLOSED = "census_closed", pgettext_lazy("census", "closed")


class AreaKind(models.TextChoices):
    """What is swept (S7): a street as a whole, and what lies in it."""

    STREET = "street", _("whole street")
    COMMUNITY = "community", _("community")
    OFFICES = "offices", _("office block")
    SHOPPING = "shopping", _("shopping area")
    SCHOOL = "school", _("school and surroundings")
    FACTORY = "factory", _("idle factory")
    ESTATE = "estate", _("housing estate")


class AreaState(models.TextChoices):
    """Whether an area was swept and reported."""

    PENDING = "area_pending", _("not reported yet")
    REPORTED = "area_reported", _("reported")


class TeachingForm(models.TextChoices):
    """How pupils are taught."""

    CLASS = "class", _("in classes")
    ONE_TO_ONE = "one_to_one", _("one to one")
    ONLINE = "online", _("on line")
    MIXED = "mixed", _("several forms")


class EntryState(models.TextChoices):
    """What became of an entry of the census."""

    OPEN = "entry_open", _("to be matched")
    MERGED = "entry_merged", _("merged with the register")
    ENTERED = "entry_entered", _("entered as new")
    ASIDE = "entry_aside", _("set aside")


class ProblemState(models.TextChoices):
    """Where a problem found by the census stands."""

    OPEN = "problem_open", pgettext_lazy("problem", "open")
    SETTLED = "problem_settled", pgettext_lazy("problem", "settled")


class SheetState(models.TextChoices):
    """Where a workbook of census entries stands."""

    PREVIEW = "sheet_preview", _("read, not written")
    WRITTEN = "sheet_written", _("written")
