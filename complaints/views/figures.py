"""How complaints stand and how well they are handled: for officers in full, for everybody with small counts kept back."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control

from complaints import figures
from complaints.figures import published, speed
from complaints.forms.figures import FiguresForm
from complaints.models import Complaint
from complaints.rules.sums import SuppressionTerms
from portal.desk import exports
from portal.desk.views import DeskView
from portal.rulebook.services import in_force
from portal.ui import charts
from portal.ui.views import PublicView

MOST = 100
DRAWN = 12
COLUMNS: list[exports.Column] = [
    (gettext_lazy("group"), "label"),
    (gettext_lazy("received"), "received"),
    (gettext_lazy("answered"), "answered"),
    (gettext_lazy("days, half of them"), "median"),
    (gettext_lazy("days, nine of ten"), "ninetieth"),
    (gettext_lazy("rated"), "rated"),
    (gettext_lazy("satisfied (%)"), "satisfied"),
    (gettext_lazy("taken up again (%)"), "reopened_rate"),
    (gettext_lazy("repeated (%)"), "repeat_rate"),
]


class Figures(DeskView):
    """Open, due and overdue now; days, satisfaction and repetition of a time, by what one likes."""

    capability = "complaints.view"
    template_name = "complaints/desk/figures.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        today = timezone.localdate()
        form = FiguresForm(request.GET or None, today=today)
        since, until, by = form.asked()
        rows = speed.rows_between(Complaint.objects.visible_to(self.actor), since, until)
        groups = speed.grouped(rows, since, by)
        export = request.GET.get("export")
        if export in {"csv", "xlsx"}:
            send = exports.as_csv if export == "csv" else exports.as_workbook
            return send(iter(groups), COLUMNS, f"complaint-figures-{by}")
        query = request.GET.copy()
        query.pop("export", None)
        return self.render(
            form=form,
            by=by,
            groups=groups[:MOST],
            hidden=max(0, len(groups) - MOST),
            total=speed.in_all(rows, since),
            days=days_chart(groups),
            since=since,
            until=until,
            query=query.urlencode(),
            **self.standing(today),
        )

    def standing(self, today: date) -> dict[str, Any]:
        """What is open now."""
        by_kind = figures.by_kind(self.actor, today)
        by_district = figures.by_district(self.actor, today, _("not yet known"))
        drawings = (
            drawn(_("By kind"), _("What happened"), by_kind),
            drawn(_("By district"), _("District"), by_district),
        )
        return {
            "counts": figures.counts(Complaint.objects.visible_to(self.actor), today),
            "charts": [chart for chart in drawings if chart],
        }


def drawn(title: str, header: str, tallies: list[figures.Tally]) -> charts.Chart | None:
    """Open complaints as bars: in time, due soon and overdue. None where there is nothing to draw."""
    if not tallies:
        return None
    series = {
        _("In time"): [tally.open - tally.due_soon - tally.overdue for tally in tallies],
        _("Due soon"): [tally.due_soon for tally in tallies],
        _("Overdue"): [tally.overdue for tally in tallies],
    }
    labels = [tally.label for tally in tallies]
    tones = ["info", "warn", "bad"]
    return charts.bars(title, labels, series, tones=tones, first_header=header)


def days_chart(groups: list[speed.Speed]) -> charts.Chart | None:
    """Days to the first answer: half of them, and what nine of ten need beyond; the first groups only."""
    known = [group for group in groups if group.median is not None and group.ninetieth is not None][:DRAWN]
    if not known:
        return None
    series: dict[str, list[int | float | None]] = {
        _("half answered"): [group.median for group in known],
        _("nine of ten, so many more"): [(group.ninetieth or 0) - (group.median or 0) for group in known],
    }
    labels = [group.label for group in known]
    title, header = _("Days to the answer"), _("group")
    return charts.bars(title, labels, series, tones=["info", "second"], first_header=header)


@method_decorator(cache_control(public=True, max_age=3600), name="dispatch")
class PublicFigures(PublicView):
    """What anybody may read of complaints."""

    template_name = "complaints/public/figures.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        today = timezone.localdate()
        terms = in_force(SuppressionTerms, on=today).figure
        page = published.published(today, terms)
        tables = [
            (_("By month"), _("Month"), page.months, page.since, page.until),
            (_("By kind"), _("What happened"), page.kinds, page.quarters_since, page.quarters_until),
            (_("By district"), _("District"), page.districts, page.quarters_since, page.quarters_until),
        ]
        return self.render(tables=tables, least=terms.least)
