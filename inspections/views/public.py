"""What anybody may look up: whether a visit is genuine, and what visits look at. Clauses: N2, S4."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import conditional_page
from rest_framework.throttling import BaseThrottle

from inspections.forms.lawful import CodeForm
from inspections.rules import door
from inspections.rules.lawful import VisitCap
from inspections.services import arrivals
from inspections.services.items import published_items
from portal.accounts.refusals import Refusal
from portal.accounts.roles import Department
from portal.rulebook.services import in_force
from portal.throttling import services as throttle
from portal.ui.views import PublicView


@method_decorator(never_cache, name="dispatch")
class CheckVisit(PublicView):
    """Asks for the code of a visit; says whether it is a genuine one of today."""

    template_name = "inspections/public/check.html"
    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if "code" not in request.GET:
            return self.render(form=CodeForm())
        form = CodeForm(request.GET)
        if not form.is_valid():
            return self.render(form=form, status=422)
        try:
            throttle.count("visit", BaseThrottle().get_ident(request), door.CHECKING)  # type: ignore[arg-type]
            visit = arrivals.genuine(form.cleaned_data["code"])
        except Refusal as refusal:
            form.add_error("code", str(refusal))
            return self.render(form=form, none=refusal.status == 404, status=refusal.status)
        return self.render(visit=visit, code=arrivals.plain(form.cleaned_data["code"]))


@method_decorator([cache_control(public=True, max_age=60), conditional_page], name="dispatch")
class Items(PublicView):
    """All that visits look at, by department and topic, each with its clause, and how often at most."""

    template_name = "inspections/public/items.html"
    http_method_names = ["get", "head", "options"]

    def get_context(self, **more: Any) -> dict[str, Any]:
        today = timezone.localdate()
        standard, items = published_items(today)
        departments = [
            (str(Department(name).label), [(section, list(of_it)) for section, of_it in _sections(several)])
            for name, several in groupby(items, key=lambda item: item.department)
        ]
        cap = in_force(VisitCap, on=today).figure
        return {**more, "standard": standard, "departments": departments, "cap": cap}


def _sections(items: Any) -> Any:
    return groupby(items, key=lambda item: item.section)
