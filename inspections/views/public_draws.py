"""Random draws for everybody: what was promised before, what was drawn, and how to draw again. Clause: N2."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page

from inspections.figures.draws import document, drawn_rows
from inspections.filters.draws import PublicDrawFilter
from inspections.models import Draw, DrawnTarget
from inspections.rules.draws import canonical, drawable
from portal.accounts.roles import Department
from portal.rulebook import registry
from portal.ui.views import PublicView, public

cached = method_decorator([cache_control(public=True, max_age=60), conditional_page], name="dispatch")
READ_ONLY = ["get", "head", "options"]


@cached
class PublicDraws(PublicView):
    """Every draw whose pool is frozen, the newest first, superseded ones too."""

    template_name = "inspections/public/draws.html"
    http_method_names = READ_ONLY
    page_size = 20

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = PublicDrawFilter(request.GET, queryset=Draw.objects.public().for_list().newest())
        page = Paginator(found.qs, self.page_size).get_page(request.GET.get("page"))
        query = request.GET.copy()
        query.pop("page", None)
        return self.render(filter=found, page=page, rows=page.object_list, query=query.urlencode())


@cached
class PublicDraw(PublicView):
    """One draw: both hashes, the pool, and once the visits are made the seed and the result."""

    template_name = "inspections/public/draw.html"
    http_method_names = READ_ONLY
    page_size = 50

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        draw = get_object_or_404(Draw.objects.public().for_page(), pk=kwargs["pk"])
        page = Paginator(draw.pool["targets"], self.page_size).get_page(request.GET.get("page"))
        return self.render(
            draw=draw,
            pool=draw.pool,
            drawable=drawable(draw.pool),
            inspectors=[
                (Department(i["department"]).label, i["certificate"]) for i in draw.pool["inspectors"]
            ],
            weights=_weights(draw.pool),
            drawn=_result(draw),
            later=Draw.objects.public().filter(redraw_of=draw).first(),
            page=page,
            rows=page.object_list,
            query="",
        )


def _weights(pool: dict[str, Any]) -> list[tuple[Any, int]]:
    return registry.get("N2.weights").rows(pool["rules"]["weights"])


def _result(draw: Draw) -> list[Any]:
    """What was drawn, once it may be known (nobody is warned of a visit)."""
    if not draw.is_revealed:
        return []
    return drawn_rows(draw, DrawnTarget.objects.public().filter(draw=draw).in_order())


@public
@cached
class DrawJson(View):
    """The frozen pool with its hashes, and once they are public the seed and the result, as canonical JSON."""

    http_method_names = READ_ONLY

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        draw = get_object_or_404(Draw.objects.public().for_page(), pk=pk)
        headers = {"Content-Disposition": f'attachment; filename="draw-{draw.number}.json"'}
        return HttpResponse(canonical(document(draw)), content_type="application/json", headers=headers)
