"""The institution's own side."""

from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from institutions.forms import ReportForm
from institutions.models import AnnualReturn, CourseFiling, Institution
from institutions.services import annual
from institutions.services.wording import masked_numbers
from institutions.terms import AnnualState, subject_words
from institutions.views.sections import draw
from portal.desk import due
from portal.desk.views import MyView


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
