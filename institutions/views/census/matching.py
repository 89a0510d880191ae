"""One entry beside the register: merged, entered as new, set aside, undone. Clauses: S1, Z1, Z2."""

from typing import Any

from django import forms
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from institutions.figures import census as figures
from institutions.forms import DecisionForm, MergeForm
from institutions.models import CensusEntry, Institution
from institutions.services.census import comparing, decisions, keys, undoing
from institutions.services.census.wording import GRADES, REASONS
from institutions.terms import EntryState
from portal.desk.views import DeskView


class Entry(DeskView):
    """An entry, and whom it may be about in the register."""

    capability = "census.view"
    template_name = "institutions/desk/census/entry.html"

    def get_object(self) -> CensusEntry:
        rows = (
            CensusEntry.objects.visible_to(self.actor).for_list().select_related("area__street", "decided_by")
        )
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_context(self, **more: Any) -> dict[str, Any]:
        entry: CensusEntry = self.object
        waits = entry.state == EntryState.OPEN
        manages = self.actor.can("census.manage")
        found = keys.candidates_for([entry])[entry.pk] if waits and manages else []
        return {
            "form": DecisionForm(),
            "entry": entry,
            "census": entry.census,
            "facts": comparing.facts_of(entry),
            "files": comparing.files_of(entry),
            "candidates": [self._side_by_side(candidate) for candidate in found],
            "may_decide": manages and waits,
            "may_undo": manages and not waits,
            "may_amend": self.actor.can("census.report") and waits and entry.census.is_open,
            "taken_over": comparing.taken_over(entry) if manages else [],
            "events": figures.history_of(entry),
        } | more

    def _side_by_side(self, candidate: keys.Candidate) -> dict[str, Any]:
        institution = candidate.institution
        return {
            "institution": institution,
            "grade": GRADES[candidate.reasons.grade],
            "score": candidate.reasons.score,
            "reasons": [REASONS[kind] for kind in candidate.reasons.agreeing],
            "lines": comparing.side_by_side(self.object, institution),
            "seen": institution.updated_at.isoformat(),
            "elsewhere": self.actor.district_ids is not None
            and institution.district_id not in self.actor.district_ids,
        }


class Decide(Entry):
    """One of the acts on an entry; the page is drawn again where it is refused."""

    capability = "census.manage"
    http_method_names = ["post"]
    form_class: type[forms.BaseForm] | None = DecisionForm


class Merge(Decide):
    """The entry is an institution of the register."""

    form_class = MergeForm

    def get_form_kwargs(self) -> dict[str, Any]:
        choices = [(name, name) for name in decisions.FIELDS]
        return super().get_form_kwargs() | {"choices": choices}

    def form_valid(self, form: Any) -> HttpResponseBase:
        data = form.cleaned_data
        rows = Institution.objects.visible_to(self.actor)
        institution = get_object_or_404(rows, pk=data["institution"])
        entry = decisions.merge(
            self.object, institution, actor=self.actor, fields=data["take"], seen=data["seen"]
        )
        return self.done(_("Merged: the entry and the register are one. It can be undone below."), entry)


class EnterAsNew(Decide):
    """The register has none such yet."""

    def form_valid(self, form: Any) -> HttpResponseBase:
        entry = decisions.enter_as_new(self.object, actor=self.actor, reason=form.cleaned_data["reason"])
        return self.done(_("Entered into the register as new. It can be undone below."), entry)


class SetAside(Decide):
    """It does not belong into the register."""

    def form_valid(self, form: Any) -> HttpResponseBase:
        entry = decisions.set_aside(self.object, actor=self.actor, reason=form.cleaned_data["reason"])
        return self.done(_("Set aside. It can be undone below."), entry)


class Undo(Decide):
    """Take back what was decided."""

    def form_valid(self, form: Any) -> HttpResponseBase:
        entry = undoing.undo(self.object, actor=self.actor, reason=form.cleaned_data["reason"])
        return self.done(_("Undone: the entry waits to be matched again."), entry)
