"""Words of the life of a school permit."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ApplicationKind(models.TextChoices):
    """What an institution applies for."""

    NEW = "new", _("new permit")
    CHANGE = "change", _("change of the permit")
    RENEWAL = "renewal", _("renewal")
    SUSPENSION = "suspension", _("suspension")
    RESUMPTION = "resumption", _("resumption")
    SURRENDER = "surrender", _("surrender")


class ApplicationState(models.TextChoices):
    """Where an application stands."""

    DRAFT = "draft", _("being prepared")
    SUBMITTED = "submitted", _("waiting for acceptance")
    RETURNED = "returned", _("to be completed")
    ACCEPTED = "accepted", _("accepted")
    CHECKED = "checked", _("site checked")
    NOTICE = "notice", _("under public notice")
    READY = "ready", _("ready for decision")
    GRANTED = "granted", _("granted")
    ISSUED = "issued", _("in effect")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("taken back")
    LAPSED = "lapsed", _("lapsed")


class ItemAnswer(models.TextChoices):
    """What an applicant says of one item of the setting standard."""

    MET = "met", _("met")
    NOT_MET = "not_met", _("not met yet")
    NOT_APPLICABLE = "not_applicable", _("does not apply")


class LicencePaper(models.TextChoices):
    """What comes with an application."""

    FORM = "form", _("application form, signed")
    ARTICLES = "articles", _("articles and resolution")
    IDENTITY = "identity", _("legal representative's identity card")
    PREMISES = "premises", _("ownership or lease of the premises")
    FIRE = "fire", _("fire certificate")
    STAFF = "staff", _("list of staff and their certificates")
    FEES = "fees", _("fee items and standards")
    PROOF = "proof", _("proof of what changes")
    OLD_PERMIT = "old_permit", _("the permit to be replaced")
    SETTLEMENT = "settlement", _("how pupils and fees are settled")
    OTHER = "other", _("other")
