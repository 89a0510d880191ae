"""Joint inspections: the list, opening one, its page, closing it and calling it off."""

from __future__ import annotations

from typing import Any

from django import forms as django_forms
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.figures import history_of, latest_findings
from inspections.figures.documents import papers_of
from inspections.filters import InspectionFilter
from inspections.forms.joint import NothingForm, OpenForm, ReasonForm
from inspections.forms.lawful import ApproveForm
from inspections.models import Anomaly, Campaign, Finding, JointInspection, Visit, VisitPart
from inspections.queries import AnomalyQuerySet, CampaignQuerySet, JointInspectionQuerySet
from inspections.services import anomalies, joint
from inspections.services.caps import near_inspections, visits_left
from inspections.services.documents import issuing
from inspections.terms import InspectionState, PartState, Source, VisitKind, VisitState
from institutions.models import Institution
from portal.accounts.refusals import Refusal
from portal.desk.views import DeskList, DeskView

SHORTEST, FOUND = 2, 20


class Inspections(DeskList):
    """Joint inspections of the territory, the latest first."""

    capability = "inspections.view"
    template_name = "inspections/desk/list.html"
    filterset_class = InspectionFilter
    export_name = "inspections"
    export_columns = [
        (gettext_lazy("Institution"), "institution.name"),
        (gettext_lazy("Code"), "institution.code"),
        (gettext_lazy("District"), "institution.district.name"),
        (gettext_lazy("Day"), "on"),
        (gettext_lazy("Purpose"), "purpose"),
        (gettext_lazy("Departments"), lambda row: "、".join(row.department_labels)),
        (gettext_lazy("Parts in"), "parts_in"),
        (gettext_lazy("Parts in all"), "parts_in_all"),
        (gettext_lazy("State"), "get_state_display"),
    ]

    def get_queryset(self) -> JointInspectionQuerySet:
        return JointInspection.objects.visible_to(self.actor).for_list().order_by("-on", "-pk")

    def get_context(self, **more: Any) -> dict[str, Any]:
        return {**more, "today": timezone.localdate(), "may_open": self.actor.can("inspections.open")}


class Open(DeskView):
    """Choose an institution by two characters of its name, then the team, the day and the purpose."""

    capability = "inspections.open"
    template_name = "inspections/desk/open.html"
    form_class = OpenForm

    def get_object(self) -> Institution | None:
        code = self.request.GET.get("institution", "")
        if not code:
            return None
        return get_object_or_404(Institution.objects.visible_to(self.actor).for_list(), code=code)

    def campaigns(self) -> CampaignQuerySet:
        return Campaign.objects.visible_to(self.actor).open()

    def initial(self) -> dict[str, Any]:
        first = {"on": timezone.localdate(), "departments": ["education"]}
        asked = self.request.GET.get("campaign", "")
        campaign = self.campaigns().filter(pk=asked).first() if asked.isdecimal() else None
        anomaly = self.anomaly()
        first |= anomaly_begins(anomaly) if anomaly else {}
        return first | (campaign_begins(campaign) if campaign else {})

    def anomalies(self) -> AnomalyQuerySet:
        return Anomaly.objects.visible_to(self.actor).open()

    def anomaly(self) -> Anomaly | None:
        """The open report that the address names."""
        asked = self.request.GET.get("anomaly", "")
        return self.anomalies().for_list().filter(pk=asked).first() if asked.isdecimal() else None

    def get_form_kwargs(self) -> dict[str, Any]:
        given = {"institution": self.object, "campaigns": self.campaigns(), "anomalies": self.anomalies()}
        return super().get_form_kwargs() | given

    def get_form(self) -> django_forms.BaseForm | None:
        return super().get_form() if self.object else None

    def get_context(self, **more: Any) -> dict[str, Any]:
        q = self.request.GET.get("q", "").strip()
        found: Any = []
        if not self.object and len(q) >= SHORTEST:
            found = Institution.objects.visible_to(self.actor).for_list().named(q)[:FOUND]
        return {
            **more,
            "institution": self.object,
            "anomaly": self.anomaly(),
            "q": q,
            "found": found,
            "too_short": 0 < len(q) < SHORTEST,
            **(self.burden() if self.object else {}),
        }

    def burden(self) -> dict[str, Any]:
        """What the institution's year holds already: what could be joined, and how many visits are left."""
        today = timezone.localdate()
        return {
            "near": near_inspections(self.object, today),
            "left": visits_left(self.object, today),
            "year": today.year,
        }

    def form_valid(self, form: Any) -> HttpResponseBase:
        given = form.cleaned_data
        anomaly = given.pop("anomaly", None)
        if anomaly is None:
            inspection = joint.open_inspection(actor=self.actor, institution=self.object, **given)
        else:
            inspection = anomalies.open_visit(anomaly, actor=self.actor, institution=self.object, **given)
        return self.done(
            _("The joint inspection is open; its members find it on their workbench."), inspection
        )


