"""The queue, the page of one complaint, the figures."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from complaints import figures
from complaints.filters import ComplaintFilter
from complaints.models import AnswerTemplate, Complaint
from complaints.queries import AnswerTemplateQuerySet, ComplaintQuerySet
from complaints.services import identity, merging
from complaints.services.dossier import dossier_of
from complaints.views import offers
from complaints.views.acts import RUNNING
from portal.accounts.roles import Department
from portal.desk.views import DeskList, DeskView


class Queue(DeskList):
    """Complaints of the territory, the next due first."""

    capability = "complaints.view"
    template_name = "complaints/desk/list.html"
    filterset_class = ComplaintFilter
    export_name = "complaints"
    # No description, no name, no number of a person: a table travels further than a page (N4).
    export_columns = [
        (gettext_lazy("Complaint number"), "number"),
        (gettext_lazy("Received on"), "received_on"),
        (gettext_lazy("What happened"), "topic"),
        (gettext_lazy("Urgent"), lambda row: _("yes") if row.urgent else ""),
        (gettext_lazy("Institution"), "about"),
        (gettext_lazy("District"), "district.name"),
        (gettext_lazy("State"), "get_state_display"),
        (gettext_lazy("Due for"), "get_due_step_display"),
        (gettext_lazy("Due"), "due"),
        (gettext_lazy("Accepted on"), "accepted_on"),
        (gettext_lazy("Checked on"), "checked_on"),
        (gettext_lazy("Outcome"), "get_outcome_display"),
        (gettext_lazy("Answered on"), "answered_on"),
    ]

    def get_queryset(self) -> ComplaintQuerySet:
        return Complaint.objects.visible_to(self.actor).for_list()

    def get_context(self, **more: Any) -> dict[str, Any]:
        today = timezone.localdate()
        visible = Complaint.objects.visible_to(self.actor)
        return {**more, "today": today, "counts": figures.counts(visible, today)}


class Detail(DeskView):
    """Everything about one complaint, and the next act, on one page."""

    capability = "complaints.view"
    template_name = "complaints/desk/detail.html"

    def get_object(self) -> Complaint:
        return get_object_or_404(Complaint.objects.visible_to(self.actor).for_page(), pk=self.kwargs["pk"])

    def get_context(self, **more: Any) -> dict[str, Any]:
        complaint: Complaint = self.object
        handles = self.actor.can("complaints.handle")
        return {
            **more,
            "complaint": complaint,
            "today": timezone.localdate(),
            "acts": offers.offered(complaint, self.actor) if handles else [],
            "similar": merging.similar_to(complaint, actor=self.actor)
            if handles and complaint.is_open
            else [],
            "followers": merging.followers(complaint).for_list(),
            "may_identify": complaint.named and identity.handles(self.actor, complaint),
            "dossier": dossier_of(complaint),
            "templates": self.templates(),
            "departments": [str(Department(value).label) for value in complaint.departments],
        }

    def templates(self) -> AnswerTemplateQuerySet:
        """Words to begin the answer with, while there is one to give."""
        fitting = AnswerTemplate.objects.visible_to(self.actor).for_complaint(self.object)
        return fitting if self.object.state in RUNNING else fitting.none()
