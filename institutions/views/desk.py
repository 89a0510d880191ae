"""The register on the staff side."""

from collections.abc import Iterable
from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from institutions.filters import InstitutionFilter
from institutions.forms import InstitutionForm
from institutions.models import AnnualReturn, Institution, Paper, SituationMark
from institutions.queries import InstitutionQuerySet
from institutions.services import profiles, sites
from institutions.services.wording import masked_numbers
from institutions.terms import subject_words
from institutions.views.sections import draw
from portal.desk.queries import history_of
from portal.desk.views import DeskList, DeskView


def evidence_of(marks: Iterable[SituationMark]) -> str:
    """Return the evidence of an institution's marks as one cell: where it was found, and what."""
    return "；".join(f"{where}：{what}" for mark in marks for where, what in mark.signs)


class Register(DeskList):
    """The institutions of the territory."""

    capability = "institutions.view"
    template_name = "institutions/desk/list.html"
    filterset_class = InstitutionFilter
    export_name = "institutions"
    export_columns = [
        (_("code"), "code"),
        (_("name of the institution"), "name"),
        (_("district"), "district.name"),
        (_("street"), "street.name"),
        (_("address"), "address"),
        (_("category"), "get_category_display"),
        (_("papers"), "get_situation_display"),
        (_("status"), "get_status_display"),
        (_("no training until"), "teaching_stopped_until"),
        (_("zombie since"), "zombie_since"),
        (_("organiser"), "organiser"),
        (_("legal representative"), "legal_representative"),
        (_("situation found"), lambda row: "；".join(str(mark) for mark in row.standing_marks)),
        (_("signs"), lambda row: evidence_of(row.standing_marks)),
    ]

    def get_queryset(self) -> InstitutionQuerySet:
        rows = Institution.objects.visible_to(self.actor).for_list().with_cross_sites()
        return rows.with_marks().order_by("pk")

    def get_context(self, **more: Any) -> dict[str, Any]:
        return more | {
            "today": timezone.localdate(),
            "may_import": self.actor.can("institutions.import"),
            "may_enter": self.actor.can("institutions.edit"),
        }


class Detail(DeskView):
    """All about one institution: its papers and sites, what other apps know of it, its history."""

    capability = "institutions.view"
    template_name = "institutions/desk/detail.html"
    shown = 30

    def get_object(self) -> Institution:
        return get_object_or_404(
            Institution.objects.visible_to(self.actor).for_page().with_marks(), code=self.kwargs["code"]
        )

    def get_context(self, **more: Any) -> dict[str, Any]:
        row: Any = self.object
        in_use = [site for site in row.sites.all() if site.closed_on is None]
        return more | {
            "institution": row,
            "permits": row.permits.all(),
            "papers": Paper.objects.visible_to(self.actor).current().for_list().filter(institution=row),
            "waiting": Paper.objects.visible_to(self.actor).waiting().filter(institution=row).count(),
            "spaces": sites.spaces_of(row, in_use, timezone.localdate()),
            "marks": row.standing_marks,
            "returns": AnnualReturn.objects.visible_to(self.actor).of_institution(row.pk),
            "may_license": self.actor.can("licences.handle"),
            "may_file": self.actor.can("filings.review"),
            "today": timezone.localdate(),
            "phone": masked_numbers(row.phone),
            "sections": draw(self.request, self.actor, row.pk, "desk"),
            "subjects": subject_words(row.subjects),
            "events": history_of(row, self.shown),
            "may_edit": self.actor.can("institutions.edit"),
        }


class Edit(DeskView):
    """Correct the facts of an institution, with a reason."""

    capability = "institutions.edit"
    template_name = "institutions/desk/edit.html"
    form_class = InstitutionForm

    def get_object(self) -> Institution:
        return get_object_or_404(
            Institution.objects.visible_to(self.actor).for_list(), code=self.kwargs["code"]
        )

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.object}

    def get_context(self, **more: Any) -> dict[str, Any]:
        # The form writes what was typed on the row it has: the address and the name shown are the stored ones.
        code = self.kwargs["code"]
        return more | {"back": reverse("institutions:detail", args=[code]), "stored_name": code}

    def form_valid(self, form: Any) -> HttpResponseBase:
        # The form has written on its own copy of the row; the service judges by the stored one.
        row = profiles.correct(self.get_object(), actor=self.actor, **form.cleaned_data)
        return self.done(_("The register is corrected."), row)
