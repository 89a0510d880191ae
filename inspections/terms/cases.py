"""Penalty cases (行政处罚案件) and their procedure. Clause: N3."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CaseState(models.TextChoices):
    """Where a penalty case stands."""

    OPEN = "open", pgettext_lazy("case", "open")
    REVIEWED = "reviewed", pgettext_lazy("case", "reviewed, to be decided")
    DECIDED = "decided", pgettext_lazy("case", "decided")
    WAIVED = "waived", _("no penalty: minor, first and corrected")
    LAPSED = "lapsed", _("no penalty: too long ago")
    UNFOUNDED = "unfounded", _("no penalty: the facts do not hold")


OPEN_CASES = (CaseState.OPEN, CaseState.REVIEWED)
WITHOUT_PENALTY = (CaseState.WAIVED, CaseState.LAPSED, CaseState.UNFOUNDED)


class StepKind(models.TextChoices):
    """What was done in a case; each is a row of its own, none is edited."""

    STATEMENT = "statement", _("statement and defence")
    ANSWERED = "answered", _("statement considered and answered")
    STATEMENT_GIVEN_UP = "no_statement", _("statement and defence given up in writing")
    HEARING_ASKED = "hearing_asked", _("hearing asked for")
    HEARING_GIVEN_UP = "no_hearing", _("hearing given up in writing")
    HEARING_SET = "hearing_set", _("hearing announced")
    HEARING_HELD = "hearing_held", _("hearing held")
    HEARING_MISSED = "hearing_missed", _("did not come to the hearing without a reason")
    REVIEWED = "reviewed", _("legal review passed")
    SENT_BACK = "sent_back", _("legal review sent it back")
    OFFICERS_CHANGED = "officers", _("other officers took it over")


# Of these a case has one at most.
ONCE = (
    StepKind.STATEMENT_GIVEN_UP,
    StepKind.HEARING_ASKED,
    StepKind.HEARING_GIVEN_UP,
    StepKind.HEARING_SET,
    StepKind.HEARING_HELD,
    StepKind.HEARING_MISSED,
    StepKind.REVIEWED,
)
# What the institution reads of its own case; the legal review is the authority's.
SHOWN_TO_INSTITUTION = tuple(
    kind
    for kind in StepKind
    if kind not in {StepKind.REVIEWED, StepKind.SENT_BACK, StepKind.OFFICERS_CHANGED}
)


class Stage(models.TextChoices):
    """What a case waits for."""

    NOTICE = "notice", _("issue the notice of the penalty")
    SERVICE = "service", _("serve the notice")
    TERM = "term", _("the institution may state its defence or ask for a hearing")
    SET_HEARING = "set_hearing", _("announce the hearing")
    HEARING = "hearing", _("hold the hearing")
    ANSWER = "answer", _("consider and answer the statement")
    REVIEW = "review", _("legal review")
    READY = "ready", _("decide")
    CLOSED = "closed", _("nothing more")
