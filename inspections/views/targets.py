"""The targets of a campaign: taken by a filter or from a list, and taken out again. Clause: S5."""

from __future__ import annotations

from typing import Any

from django import forms as django_forms
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inspections.forms.campaigns import TargetFilterForm, TargetListForm
from inspections.forms.joint import ReasonForm
from inspections.models import CampaignTarget
from inspections.queries import districts_of
from inspections.services import targets
from inspections.views.campaigns import CampaignPage
from portal.desk.views import DeskView

SHOWN = 20


def taken_words(n: int) -> str:
    """How many were taken."""
    return ngettext("%(n)d institution is a target now.", "%(n)d institutions are targets now.", n) % {"n": n}


class TakeByFilter(CampaignPage):
    """Filter the register, see how many it would be, then take them."""

    template_name = "inspections/desk/campaigns/filter.html"
    form_class = TargetFilterForm

    def get_form(self) -> django_forms.BaseForm:
        own = districts_of(self.actor).filter(pk__in=self.object.districts.all())
        return TargetFilterForm(self.request.GET if self.request.GET else None, districts=own)

    def get_context(self, **more: Any) -> dict[str, Any]:
        context = super().get_context(**more)
        form = context["form"]
        if not form.is_bound or not form.is_valid():
            return context | {"asked": False}
        rows = form.chosen(targets.eligible(self.object, self.actor))
        new = targets.not_yet_targets(self.object, rows)
        shown = new.for_list().order_by("district__order", "name")[:SHOWN]
        counts = {"fitting": rows.count(), "new": new.count()}
        return context | counts | {"asked": True, "shown": shown, "query": self.request.GET.urlencode()}

    def form_valid(self, form: Any) -> HttpResponseBase:
        chosen = form.chosen(targets.eligible(self.object, self.actor))
        n = targets.take_chosen(self.object, chosen, actor=self.actor)
        return self.done(taken_words(n), self.object)


class TakeFromList(CampaignPage):
    """Paste codes or names, see what becomes of each line, then take them."""

    template_name = "inspections/desk/campaigns/paste.html"
    form_class = TargetListForm

    def form_valid(self, form: Any) -> HttpResponseBase:
        text = form.cleaned_data["lines"]
        if "take" not in self.request.POST:
            lines = targets.read_list(self.object, text, actor=self.actor)
            found = sum(1 for line in lines if line.result == "found")
            return self.render(form=form, lines=lines, found=found)
        lines = targets.take_list(self.object, text, actor=self.actor)
        return self.done(taken_words(sum(1 for line in lines if line.result == "found")), self.object)


class DropTarget(DeskView):
    """Take an institution out of a campaign, with a reason."""

    capability = "campaigns.manage"
    template_name = "inspections/desk/campaigns/drop.html"
    form_class = ReasonForm

    def get_object(self) -> CampaignTarget:
        rows = CampaignTarget.objects.visible_to(self.actor).select_related("campaign", "institution")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_context(self, **more: Any) -> dict[str, Any]:
        return {**more, "target": self.object, "campaign": self.object.campaign}

    def form_valid(self, form: Any) -> HttpResponseBase:
        campaign = targets.drop(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("Taken out of the campaign."), campaign)
