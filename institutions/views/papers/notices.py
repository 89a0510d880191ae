"""Notices and wishes for a correction, on both sides."""

from typing import Any

from django import forms
from django.db.models import F, QuerySet
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from institutions.filters import CorrectionFilter, NoticeFilter
from institutions.forms import RequestAnswerForm
from institutions.models import Notice, ProfileRequest
from institutions.services import corrections, notices
from institutions.terms import RequestState
from portal.desk.views import DeskList, DeskView, MyList, MyView


class Notices(DeskList):
    """What the districts of the territory were told: unread first, then by the day it is about."""

    capability = "institutions.view"
    template_name = "institutions/desk/papers/notices.html"
    filterset_class = NoticeFilter
    export_name = "notices"
    export_columns = [
        (_("institution"), "institution.name"),
        (_("code"), "institution.code"),
        (_("district"), "institution.district.name"),
        (_("kind of notice"), "get_kind_display"),
        (_("notice"), "text"),
        (_("due"), "due"),
        (_("told on"), "day"),
        (_("read"), "read_at"),
        (_("read by the institution"), "institution_read_at"),
    ]

    def get_queryset(self) -> QuerySet[Notice]:
        rows = Notice.objects.visible_to(self.actor).for_list()
        return rows.order_by(F("read_at").asc(nulls_first=True), F("due").asc(nulls_last=True), "-day", "-pk")

    def get_context(self, **more: Any) -> dict[str, Any]:
        may_read = self.actor.can("institutions.edit")
        return more | {
            "today": timezone.localdate(),
            "may_read": may_read,
            "read_url": "institutions:notice_read",
        }


class ReadNotice(DeskView):
    """Mark a notice to the district as read."""

    capability = "institutions.edit"
    http_method_names = ["post"]
    form_class = forms.Form
    back = "institutions:notices"

    def get_object(self) -> Notice:
        return get_object_or_404(Notice.objects.visible_to(self.actor), pk=self.kwargs["pk"])

    def form_valid(self, form: Any) -> HttpResponseBase:
        notices.mark_read(self.object, actor=self.actor)
        return self.done(_("Marked as read."), reverse(self.back))


class MyNotices(MyList):
    """What the institution was told."""

    capability = "own.view"
    template_name = "institutions/my/papers/notices.html"
    export_name = "notices"
    export_columns = [
        (_("told on"), "day"),
        (_("kind of notice"), "get_kind_display"),
        (_("notice"), "text"),
        (_("due"), "due"),
        (_("read"), "read_at"),
    ]

    def get_queryset(self) -> QuerySet[Notice]:
        rows = Notice.objects.visible_to(self.actor)
        return rows.order_by(F("read_at").asc(nulls_first=True), F("due").asc(nulls_last=True), "-day", "-pk")

    def get_context(self, **more: Any) -> dict[str, Any]:
        return more | {
            "today": timezone.localdate(),
            "may_read": True,
            "read_url": "institutions:my_notice_read",
        }


class MyReadNotice(ReadNotice):
    """Mark a notice to the institution as read."""

    capability = "own.view"
    side = "my"
    back = "institutions:my_notices"


class Corrections(DeskList):
    """What institutions say is wrong in the register, those unanswered first."""

    capability = "institutions.view"
    template_name = "institutions/desk/papers/corrections.html"
    filterset_class = CorrectionFilter
    export_name = "corrections"
    export_columns = [
        (_("institution"), "institution.name"),
        (_("code"), "institution.code"),
        (_("district"), "institution.district.name"),
        (_("what is wrong, and how it should read"), "text"),
        (_("sent on"), "sent_at"),
        (_("state"), "get_state_display"),
        (_("words of the district"), "answer"),
    ]

    def get_queryset(self) -> QuerySet[ProfileRequest]:
        rows = ProfileRequest.objects.visible_to(self.actor).for_list()
        return rows.order_by(F("answered_at").asc(nulls_first=True), "sent_at", "pk")


class Correction(DeskView):
    """One wish for a correction, and the answer."""

    capability = "institutions.view"
    template_name = "institutions/desk/papers/correction.html"
    form_class = RequestAnswerForm

    def get_object(self) -> ProfileRequest:
        rows = ProfileRequest.objects.visible_to(self.actor).for_list()
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_context(self, **more: Any) -> dict[str, Any]:
        row: ProfileRequest = self.object
        may = self.actor.can("institutions.edit") and row.state == RequestState.OPEN
        files = corrections.files_of(row)
        return more | {"correction": row, "institution": row.institution, "files": files, "may_answer": may}

    def form_valid(self, form: Any) -> HttpResponseBase:
        answer = form.cleaned_data["answer"]
        row = corrections.answer(
            self.object, actor=self.actor, answer=answer, is_corrected="corrected" in self.request.POST
        )
        return self.done(_("Answered. The institution reads it."), row)


class MyCorrection(MyView):
    """One's own wish for a correction, and the answer."""

    capability = "own.view"
    template_name = "institutions/my/papers/correction.html"

    def get_object(self) -> ProfileRequest:
        rows = ProfileRequest.objects.visible_to(self.actor).for_list()
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_context(self, **more: Any) -> dict[str, Any]:
        return more | {"correction": self.object, "files": corrections.files_of(self.object)}
