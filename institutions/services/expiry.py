"""Telling institutions and districts that permits and papers end. Clause: Z1."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_noop

from institutions.models import Institution, Notice, Paper, SchoolPermit
from institutions.rules.expiry import ExpiryNotices, threshold_for
from institutions.services.notices import tell
from institutions.terms import Audience, NoticeKind, PaperKind, Status
from portal.rulebook.services import in_force

PERMIT_ENDS = gettext_noop(
    "The school permit %(number)s is valid until %(day)s. Apply for its renewal in time."
)
PAPER_ENDS = {
    PaperKind.BUSINESS: gettext_noop("The business registration %(number)s is valid until %(day)s."),
    PaperKind.NONPROFIT: gettext_noop(
        "The private non-enterprise registration %(number)s is valid until %(day)s."
    ),
    PaperKind.FIRE: gettext_noop("The fire certificate %(number)s is valid until %(day)s."),
    PaperKind.FOOD: gettext_noop("The food licence %(number)s is valid until %(day)s."),
    PaperKind.LEASE: gettext_noop("The lease %(number)s runs until %(day)s."),
}
# Whoever lost its permit or was banned has nothing to renew.
GONE = (Status.REVOKED, Status.BANNED)


@dataclass(frozen=True, slots=True)
class Ending:
    """A permit or paper that ends, and the words about it."""

    institution: Institution
    key: str
    kind: str
    words: str
    number: str
    valid_until: date


def tell_of_endings(today: date) -> int:
    """Tell of every permit and paper that ends soon, each threshold once; returns how many notices went out. Clause: Z1."""
    terms_of: dict[int, ExpiryNotices] = {}
    told = 0
    known = set(Notice.objects.filter(kind__in=KINDS).values_list("unique_key", "audience"))
    for ending in _endings(today):
        district_id = ending.institution.district_id
        if district_id not in terms_of:
            terms_of[district_id] = in_force(ExpiryNotices, on=today, district_id=district_id).figure
        threshold = threshold_for(ending.valid_until, today, terms_of[district_id])
        if threshold is not None:
            told += _tell(ending, threshold, today, known)
    return told


KINDS = (NoticeKind.PERMIT_ENDS, NoticeKind.PAPER_ENDS)
# No figure may reach further than a year: what ends later is not looked at.
FARTHEST = timedelta(days=366)


def _endings(today: date) -> Iterator[Ending]:
    """Yield what ends within a year and what ended less than a year ago."""
    soon, past = today + FARTHEST, today - FARTHEST
    permits = SchoolPermit.objects.ending_by(soon).filter(valid_until__gte=past)
    for permit in permits.exclude(institution__status__in=GONE).select_related("institution"):
        assert permit.valid_until is not None
        key = f"permit:{permit.pk}:{permit.valid_until.isoformat()}"
        yield Ending(
            permit.institution, key, NoticeKind.PERMIT_ENDS, PERMIT_ENDS, permit.number, permit.valid_until
        )
    papers = Paper.objects.ending_by(soon).filter(valid_until__gte=past)
    for paper in papers.exclude(institution__status__in=GONE).select_related("institution"):
        assert paper.valid_until is not None
        words = PAPER_ENDS[PaperKind(paper.kind)]
        key = f"paper:{paper.pk}:{paper.valid_until.isoformat()}"
        yield Ending(paper.institution, key, NoticeKind.PAPER_ENDS, words, paper.number, paper.valid_until)


def _tell(ending: Ending, threshold: int, today: date, known: set[tuple[str, str]]) -> int:
    told = 0
    key = f"{ending.key}:{threshold}"
    urls = {
        Audience.INSTITUTION: reverse("institutions:my_papers"),
        Audience.DISTRICT: reverse("institutions:papers", args=[ending.institution.code]),
    }
    values: dict[str, Any] = {"number": ending.number, "day": ending.valid_until.isoformat()}
    for audience, url in urls.items():
        if (key, audience) in known:
            continue
        notice = tell(
            ending.institution,
            audience=audience,
            kind=ending.kind,
            words=ending.words,
            values=values,
            url=url,
            unique_key=key,
            day=today,
            due=ending.valid_until,
            threshold=threshold,
            clause=ExpiryNotices.CLAUSE,
        )
        told += notice is not None
    return told
