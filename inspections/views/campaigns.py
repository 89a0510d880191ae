"""Special campaigns: the list, making one, its progress, putting it under way and closing it. Clauses: S5, S7."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.figures import campaigns as figures
from inspections.figures import history_of
from inspections.filters import CampaignFilter, TargetFilter
from inspections.forms.campaigns import CampaignForm, CloseCampaignForm
from inspections.forms.joint import NothingForm
from inspections.models import Campaign, CampaignTarget
from inspections.queries import CampaignQuerySet, CampaignTargetQuerySet, districts_of
from inspections.services import campaigns
from portal.accounts.refusals import NotAllowed, Refusal
from portal.desk.views import DeskList, DeskView


class Campaigns(DeskList):
    """Campaigns of the territory, those under way first."""

    capability = "inspections.view"
    template_name = "inspections/desk/campaigns/list.html"
    filterset_class = CampaignFilter
    export_name = "campaigns"
    export_columns = [
        (gettext_lazy("Number"), "number"),
        (gettext_lazy("title of the campaign"), "title"),
        (gettext_lazy("districts"), lambda row: "、".join(place.name for place in row.districts.all())),
        (gettext_lazy("Departments"), lambda row: "、".join(row.department_labels)),
        (gettext_lazy("first day"), "begins"),
        (gettext_lazy("last day"), "ends"),
        (gettext_lazy("State"), "get_state_display"),
    ]

    def get_queryset(self) -> CampaignQuerySet:
        return Campaign.objects.visible_to(self.actor).for_list()

    def get_context(self, **more: Any) -> dict[str, Any]:
        may = self.actor.can("campaigns.manage")
        return {**more, "today": timezone.localdate(), "may_manage": may}


class MakeCampaign(DeskView):
    """Make a campaign; it begins as a draft."""

    capability = "campaigns.manage"
    template_name = "inspections/desk/campaigns/form.html"
    form_class = CampaignForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"districts": districts_of(self.actor)}

    def form_valid(self, form: Any) -> HttpResponseBase:
        campaign = campaigns.make(actor=self.actor, **form.cleaned_data)
        return self.done(
            _("The campaign stands as a draft. Choose its targets, then put it under way."), campaign
        )


class CampaignPage(DeskView):
    """A page about one campaign."""

    capability = "campaigns.manage"

    def get_object(self) -> Campaign:
        rows = Campaign.objects.visible_to(self.actor).for_list()
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_context(self, **more: Any) -> dict[str, Any]:
        return {**more, "campaign": self.object, "today": timezone.localdate()}


class OwnPage(CampaignPage):
    """A page for the office that made the campaign."""

    def get_object(self) -> Campaign:
        campaign = super().get_object()
        if not campaigns.owns(campaign, self.actor):
            raise PermissionDenied(_("The city made this campaign: the city changes and closes it."))
        return campaign


class ChangeCampaign(OwnPage):
    """Change what it is about."""

    template_name = "inspections/desk/campaigns/form.html"
    form_class = CampaignForm

    def initial(self) -> dict[str, Any]:
        row: Campaign = self.object
        names = ("title", "purpose", "begins", "ends", "departments", "clauses", "client_id")
        rest = {"districts": list(row.districts.all()), "topics": row.topic_keys}
        return {name: getattr(row, name) for name in names} | rest

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"districts": districts_of(self.actor)}

    def form_valid(self, form: Any) -> HttpResponseBase:
        form.cleaned_data.pop("client_id")
        campaign = campaigns.change(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("Changed."), campaign)


class CampaignProgress(DeskList):
    """How far a campaign is: sums by district and street, and each target, what is not visited first."""

    capability = "inspections.view"
    template_name = "inspections/desk/campaigns/progress.html"
    filterset_class = TargetFilter
    export_name = "campaign-targets"
    export_columns = [
        (gettext_lazy("Institution"), "institution.name"),
        (gettext_lazy("Code"), "institution.code"),
        (gettext_lazy("District"), "institution.district.name"),
        (gettext_lazy("Street"), lambda row: row.institution.street or ""),
        (gettext_lazy("how it was chosen"), "get_source_display"),
        (gettext_lazy("visited"), "visited_on"),
        (gettext_lazy("findings"), "findings"),
        (gettext_lazy("open orders"), "orders_open"),
    ]

    def get_object(self) -> Campaign:
        rows = Campaign.objects.visible_to(self.actor).for_list()
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_queryset(self) -> CampaignTargetQuerySet:
        return CampaignTarget.objects.visible_to(self.actor).filter(campaign=self.object).for_list()

    def get_context(self, **more: Any) -> dict[str, Any]:
        campaign: Campaign = self.object
        targets = CampaignTarget.objects.visible_to(self.actor)
        district = self.request.GET.get("district", "")
        streets = figures.by_street(campaign, targets.of_district(district))
        districts = figures.by_district(campaign, targets)
        total = sum(row.targets for row in districts)
        visited = sum(row.visited for row in districts)
        by_district = len(districts) > 1 and not district
        shown, words = (districts, _("District")) if by_district else (streets, _("Street"))
        title = _("Targets by district") if by_district else _("Targets by street")
        owner, manages = campaigns.owns(campaign, self.actor), self.actor.can("campaigns.manage")
        return {
            **more,
            "campaign": campaign,
            "today": timezone.localdate(),
            "total": total,
            "visited": visited,
            "left": total - visited,
            "tallies": shown,
            "by_district": by_district,
            "chart": figures.progress_chart(title, shown, words),
            "may_change": owner and not campaign.is_closed,
            "may_name": manages and not campaign.is_closed,
            "may_open": self.actor.can("inspections.open") and campaign.is_open,
            "events": history_of(campaign),
        }


class StartCampaign(CampaignProgress):
    """Put a draft under way."""

    capability = "campaigns.manage"
    form_class = NothingForm
    http_method_names = ["post"]

    def form_valid(self, form: Any) -> HttpResponseBase:
        campaign = campaigns.start(self.object, actor=self.actor)
        return self.done(_("The campaign is under way."), campaign)

    def refused(self, form: Any, refusal: Refusal) -> HttpResponseBase:
        if isinstance(refusal, NotAllowed):
            raise PermissionDenied(str(refusal))
        messages.warning(self.request, str(refusal))
        return redirect(self.object)


class CloseCampaign(OwnPage):
    """Close it with a summary; its figures are kept."""

    template_name = "inspections/desk/campaigns/close.html"
    form_class = CloseCampaignForm

    def get_context(self, **more: Any) -> dict[str, Any]:
        targets = CampaignTarget.objects.visible_to(self.actor)
        return super().get_context(**more) | {"tally": figures.totals(self.object, targets)}

    def form_valid(self, form: Any) -> HttpResponseBase:
        campaign = campaigns.close(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("The campaign is closed; its figures are kept."), campaign)
