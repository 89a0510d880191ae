"""What the public reads of the annual inspection: numbers by district, once a year is concluded (D6)."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page

from institutions.models import AnnualInspection
from institutions.terms import AnnualResult
from portal.ui import charts
from portal.ui.views import PublicView

SHOWN = [value for value in AnnualResult.values if value != AnnualResult.PENDING]


@method_decorator([cache_control(public=True, max_age=60), conditional_page], name="dispatch")
class PublicAnnual(PublicView):
    """The concluded annual inspections of a year."""

    template_name = "institutions/public/annual.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        concluded = AnnualInspection.objects.public()
        years = list(concluded.order_by("-year").values_list("year", flat=True).distinct())
        asked = request.GET.get("year", "")
        year = int(asked) if asked.isdigit() and int(asked) in years else next(iter(years), None)
        held = concluded.filter(year=year or 0).select_related("district").with_counts(SHOWN)
        rows = [
            (row, [getattr(row, value) for value in SHOWN], row.total)  # type: ignore[attr-defined]
            for row in held.order_by("district__order")
        ]
        whole = [sum(cells[place] for _row, cells, _total in rows) for place in range(len(SHOWN))]
        return self.render(
            years=years,
            year=year,
            results=[AnnualResult(value).label for value in SHOWN],
            rows=rows,
            whole=whole,
            total=sum(whole),
            chart=self.drawn(rows) if rows else None,
        )

    def drawn(self, rows: list[tuple[AnnualInspection, list[int], int]]) -> charts.Chart:
        """The results by district as bars."""
        series = {
            AnnualResult(value).label: [cells[place] for _row, cells, _total in rows]
            for place, value in enumerate(SHOWN)
        }
        labels = [row.district.name for row, _cells, _total in rows]
        tones = ("info", "second", "warn", "neutral")
        return charts.bars(
            str(_("Results by district")), labels, series, tones=tones, first_header=_("district")
        )
