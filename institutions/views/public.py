"""What the public reads of institutions' classes."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page

from institutions.filters import PublicFilingFilter
from institutions.models import CourseFiling
from institutions.services import filings
from portal.desk import exports
from portal.ui.views import PublicView

COLUMNS: list[exports.Column] = [
    (_("class name"), "name"),
    (_("institution"), "institution.name"),
    (_("district"), "institution.district.name"),
    (_("school subject"), "get_subject_display"),
    (_("stage of school"), "get_stage_display"),
    (_("grade"), lambda row: row.get_grade_display() or ""),
    (_("days and times"), "timetable"),
    (_("class hours"), "hours"),
    (_("fee, yuan"), "fee"),
    (_("first day"), "starts_on"),
    (_("last day"), "ends_on"),
    (_("version"), "version"),
]


@method_decorator([cache_control(public=True, max_age=60), conditional_page], name="dispatch")
class PublicFilings(PublicView):
    """The classes filed and approved."""

    template_name = "institutions/public/filings.html"
    page_size = 20

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        rows = CourseFiling.objects.public().for_list().order_by("-reviewed_at", "-pk")
        found = PublicFilingFilter(request.GET, queryset=rows, request=None)
        export = request.GET.get("export")
        if export in {"csv", "xlsx"}:
            send = exports.as_csv if export == "csv" else exports.as_workbook
            return send(found.qs.iterator(chunk_size=1000), COLUMNS, "filings")
        page = Paginator(found.qs, self.page_size).get_page(request.GET.get("page"))
        query = request.GET.copy()
        for name in ("page", "export"):
            query.pop(name, None)
        return self.render(filter=found, page=page, rows=page.object_list, query=query.urlencode())


@method_decorator([cache_control(public=True, max_age=60), conditional_page], name="dispatch")
class PublicFiling(PublicView):
    """One class, for parents."""

    template_name = "institutions/public/filing.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        filing = CourseFiling.objects.public().for_page().filter(pk=kwargs["pk"]).first()
        if filing is None:
            # The address of an older version leads to the one in force.
            current = get_object_or_404(CourseFiling.objects.public().current_of(kwargs["pk"]))
            return redirect("institutions:public_filing", pk=current.pk)
        limits = filings.limits_shown(timezone.localdate(), filing.institution.district_id)
        return self.render(filing=filing, limits=limits, changed=filing.reviewed_at)