def anomaly_begins(anomaly: Anomaly) -> dict[str, Any]:
    """What an inspection for a street's report begins with."""
    purpose = f"{anomaly.get_kind_display()}"
    return {"anomaly": anomaly.pk, "purpose": purpose, "source": Source.ANOMALY}


def campaign_begins(campaign: Campaign) -> dict[str, Any]:
    """What an inspection for a campaign begins with."""
    return {
        "campaign": campaign.pk,
        "purpose": campaign.title,
        "departments": campaign.departments,
        "topics": campaign.topic_keys,
    }


class Detail(DeskView):
    """One joint inspection: the team, what is in and what is missing, what was found."""

    capability = "inspections.view"
    template_name = "inspections/desk/detail.html"

    def get_object(self) -> JointInspection:
        found = JointInspection.objects.visible_to(self.actor).for_page()
        return get_object_or_404(found, pk=self.kwargs["pk"])

    def get_context(self, **more: Any) -> dict[str, Any]:
        inspection: JointInspection = self.object
        visits = Visit.objects.visible_to(self.actor).filter(joint_inspection=inspection)
        visit = visits.select_related("standard").get(kind=VisitKind.FIRST)
        parts = list(visit.parts.select_related("submitted_by", "saved_by"))
        seen = VisitPart.objects.visible_to(self.actor).filter(visit=visit)
        mine = seen.to_record(self.actor)
        lead = self.actor.can("inspections.open") and inspection.state == InspectionState.OPEN
        return {
            "inspection": inspection,
            "visit": visit,
            "parts": parts,
            "to_record": {part.pk for part in mine},
            "readable": set(seen.values_list("pk", flat=True)),
            "all_in": all(part.state == PartState.SUBMITTED for part in parts),
            "any_in": any(part.state == PartState.SUBMITTED for part in parts),
            "members": inspection.members.select_related("user", "membership"),
            "findings": latest_findings(Finding.objects.visible_to(self.actor), inspection),
            "revisits": visits.filter(kind=VisitKind.REINSPECTION).select_related("order").order_by("on"),
            "may_lead": lead,
            "papers": papers_of("inspection", inspection, issuing.possible(inspection)),
            "may_issue": self.actor.can("papers.issue"),
            "cancel_form": ReasonForm(),
            **self.lawful(inspection, visit),
            "events": history_of(inspection),
            "today": timezone.localdate(),
            **more,
        }

    def lawful(self, inspection: JointInspection, visit: Visit) -> dict[str, Any]:
        """What this actor may do of the approval, the door and the merging of visits (N2)."""
        is_open = inspection.state == InspectionState.OPEN
        other = self.actor.user is None or self.actor.user.pk != inspection.opened_by_id
        waits = is_open and not inspection.is_approved
        return {
            "may_approve": waits and other and self.actor.can("visits.approve"),
            "approve_form": ApproveForm(),
            "may_join": self.actor.can("inspections.open") and is_open and visit.state == VisitState.PLANNED,
            "may_stand_at_door": is_open and inspection.may_begin and self.actor.can("inspections.record"),
            "unscanned": inspection.arrived_at is None and visit.state != VisitState.PLANNED and not waits,
        }


class Close(Detail):
    """Close the visit once every part is in."""

    capability = "inspections.open"
    form_class = NothingForm
    http_method_names = ["post"]

    def form_valid(self, form: Any) -> HttpResponseBase:
        inspection = joint.close_inspection(self.object, actor=self.actor)
        return self.done(_("The visit is closed."), inspection)

    def refused(self, form: Any, refusal: Refusal) -> HttpResponseBase:
        self.object = self.get_object()
        return self.render(status=refusal.status, refusal=str(refusal))


class Cancel(Detail):
    """Call it off, with a reason."""

    capability = "inspections.open"
    form_class = ReasonForm
    http_method_names = ["post"]

    def form_valid(self, form: Any) -> HttpResponseBase:
        inspection = joint.cancel_inspection(
            self.object, actor=self.actor, reason=form.cleaned_data["reason"]
        )
        return self.done(_("Called off."), inspection)

    def form_invalid(self, form: Any, *, status: int) -> HttpResponseBase:
        return self.render(cancel_form=form, cancelling=True, status=status)
