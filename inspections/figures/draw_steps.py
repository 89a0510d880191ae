"""What comes next with a draw, and by when. Clause: N2."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inspections.models import Draw
from inspections.rules.draw_weights import DrawTerms, publish_by
from inspections.terms import DrawState
from portal.rulebook.services import in_force
from portal.workdays.services import calendar

FREEZE, DRAW, OPEN = _("Freeze the pool"), _("Draw targets and inspectors"), _("Open the visits drawn")
WAIT, PUBLISH = _("Visits are being made"), _("Publish the result of the draw")


@dataclass(frozen=True, slots=True)
class Step:
    """The next act of a draw; without a day where nothing presses or where others act first."""

    draw: Any
    words: Any
    due: date | None
    ours: bool = True


def next_steps(draws: Iterable[Draw], today: date) -> list[Step]:
    """What comes next with each draw of `for_due()`. Clause: N2 (published within twenty working days)."""
    terms: dict[int, DrawTerms] = {}
    days = calendar()
    steps = []
    for draw in draws:
        if draw.district_id not in terms:
            terms[draw.district_id] = in_force(DrawTerms, on=today, district_id=draw.district_id).figure
        steps.append(_step(draw, terms[draw.district_id], days))
    return steps


def _step(draw: Any, terms: DrawTerms, days: Any) -> Step:
    if draw.state == DrawState.PREPARED:
        return Step(draw, FREEZE, None)
    if draw.state == DrawState.COMMITTED:
        return Step(draw, DRAW, None)
    if draw.waiting:
        return Step(draw, OPEN, None)
    if draw.unmade:
        return Step(draw, WAIT, None, ours=False)
    since = draw.last_closed or timezone.localdate(draw.drawn_at)
    return Step(draw, PUBLISH, publish_by(since, terms, days))
