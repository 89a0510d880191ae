"""The institution's own side."""

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

from institutions.forms import FilingForm, ReportForm
from institutions.models import AnnualReturn, CourseFiling, Institution
from institutions.services import annual, filings
from institutions.services.wording import masked_numbers
from institutions.terms import AnnualState, FilingState, subject_words
from institutions.views.sections import draw
from portal.desk import due
from portal.desk.views import MyList, MyView


class Home(MyView):
    """What is due first, then what the register says."""

    capability = "own.view"
    template_name = "institutions/my/home.html"
    shown = 5

    def get_object(self) -> Institution:
        return get_object_or_404(Institution.objects.visible_to(self.actor).for_page())

    def get_context(self, **more: Any) -> dict[str, Any]:
        today = timezone.localdate()
        return more | {
            "institution": self.object,
            "today": today,
            "items": due.items_for(self.actor, today),
            "permits": self.object.permits.all(),
            "sites": self.object.sites.all(),
            "phone": masked_numbers(self.object.phone),
            "filings": CourseFiling.objects.visible_to(self.actor).order_by("-pk")[: self.shown],
            "returns": AnnualReturn.objects.visible_to(self.actor).of_institution(self.object.pk),
            "sections": draw(self.request, self.actor, self.object.pk, "my"),
            "subjects": subject_words(self.object.subjects),
        }


class MyFilings(MyList):
    """The classes filed so far."""

    capability = "own.view"
    template_name = "institutions/my/filings.html"
    export_name = "course-filings"
    export_columns = [
        (_("class name"), "name"),
        (_("school subject"), "get_subject_display"),
        (_("stage of school"), "get_stage_display"),
        (_("pupils at most"), "pupils"),
        (_("class hours"), "hours"),
        (_("fee, yuan"), "fee"),
        (_("first day"), "starts_on"),
        (_("last day"), "ends_on"),
        (_("state"), "get_state_display"),
        (_("review by"), "review_by"),
    ]

    def get_queryset(self) -> QuerySet[CourseFiling]:
        return CourseFiling.objects.visible_to(self.actor).order_by("-pk")

    def get_context(self, **more: Any) -> dict[str, Any]:
        return more | {"today": timezone.localdate()}


class FileClass(MyView):
    """File a class."""

    capability = "own.file"
    template_name = "institutions/my/filing_form.html"
    form_class = FilingForm

    def institution(self) -> Institution:
        return get_object_or_404(Institution.objects.visible_to(self.actor))

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"district_id": self.institution().district_id}

    def get_context(self, **more: Any) -> dict[str, Any]:
        return more | {"limits": filings.limits_shown(timezone.localdate(), self.institution().district_id)}

    def form_valid(self, form: Any) -> HttpResponseBase:
        filings.submit(self.institution(), actor=self.actor, **form.values())
        return self.done(
            _("Filed. The district reviews it within ten working days."), reverse("institutions:my_filings")
        )


class Filing(MyView):
    """One class: where it stands, and taking it back."""

    capability = "own.view"
    template_name = "institutions/my/filing.html"

    def get_object(self) -> CourseFiling:
        return get_object_or_404(CourseFiling.objects.visible_to(self.actor).for_list(), pk=self.kwargs["pk"])

    def get_context(self, **more: Any) -> dict[str, Any]:
        row: CourseFiling = self.object
        return more | {
            "filing": row,
            "may_correct": row.state == FilingState.RETURNED,
            "may_withdraw": self.actor.can("own.file") and can_proceed(row.withdraw),
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


class FileAgain(FileClass):
    """Correct a returned class and file it again."""

    def get_object(self) -> CourseFiling:
        rows = CourseFiling.objects.visible_to(self.actor).filter(state=FilingState.RETURNED)
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.object}

    def form_valid(self, form: Any) -> HttpResponseBase:
        filings.submit(self.institution(), actor=self.actor, filing=self.object, **form.values())
        return self.done(_("Filed again."), reverse("institutions:my_filings"))


class Report(MyView):
    """The institution's own report for this year's annual inspection."""

    capability = "own.file"
    template_name = "institutions/my/report.html"
    form_class = ReportForm

    def get_object(self) -> AnnualReturn:
        rows = AnnualReturn.objects.visible_to(self.actor).for_list()
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def initial(self) -> dict[str, Any]:
        row: AnnualReturn = self.object
        return {"pupils": row.pupils, "teachers": row.teachers, "statement": row.statement}

    def get_context(self, **more: Any) -> dict[str, Any]:
        row: AnnualReturn = self.object
        is_open = row.annual_inspection.state == AnnualState.OPEN and row.decided_at is None
        return more | {"annual_return": row, "today": timezone.localdate(), "is_open": is_open}

    def form_valid(self, form: Any) -> HttpResponseBase:
        annual.report(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(
            _("Reported. You may correct it until the district decides."), reverse("institutions:my_home")
        )
