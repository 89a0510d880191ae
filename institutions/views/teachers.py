"""The teachers of the territory."""

from typing import Any

from django.db.models import F
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from institutions.filters import TeacherFilter
from institutions.forms import LeavingForm, NumberReasonForm, TeacherForm
from institutions.models import Institution, ServingMatch, Teacher
from institutions.queries import TeacherQuerySet
from institutions.services import teachers
from portal.desk.views import DeskList, DeskView


class Teachers(DeskList):
    """Teachers of the territory, those who left last."""

    capability = "teachers.view"
    template_name = "institutions/desk/teachers.html"
    filterset_class = TeacherFilter
    export_name = "teachers"
    export_columns = [
        (_("name"), "name"),
        (_("identity number"), "masked_number"),
        (_("institution"), "institution.name"),
        (_("district"), "institution.district.name"),
        (_("school subject"), "get_subject_display"),
        (_("teaching certificate"), "certificate"),
        (_("contract from"), "contract_from"),
        (_("contract until"), "contract_until"),
        (_("criminal-record check"), "record_checked_on"),
        (_("left"), "left_on"),
    ]

    def get_queryset(self) -> TeacherQuerySet:
        rows = Teacher.objects.visible_to(self.actor).for_list().with_flags()
        return rows.order_by(F("left_on").desc(nulls_first=True), "name", "pk")

    def get_context(self, **more: Any) -> dict[str, Any]:
        return more | {"today": timezone.localdate(), "may_file": self.actor.can("teachers.provide")}


class TeachersOf(Teachers):
    """The teachers of one institution."""

    def get_object(self) -> Institution:
        rows = Institution.objects.visible_to(self.actor).for_list()
        return get_object_or_404(rows, code=self.kwargs["code"])

    def get_queryset(self) -> TeacherQuerySet:
        return super().get_queryset().filter(institution=self.object)

    def get_context(self, **more: Any) -> dict[str, Any]:
        figures = Teacher.objects.visible_to(self.actor).filter(institution=self.object).figures()
        return super().get_context(**more) | {"institution": self.object, "figures": figures}


class FileFor(DeskView):
    """File a teacher for an institution that brought it on paper."""

    capability = "teachers.provide"
    template_name = "institutions/desk/teacher_form.html"
    form_class = TeacherForm

    def get_object(self) -> Institution:
        rows = Institution.objects.visible_to(self.actor).for_list()
        return get_object_or_404(rows, code=self.kwargs["code"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"district_id": self.object.district_id}

    def get_context(self, **more: Any) -> dict[str, Any]:
        return more | {"institution": self.object}

    def form_valid(self, form: Any) -> HttpResponseBase:
        row = teachers.file_teacher(self.object, actor=self.actor, **form.values())
        return self.done(_("The teacher is filed for the institution."), row)


class Detail(DeskView):
    """One teacher: what is on file, where else, and on which school's list."""

    capability = "teachers.view"
    template_name = "institutions/desk/teacher.html"

    def get_object(self) -> Teacher:
        rows = Teacher.objects.visible_to(self.actor).for_list()
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_context(self, **more: Any) -> dict[str, Any]:
        row: Teacher = self.object
        may = self.actor.can("teachers.provide")
        return more | {
            "teacher": row,
            "institution": row.institution,
            "elsewhere": teachers.filed_elsewhere(row),
            "matches": ServingMatch.objects.visible_to(self.actor).for_list().filter(teacher=row),
            "events": teachers.history_of(row),
            "today": timezone.localdate(),
            "may_file": may and row.left_on is None,
            "may_open": may and row.erased_on is None,
        }


class Correct(Detail):
    """Correct a filing for an institution; the identity number stays unless a new one is written."""

    capability = "teachers.provide"
    template_name = "institutions/desk/teacher_form.html"
    form_class = TeacherForm

    def get_form_kwargs(self) -> dict[str, Any]:
        more = {"district_id": self.object.institution.district_id, "teacher": self.object}
        return super().get_form_kwargs() | more

    def form_valid(self, form: Any) -> HttpResponseBase:
        seen = form.cleaned_data["seen"]
        row = teachers.correct_teacher(self.object, actor=self.actor, seen=seen, **form.values())
        return self.done(_("The filing is corrected."), row)


class Leave(Detail):
    """File for an institution that a teacher left."""

    capability = "teachers.provide"
    template_name = "institutions/desk/teacher_leave.html"
    form_class = LeavingForm

    def initial(self) -> dict[str, Any]:
        return {"left_on": timezone.localdate()}

    def form_valid(self, form: Any) -> HttpResponseBase:
        row = teachers.let_go(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("The leaving is filed."), row)


class OpenNumber(Detail):
    """Open a whole identity number for a reason: the answer is this one page, it is kept nowhere."""

    capability = "teachers.provide"
    template_name = "institutions/desk/teacher_number.html"
    form_class = NumberReasonForm

    def form_valid(self, form: Any) -> HttpResponseBase:
        number = teachers.open_number(self.object, actor=self.actor, **form.cleaned_data)
        return self.render(form=None, number=number)
