"""The week of an institution: for the public, for its district, for itself."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page

from institutions.figures.timetables import week_of
from institutions.models import CourseFiling, Institution
from portal.desk.views import DeskView, MyView
from portal.ui.views import PublicView

AT_MOST = 200  # classes in one picture


@method_decorator([cache_control(public=True, max_age=60), conditional_page], name="dispatch")
class PublicTimetable(PublicView):
    """The week of an institution's approved classes."""

    template_name = "institutions/public/timetable.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        today = timezone.localdate()
        rows = CourseFiling.objects.public().filter(institution__code=kwargs["code"].upper())
        filings = list(rows.lasting_on(today).for_page().order_by("starts_on", "pk")[:AT_MOST])
        known = filings[0] if filings else get_object_or_404(rows.for_list()[:1])
        return self.render(institution=known.institution, grid=week_of(filings, mark_clashes=False))


class Timetable(DeskView):
    """The week of an institution's classes, those that wait for review too; clashes are marked."""

    capability = "filings.view"
    template_name = "institutions/desk/timetable.html"

    def get_object(self) -> Institution:
        rows = Institution.objects.visible_to(self.actor).for_list()
        return get_object_or_404(rows, code=self.kwargs["code"])

    def get_context(self, **more: Any) -> dict[str, Any]:
        rows = CourseFiling.objects.visible_to(self.actor).filter(institution=self.object)
        rows = rows.live().lasting_on(timezone.localdate()).for_page().order_by("starts_on", "pk")
        grid = week_of(list(rows[:AT_MOST]), mark_clashes=True)
        return more | {"institution": self.object, "grid": grid, "staff": True}


class MyTimetable(MyView):
    """The week of one's own classes."""

    capability = "own.view"
    template_name = "institutions/my/timetable.html"

    def get_object(self) -> Institution:
        return get_object_or_404(Institution.objects.visible_to(self.actor).for_list())

    def get_context(self, **more: Any) -> dict[str, Any]:
        rows = CourseFiling.objects.visible_to(self.actor).filter(institution=self.object)
        rows = rows.live().lasting_on(timezone.localdate()).for_page().order_by("starts_on", "pk")
        grid = week_of(list(rows[:AT_MOST]), mark_clashes=True)
        return more | {"institution": self.object, "grid": grid, "own": True}
