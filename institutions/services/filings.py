"""Filing a class and reviewing it. Clauses: Z3, D3."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import can_proceed

from institutions.models import CourseFiling, Institution
from institutions.rules.filings import FilingLimits, Remark, check_class, hints_in
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, ReasonRequired
from portal.rulebook.services import in_force
from portal.timeline import services as timeline
from portal.workdays.services import calendar

REMARKS = {
    "too_late": _("Lessons end later than allowed (20:30 in person, 21:00 on line)."),
    "too_long": _("The class runs for more than three months on one fee."),
    "too_many_hours": _("More than 60 class hours are paid ahead."),
    "fee_too_high": _("The fee is higher than 5,000 yuan."),
    "drill": _("Name or content sound like exam drill."),
    "ahead": _("Name or content sound like teaching beyond or ahead of the syllabus."),
    "contest": _("Name or content speak of contests or graded examinations."),
}
CHECKED = ("starts_on", "ends_on", "ends_at", "online", "hours", "fee")


def remarks_on(values: dict[str, Any], *, on: date, district_id: int) -> list[Remark]:
    """Return what the checks say of a class, with the limits in force that day."""
    limits = limits_on(on, district_id)
    found = check_class(**{name: values[name] for name in CHECKED}, limits=limits)
    return found + hints_in(f"{values.get('name', '')}。{values.get('content', '')}")


def remarks_on_filing(filing: CourseFiling, *, on: date) -> list[Remark]:
    """Return what the checks say of a class as it was filed."""
    values = {name: getattr(filing, name) for name in (*CHECKED, "name", "content")}
    return remarks_on(values, on=on, district_id=filing.district_id)


def limits_on(day: date, district_id: int) -> FilingLimits:
    """Return the limits in force."""
    return in_force(FilingLimits, on=day, district_id=district_id).figure


def limits_shown(day: date, district_id: int) -> dict[str, Any]:
    """Return the limits in force as a page says them."""
    limits = limits_on(day, district_id)
    names = ("months_ahead", "hours_ahead", "fee_at_most", "review_days")
    ends = {"offline": limits.latest_end(online=False), "online": limits.latest_end(online=True)}
    return ends | {name: getattr(limits, name) for name in names}


@transaction.atomic
def submit(
    institution: Institution, *, actor: Actor, filing: CourseFiling | None = None, **values: Any
) -> CourseFiling:
    """File a class, or file a returned one again; it goes to the district's queue.

    The institution files its own; where it brings a paper, the district files for it.

    The checks are flags for the reviewer and were shown beside the fields; they refuse nothing by themselves.
    Raises NotAllowed, ChangedMeanwhile.
    """
    actor.must("own.file" if actor.can("own.file") else "filings.review", institution)
    if filing is None:
        row = CourseFiling(institution=institution)
    else:
        row = CourseFiling.objects.select_for_update().get(pk=filing.pk, institution=institution)
    if not can_proceed(row.submit):
        raise ChangedMeanwhile(_("This class was reviewed meanwhile. Look at its page."))
    today = timezone.localdate()
    rule = in_force(FilingLimits, on=today, district_id=institution.district_id)
    for name, value in values.items():
        setattr(row, name, value)
    row.submit(calendar().add(today, rule.figure.review_days))
    row.submitted_at, row.rule_version = timezone.now(), rule.version
    row.save()
    timeline.record(actor, "filing.submitted", row, clause="Z3", changes={"class": row.name})
    return row


def _open(filing: CourseFiling, actor: Actor) -> CourseFiling:
    actor.must("filings.review", filing)
    row = CourseFiling.objects.select_for_update(of=("self",)).select_related("institution").get(pk=filing.pk)
    if not can_proceed(row.approve):
        raise ChangedMeanwhile(_("This class was reviewed meanwhile. Look at its page."))
    row.reviewed_by, row.reviewed_at = actor.user, timezone.now()
    return row


@transaction.atomic
def approve(filing: CourseFiling, *, actor: Actor, note: str = "") -> CourseFiling:
    """Approve a class: the public can read it from now on. A class with remarks needs a reason."""
    row = _open(filing, actor)
    if remarks_on_filing(row, on=timezone.localdate()) and not note.strip():
        raise ReasonRequired(
            _("The checks have remarks: write why the class is approved all the same."), field="note"
        )
    row.approve()
    row.review_note = note
    row.save()
    timeline.record(actor, "filing.approved", row, clause="Z3", reason=note)
    return row


@transaction.atomic
def send_back(filing: CourseFiling, *, actor: Actor, note: str) -> CourseFiling:
    """Return a class with what must be changed. Raises ReasonRequired."""
    row = _open(filing, actor)
    if not note.strip():
        raise ReasonRequired(_("Write what must be changed: the institution reads it."), field="note")
    row.send_back(note)
    row.save()
    timeline.record(actor, "filing.returned", row, clause="Z3", reason=note)
    return row


@transaction.atomic
def withdraw(filing: CourseFiling, *, actor: Actor, reason: str = "") -> CourseFiling:
    """Take a class back: it is not taught, and the public no longer reads it. Raises NotAllowed, ChangedMeanwhile."""
    actor.must("own.file", filing)
    row = CourseFiling.objects.select_for_update(of=("self",)).select_related("institution").get(pk=filing.pk)
    if not can_proceed(row.withdraw):
        raise ChangedMeanwhile(_("This class was withdrawn already."))
    row.withdraw()
    row.save(update_fields=["state", "review_by"])
    timeline.record(actor, "filing.withdrawn", row, clause="Z3", reason=reason)
    return row
