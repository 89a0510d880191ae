"""Words of what the register finds by itself, and of sites in another district."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MarkKind(models.TextChoices):
    """Situations that the register finds by itself."""

    CONSULTING = "consulting", _("consulting company that trains pupils")


class Sign(models.TextChoices):
    """Where the evidence of a situation was found."""

    NAME = "name", _("in the name")
    SCOPE = "scope", _("in the business scope")
    CATEGORY = "category", _("what it teaches")
    FILINGS = "filings", _("classes filed")
    SITES = "sites", _("teaching sites in use")


class CrossSiteState(models.TextChoices):
    """Whether market supervision has dealt with a site in another district."""

    OPEN = "open", _("to be handled")
    HANDLED = "handled", _("handled")


class CrossSiteOutcome(models.TextChoices):
    """What came of it."""

    MOVED_BACK = "moved_back", _("moved back to the licensing district")
    PERMITTED = "permitted", _("permitted by the other district")
    REFERRED = "referred", _("referred for a decision")
    CLOSED = "closed", _("site closed")
