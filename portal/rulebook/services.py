"""Which figure holds, and setting one. Clause: D1–D7 and N1–N6 are all configured here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.accounts.actors import Actor
from portal.accounts.refusals import ReasonRequired, Refusal
from portal.rulebook import registry, values
from portal.rulebook.models import DatedRule
from portal.timeline import services as timeline
from portal.workdays.models import CalendarDay
from portal.workdays.services import set_day

F = TypeVar("F")


class WrongFigure(Refusal):
    """A value that the figure cannot hold, or a day that is already taken."""


@dataclass(frozen=True, slots=True)
class InForce(Generic[F]):
    """The figure that holds on a day, and the version of it that a decision keeps."""

    figure: F
    version: str
    source: str = ""


def in_force(figure: type[F], *, on: date, district_id: int | None = None) -> InForce[F]:
    """The figure in force on a day in a district: its row, else the city's, else the default."""
    return first_in_force(figure, on=on, district_id=district_id)


def first_in_force(*figures: type[F], on: date, district_id: int | None = None) -> InForce[F]:
    """The first of several figures that somebody set, from the particular to the general; else the last's default."""
    keys: list[str] = [figure.KEY for figure in figures]  # type: ignore[attr-defined]
    rows = DatedRule.objects.holding(keys, on, district_id)
    for key, figure in zip(keys, figures, strict=True):
        row = next((row for row in rows if row.key == key), None)
        if row is not None:
            return InForce(values.build(figure, row.value), row.version, row.source)
    return InForce(figures[-1](), f"{keys[-1]}@default")


@transaction.atomic
def set_figure(
    actor: Actor,
    key: str,
    *,
    value: Mapping[str, Any],
    source: str,
    valid_from: date,
    valid_until: date | None = None,
    article: str = "",
    district_id: int | None = None,
    reason: str = "",
) -> DatedRule:
    """Set a figure from a day on, for the whole city or one district.

    Raises NotAllowed, ReasonRequired (a figure without a source), WrongFigure.
    """
    actor.must("rulebook.edit")
    entry = registry.get(key)
    _check_origin(source, valid_from, valid_until)
    row = _write(
        DatedRule(
            key=key,
            district_id=district_id,
            value=_checked(entry, value),
            source=source.strip(),
            article=article.strip(),
            valid_from=valid_from,
            valid_until=valid_until,
            set_by=actor.label,
        )
    )
    told = {"key": key, "value": row.value, "source": row.source, "valid_from": valid_from.isoformat()}
    timeline.record(actor, "rulebook.figure_set", row, clause=entry.clause, reason=reason, changes=told)
    return row


def _check_origin(source: str, valid_from: date, valid_until: date | None) -> None:
    """Refuse a figure without a source, and one that ends before it begins."""
    if not source.strip():
        raise ReasonRequired(_("Name the rule or the decision that this figure comes from."), field="source")
    if valid_until is not None and valid_until < valid_from:
        raise WrongFigure(_("The last day lies before the first."), field="valid_until")


def _write(row: DatedRule) -> DatedRule:
    """Write a new row; the database knows whether its day is taken."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise WrongFigure(
            _("This figure is already set from that day on. Choose another day."), field="valid_from"
        ) from error
    return row


def _checked(entry: registry.Entry, value: Mapping[str, Any]) -> dict[str, Any]:
    """The values as JSON keeps them; refuses what the figure's fields cannot hold."""
    known = values.fields_of(entry.figure)
    strange = set(value) - set(known)
    if strange:
        raise WrongFigure(_("This figure has no %(names)s.") % {"names": ", ".join(sorted(strange))})
    try:
        figure = values.build(entry.figure, value)
    except values.WrongValue as error:
        words = {"label": entry.label(error.field) if error.field else entry.title, "value": error.value}
        raise WrongFigure(_("%(label)s cannot be %(value)s.") % words, field=error.field or None) from error
    return {name: values.write(getattr(figure, name)) for name in known if name in value}


@transaction.atomic
def end_figure(actor: Actor, row: DatedRule, *, last_day: date, reason: str) -> DatedRule:
    """End a figure with a day; what was decided under it stays as it is.

    Raises NotAllowed, ReasonRequired, WrongFigure.
    """
    actor.must("rulebook.edit")
    row = DatedRule.objects.lock(row)
    if not reason.strip():
        raise ReasonRequired(_("Say why the figure ends."), field="reason")
    if last_day < row.valid_from:
        raise WrongFigure(_("The last day lies before the first."), field="last_day")
    before, row.valid_until = row.valid_until, last_day
    row.save(update_fields=["valid_until"])
    timeline.record(
        actor,
        "rulebook.figure_ended",
        row,
        clause=registry.get(row.key).clause,
        reason=reason,
        changes={"valid_until": [before and before.isoformat(), last_day.isoformat()]},
        district_id=row.district_id,
    )
    return row


@transaction.atomic
def set_calendar_day(actor: Actor, day: date, *, is_working: bool, source: str) -> CalendarDay:
    """Set a day as worked or off over the published calendar. Clause: D7.

    Raises NotAllowed, ReasonRequired.
    """
    actor.must("rulebook.edit")
    if not source.strip():
        raise ReasonRequired(_("Name the notice that sets this day."), field="source")
    entry = set_day(day, is_working=is_working, source=source.strip())
    timeline.record(
        actor,
        "rulebook.day_set",
        entry,
        clause="D7",
        reason=source.strip(),
        changes={"day": day.isoformat(), "is_working": is_working},
    )
    return entry
