"""The words of lists and publications."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ListKind(models.TextChoices):
    """Which list (S9)."""

    WHITE = "white", _("whitelist")
    BLACK = "black", _("blacklist")
    OFF = "off", _("taken off the whitelist")


# The lists that an institution can stand on: what the public searches by.
LISTS = [(kind.value, kind.label) for kind in (ListKind.WHITE, ListKind.BLACK)]


class ProposalState(models.TextChoices):
    """Where a list proposal stands."""

    PROPOSED = "proposed", _("waiting for the city's review")
    ACCEPTED = "accepted", _("accepted, to be published")
    RETURNED = "returned", _("returned")
    PUBLISHED = "published", _("published")


# A proposal that may still come to a publication: an institution has one of each kind at a time.
PENDING = (ProposalState.PROPOSED, ProposalState.ACCEPTED)


class Origin(models.TextChoices):
    """Where a proposal came from."""

    COMPUTED = "computed", _("meets the conditions")
    BY_HAND = "by_hand", _("proposed by hand")
    FAILED_ORDER = "failed_order", _("failed rectification order")
    LOST = "lost", _("no longer meets the conditions")


class PublicationKind(models.TextChoices):
    """Why a list is published."""

    ANNUAL = "annual", _("annual")
    INTERIM = "interim", _("interim")


class PublicationState(models.TextChoices):
    """Whether a publication is still being prepared or stands for good."""

    OPEN = "open", _("being prepared")
    SEALED = "sealed", _("published")


class ConditionKey(models.TextChoices):
    """What the whitelist asks for, item by item (S9)."""

    PAPERS = "papers", _("Business licence and school permit, valid")
    ANNUAL = "annual", _("Annual inspection passed")
    ORDERS = "orders", _("No open rectification order")
    TEACHING = "teaching", _("Teaching is not suspended")
    ACTIVE = "active", _("Not a zombie institution")
    RECORD = "record", _("Not on the blacklist")


class Finding(models.TextChoices):
    """What was found of a condition, for the page that lists them."""

    MET = "met", _("met")
    NO_LICENCE = "no_licence", _("no business licence")
    NO_PERMIT = "no_permit", _("no school permit")
    PERMIT_ENDED = "permit_ended", _("the school permit is not in force")
    FIRST_YEAR = "first_year", _("licensed this year, first annual inspection next year")
    NO_RESULT = "no_result", _("no result yet")
    NOT_PASSED = "not_passed", _("not passed")
    ORDER_OPEN = "order_open", _("an order is open")
    ORDER_FAILED = "order_failed", _("an order was not met")
    STOPPED = "stopped", _("teaching is stopped")
    CLOSED = "closed", _("closed, revoked or banned")
    ZOMBIE = "zombie", _("no annual inspection for two years")
    BLACKLISTED = "blacklisted", _("stands on the blacklist")
    BLACK_PROPOSED = "black_proposed", _("proposed for the blacklist")


class Severity(models.TextChoices):
    """How serious the bad faith is, which says how long a listing may stand (D5)."""

    GENERAL = "general", _("general bad faith")
    SERIOUS = "serious", _("serious bad faith")


class Standing(models.TextChoices):
    """What a parent wants to know: may it teach now?"""

    MAY_TEACH = "may_teach", _("It may teach.")
    STOPPED = "stopped", _("It may not teach now: teaching is stopped.")
    CLOSED = "closed", _("It may not teach: it is closed for rectification.")
    REVOKED = "revoked", _("It may not teach: its permit was revoked.")
    BANNED = "banned", _("It may not teach: it is banned.")
    NO_PERMIT = "no_permit", _("It may not train pupils: it holds no school permit in force.")
    NO_LICENCE = "no_licence", _("It may not teach: it holds no business licence.")


class Check(models.TextChoices):
    """What is recomputed of a publication, step by step."""

    ENTRIES = "entries", _("Every entry is written in the one canonical way and counted")
    ROOT = "root", _("The Merkle root over all entries")
    CONTENT = "content", _("The content hash over the header")
    CHAIN = "chain", _("The link to the publication before")
    SIGNATURE = "signature", _("The signature")
    KEY = "key", _("The key is one of the bureau's")
