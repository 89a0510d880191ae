"""An institution's own teachers."""

from typing import Any

from django.db.models import F
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from institutions.filters import MyTeacherFilter
from institutions.forms import LeavingForm, TeacherForm
from institutions.models import Institution, Teacher
from institutions.queries import TeacherQuerySet
from institutions.services import teachers
from portal.desk.views import MyList, MyView


class MyTeachers(MyList):
    """The teachers filed, those who left last."""

    capability = "own.view"
    template_name = "institutions/my/teachers.html"
    filterset_class = MyTeacherFilter
    export_name = "teachers"
    export_columns = [
        (_("name"), "name"),
        (_("identity number"), "masked_number"),
        (_("school subject"), "get_subject_display"),
        (_("teaching certificate"), "certificate"),
        (_("contract from"), "contract_from"),
        (_("contract until"), "contract_until"),
        (_("criminal-record check"), "record_checked_on"),
        (_("left"), "left_on"),
    ]

    def get_queryset(self) -> TeacherQuerySet:
        rows = Teacher.objects.visible_to(self.actor).with_asked()
        return rows.order_by(F("left_on").desc(nulls_first=True), "name", "pk")

    def get_context(self, **more: Any) -> dict[str, Any]:
        return more | {"today": timezone.localdate(), "may_file": self.actor.can("own.file")}


class File(MyView):
    """File a teacher."""

    capability = "own.file"
    template_name = "institutions/my/teacher_form.html"
    form_class = TeacherForm

    def get_object(self) -> Institution:
        return get_object_or_404(Institution.objects.visible_to(self.actor))

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"district_id": self.object.district_id}

    def form_valid(self, form: Any) -> HttpResponseBase:
        teachers.file_teacher(self.object, actor=self.actor, **form.values())
        return self.done(_("The teacher is filed."), reverse("institutions:my_teachers"))


class Detail(MyView):
    """One teacher: what is on file, the number masked."""

    capability = "own.view"
    template_name = "institutions/my/teacher.html"

    def get_object(self) -> Teacher:
        rows = Teacher.objects.visible_to(self.actor).for_list().with_asked()
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_context(self, **more: Any) -> dict[str, Any]:
        stays = self.object.left_on is None
        return more | {
            "teacher": self.object,
            "today": timezone.localdate(),
            "may_file": stays and self.actor.can("own.file"),
        }


class Correct(Detail):
    """Correct what is on file; the identity number stays unless a new one is written."""

    capability = "own.file"
    template_name = "institutions/my/teacher_form.html"
    form_class = TeacherForm

    def get_form_kwargs(self) -> dict[str, Any]:
        more = {"district_id": self.object.institution.district_id, "teacher": self.object}
        return super().get_form_kwargs() | more

    def form_valid(self, form: Any) -> HttpResponseBase:
        seen = form.cleaned_data["seen"]
        row = teachers.correct_teacher(self.object, actor=self.actor, seen=seen, **form.values())
        return self.done(_("The filing is corrected."), reverse("institutions:my_teacher", args=[row.pk]))


class Leave(Detail):
    """File that a teacher left."""

    capability = "own.file"
    template_name = "institutions/my/teacher_leave.html"
    form_class = LeavingForm

    def initial(self) -> dict[str, Any]:
        return {"left_on": timezone.localdate()}

    def form_valid(self, form: Any) -> HttpResponseBase:
        teachers.let_go(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("The leaving is filed."), reverse("institutions:my_teachers"))
