"""Schools' lists of serving teachers, and the matches with them."""

from collections import Counter
from typing import Any

from django import forms
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from institutions.filters import MatchFilter, ServingListFilter, districts_of
from institutions.forms import MatchForm, ServingListForm
from institutions.models import ServingList, ServingMatch
from institutions.queries import ServingListQuerySet, ServingMatchQuerySet
from institutions.services import serving, serving_matches
from institutions.terms import ListState, MatchState
from portal.desk.views import DeskList, DeskView


class Lists(DeskList):
    """The lists handed in, the newest first."""

    capability = "teachers.view"
    template_name = "institutions/desk/serving_lists.html"
    filterset_class = ServingListFilter
    export_name = "serving-lists"
    export_columns = [
        (_("school"), "school"),
        (_("district"), "district.name"),
        (_("as of"), "as_of"),
        (_("teachers on the list"), "count"),
        (_("state"), "get_state_display"),
        (_("handed in"), "uploaded_at"),
    ]

    def get_queryset(self) -> ServingListQuerySet:
        return ServingList.objects.visible_to(self.actor).for_list()

    def get_context(self, **more: Any) -> dict[str, Any]:
        waiting = ServingMatch.objects.visible_to(self.actor).waiting().count()
        return more | {"waiting": waiting, "may_provide": self.actor.can("teachers.provide")}


class Send(DeskView):
    """Hand in a school's list; what it comes to is shown before it is compared."""

    capability = "teachers.provide"
    template_name = "institutions/desk/serving_send.html"
    form_class = ServingListForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"districts": districts_of(self.request)}

    def form_valid(self, form: Any) -> HttpResponseBase:
        data = form.cleaned_data
        row = serving.read_list(
            data["workbook"], data["district"], actor=self.actor, school=data["school"], as_of=data["as_of"]
        )
        if row.state == ListState.CURRENT:
            return self.done(_("This list is kept already and compared daily."), row)
        return self.done(_("The list was read. Look at what it came to, then keep or discard it."), row)


class Look(DeskView):
    """One list: how many rows were read, which were refused and why; keep it or discard it."""

    capability = "teachers.view"
    template_name = "institutions/desk/serving_list.html"
    form_class = forms.Form
    shown = 200

    def get_object(self) -> ServingList:
        return get_object_or_404(ServingList.objects.visible_to(self.actor).for_list(), pk=self.kwargs["pk"])

    def get_context(self, **more: Any) -> dict[str, Any]:
        row: ServingList = self.object
        counted = Counter(reason for _row, reason in row.refused)
        waits = row.state == ListState.PREVIEW
        return more | {
            "list": row,
            "reasons": [(serving.REFUSED[reason], n) for reason, n in counted.most_common()],
            "refused": [(number, serving.REFUSED[reason]) for number, reason in row.refused[: self.shown]],
            "refused_count": len(row.refused),
            "may_keep": waits and self.actor.can("teachers.provide"),
        }

    def form_valid(self, form: Any) -> HttpResponseBase:
        if "discard" in self.request.POST:
            serving.discard_list(self.object, actor=self.actor)
            return self.done(
                _("The list is discarded; nothing of it is left."), reverse("institutions:serving_lists")
            )
        if "keep" not in self.request.POST:
            return self.form_invalid(form, status=422)
        found = serving.keep_list(self.object, actor=self.actor)
        words = ngettext(
            "The list is kept and was compared: %(n)s match to decide.",
            "The list is kept and was compared: %(n)s matches to decide.",
            found,
        ) % {"n": found}
        to = reverse("institutions:serving_matches") if found else self.object
        return self.done(words, to)


class Matches(DeskList):
    """Matches about institutions of the territory, those to decide first."""

    capability = "teachers.view"
    template_name = "institutions/desk/serving_matches.html"
    filterset_class = MatchFilter
    export_name = "serving-matches"
    export_columns = [
        (_("name"), "teacher.name"),
        (_("institution"), "teacher.institution.name"),
        (_("district"), "teacher.institution.district.name"),
        (_("school"), "serving_list.school"),
        (_("as of"), "serving_list.as_of"),
        (_("found on"), "found_on"),
        (_("state"), "get_state_display"),
        (_("decide by"), "decide_by"),
        (_("decided on"), "decided_on"),
    ]

    def get_queryset(self) -> ServingMatchQuerySet:
        rows = ServingMatch.objects.visible_to(self.actor).for_list()
        return rows.order_by_urgency()

    def get_context(self, **more: Any) -> dict[str, Any]:
        return more | {"today": timezone.localdate()}


class Decide(DeskView):
    """One match: who, where, on which school's list; the decision with its reason."""

    capability = "teachers.view"
    template_name = "institutions/desk/serving_match.html"
    form_class = MatchForm

    def get_object(self) -> ServingMatch:
        rows = ServingMatch.objects.visible_to(self.actor).for_list()
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_context(self, **more: Any) -> dict[str, Any]:
        row: ServingMatch = self.object
        return more | {
            "match": row,
            "teacher": row.teacher,
            "institution": row.teacher.institution,
            "events": serving_matches.history_of(row),
            "still_listed": serving_matches.still_listed(row),
            "today": timezone.localdate(),
            "may_decide": row.state == MatchState.OPEN and self.actor.can("teachers.provide"),
        }

    def form_valid(self, form: Any) -> HttpResponseBase:
        reason = form.cleaned_data["reason"]
        if "confirm" in self.request.POST:
            row = serving_matches.confirm(self.object, actor=self.actor, reason=reason)
            return self.done(_("Confirmed: the institution is asked about this teacher now."), row)
        if "dismiss" in self.request.POST:
            row = serving_matches.dismiss(self.object, actor=self.actor, reason=reason)
            return self.done(_("The match is dismissed."), row)
        form.add_error(None, _("Choose one of the two decisions."))
        return self.form_invalid(form, status=422)
