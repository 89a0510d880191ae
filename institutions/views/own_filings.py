"""The institution's own classes: where each stands, drafts, taking back."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import can_proceed

from institutions.models import CourseFiling, FilingDraft
from institutions.services import filings
from institutions.terms import FilingState
from institutions.views.filings import standing_remarks, versions_of
from portal.desk.views import MyList, MyView


class MyFilings(MyList):
    """The classes filed so far, and the drafts."""

    capability = "own.view"
    template_name = "institutions/my/filings.html"
    export_name = "course-filings"
    export_columns = [
        (_("class name"), "name"),
        (_("school subject"), "get_subject_display"),
        (_("stage of school"), "get_stage_display"),
        (_("days and times"), "timetable"),
        (_("pupils at most"), "pupils"),
        (_("class hours"), "hours"),
        (_("fee, yuan"), "fee"),
        (_("first day"), "starts_on"),
        (_("last day"), "ends_on"),
        (_("state"), "get_state_display"),
        (_("review by"), "review_by"),
    ]

    def get_queryset(self) -> QuerySet[CourseFiling]:
        rows = CourseFiling.objects.visible_to(self.actor).exclude(state=FilingState.SUPERSEDED)
        return rows.order_by("-pk")

    def get_context(self, **more: Any) -> dict[str, Any]:
        drafts = FilingDraft.objects.visible_to(self.actor) if self.actor.can("own.file") else ()
        return more | {"today": timezone.localdate(), "drafts": drafts}


class Filing(MyView):
    """One class: where it stands, what was marked, its versions, and taking it back."""

    capability = "own.view"
    template_name = "institutions/my/filing.html"

    def get_object(self) -> CourseFiling:
        rows = CourseFiling.objects.visible_to(self.actor).for_page()
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_context(self, **more: Any) -> dict[str, Any]:
        row: CourseFiling = self.object
        versions = versions_of(row, self.actor)
        waits = any(each.is_open for each in versions)
        may_file = self.actor.can("own.file")
        return more | {
            "filing": row,
            "today": timezone.localdate(),
            "versions": versions,
            "remarks": standing_remarks(row, self.actor),
            "marked": [(filings.FIELDS[name], words) for name, words in row.marked.items()],
            "may_correct": may_file and row.state == FilingState.RETURNED,
            "may_change": may_file and row.state == FilingState.APPROVED and not waits,
            "may_withdraw": may_file and can_proceed(row.withdraw),
        }


class Withdraw(MyView):
    """Take a class back."""

    capability = "own.file"
    http_method_names = ["post"]
    form_class = forms.Form

    def get_object(self) -> CourseFiling:
        return get_object_or_404(CourseFiling.objects.visible_to(self.actor), pk=self.kwargs["pk"])

    def form_valid(self, form: Any) -> HttpResponseBase:
        filings.withdraw(self.object, actor=self.actor)
        return self.done(_("The class is withdrawn."), reverse("institutions:my_filings"))

    def form_invalid(self, form: forms.BaseForm, *, status: int) -> HttpResponseBase:
        for words in form.non_field_errors():
            messages.error(self.request, str(words))
        return redirect("institutions:my_filing", self.object.pk)


class DiscardDraft(MyView):
    """Throw a draft away."""

    capability = "own.file"
    http_method_names = ["post"]
    form_class = forms.Form

    def get_object(self) -> FilingDraft:
        return get_object_or_404(FilingDraft.objects.visible_to(self.actor), pk=self.kwargs["pk"])

    def form_valid(self, form: Any) -> HttpResponseBase:
        filings.discard_draft(self.object, actor=self.actor)
        return self.done(_("The draft is thrown away."), reverse("institutions:my_filings"))
