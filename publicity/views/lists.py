"""The desk: who may stand on the whitelist, and how far the year's lists are."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from institutions.models import Institution
from portal.accounts.refusals import Refusal
from portal.desk.views import DeskView
from portal.regions.models import District
from publicity import figures
from publicity.models import ListProposal, PublicRecord
from publicity.services import proposing, publishing
from publicity.services.facts import conditions_of
from publicity.terms import ListKind
from publicity.views.conditions import shown


class Candidates(DeskView):
    """Who may stand on the whitelist, condition by condition, in one district."""

    capability = "publicity.propose"
    template_name = "publicity/desk/candidates.html"
    page_size = 25

    def district(self) -> District:
        """The district asked for; the first of the territory where none is."""
        own = figures.districts_of(self.actor)
        asked = self.request.GET.get("district") or self.request.POST.get("district")
        return get_object_or_404(own, slug=asked) if asked else own[0]

    def get_context(self, **more: Any) -> dict[str, Any]:
        today = timezone.localdate()
        district = self.district()
        year = proposing.year_of_list(today, district.pk)
        rows = candidates(self.actor, district, year)
        judged = conditions_of([row.pk for row in rows], year=year, today=today)
        show = self.request.GET.get("show", "eligible")
        eligible = {pk for pk, conditions in judged.items() if all(c.met for c in conditions)}
        if show in {"eligible", "missing"}:
            rows = [row for row in rows if (row.pk in eligible) == (show == "eligible")]
        page = Paginator(rows, self.page_size).get_page(self.request.GET.get("page"))
        return {
            **more,
            "district": district,
            "districts": figures.districts_of(self.actor),
            "year": year,
            "show": show,
            "page": page,
            "rows": [(row, shown(judged[row.pk])) for row in page.object_list],
            "eligible": len(eligible),
            "missing": len(judged) - len(eligible),
            "query": urlencode({"district": district.key, "show": show}),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        district, today = self.district(), timezone.localdate()
        year = proposing.year_of_list(today, district.pk)
        chosen = [int(pk) for pk in request.POST.getlist("chosen") if pk.isdecimal()]
        if request.POST.get("scope") == "all":
            chosen = [row.pk for row in candidates(self.actor, district, year)]
        made = proposing.propose_whitelist(
            district, actor=self.actor, year=year, today=today, institution_ids=chosen
        )
        words = ngettext("%(n)s institution proposed.", "%(n)s institutions proposed.", made)
        return self.done(words % {"n": made}, f"{request.path}?district={district.key}")


def candidates(actor: Any, district: District, year: int) -> list[Institution]:
    """A district's institutions that neither stand on the year's whitelist nor are on the way there."""
    pending = ListProposal.objects.visible_to(actor).pending().filter(kind=ListKind.WHITE)
    listed = PublicRecord.objects.visible_to(actor).filter(list=ListKind.WHITE, publication__year=year)
    rows = Institution.objects.visible_to(actor).filter(district=district)
    rows = rows.exclude(pk__in=pending.values("institution")).exclude(pk__in=listed.values("institution"))
    return list(rows.order_by("code"))


class YearState(DeskView):
    """How far each district's list of the year is."""

    capability = "publicity.view"
    template_name = "publicity/desk/year.html"

    def get_context(self, **more: Any) -> dict[str, Any]:
        today = timezone.localdate()
        asked = self.request.GET.get("year", "")
        year = int(asked) if asked.isdecimal() and len(asked) == 4 else proposing.year_of_list(today)
        return {
            **more,
            "year": year,
            "today": today,
            "rows": figures.year_state(self.actor, year, today),
            "may_publish": self.actor.can("publicity.publish"),
        }


class PublishNow(DeskView):
    """Publish one district's list without waiting for the daily work."""

    capability = "publicity.publish"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        district = get_object_or_404(figures.districts_of(self.actor), slug=kwargs["district"])
        back = f"{reverse('publicity:year')}?year={kwargs['year']}"
        try:
            publication = publishing.publish_annual(
                district, year=kwargs["year"], actor=self.actor, today=timezone.localdate()
            )
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect(back)
        return self.done(_("Published."), publication)
