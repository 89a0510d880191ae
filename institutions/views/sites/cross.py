"""Sites in another district, for market supervision."""

from typing import Any

from django.db.models import F, QuerySet
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from institutions.filters import CrossSiteFilter
from institutions.forms import CrossSiteForm
from institutions.models import CrossSiteTask
from institutions.services import cross_sites
from institutions.terms import CrossSiteState
from portal.desk.views import DeskList, DeskView


class CrossSites(DeskList):
    """Sites in another district than the licensing one, those to handle first."""

    capability = "institutions.view"
    template_name = "institutions/desk/sites/cross_list.html"
    filterset_class = CrossSiteFilter
    export_name = "cross-district-sites"
    export_columns = [
        (_("institution"), "site.institution.name"),
        (_("code"), "site.institution.code"),
        (_("licensing district"), "site.institution.district.name"),
        (_("address of the site"), "site.address"),
        (_("district of the site"), "district.name"),
        (_("found on"), "opened_on"),
        (_("state"), "get_state_display"),
        (_("outcome"), "get_outcome_display"),
        (_("handled"), "handled_on"),
        (_("what was found and done"), "note"),
    ]

    def get_queryset(self) -> QuerySet[CrossSiteTask]:
        rows = CrossSiteTask.objects.visible_to(self.actor).for_list()
        return rows.order_by(F("handled_on").desc(nulls_first=True), "opened_on", "pk")


class CrossSite(DeskView):
    """One site in another district: what is known, and what came of it."""

    capability = "institutions.view"
    template_name = "institutions/desk/sites/cross.html"
    form_class = CrossSiteForm

    def get_object(self) -> CrossSiteTask:
        rows = CrossSiteTask.objects.visible_to(self.actor).for_list()
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_context(self, **more: Any) -> dict[str, Any]:
        row: CrossSiteTask = self.object
        own = self.actor.district_ids is None or row.district_id in self.actor.district_ids
        institution = row.site.institution
        return more | {
            "task": row,
            "institution": institution,
            "sees_institution": self.actor.sees(institution),
            "may_handle": own and self.actor.can("sites.clear") and row.state == CrossSiteState.OPEN,
        }

    def form_valid(self, form: Any) -> HttpResponseBase:
        row = cross_sites.handle(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("Recorded. The licensing district is told."), row)
