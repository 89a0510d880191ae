"""Handling applications for permits on the staff side."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import can_proceed

from institutions.filters.licences import LicenceFilter
from institutions.forms.licences import (
    GrantForm,
    IssueForm,
    RefuseForm,
    ReturnForm,
    RevokeForm,
    SettleForm,
    SiteCheckForm,
)
from institutions.models import Institution, LicenceApplication, StopDeclaration
from institutions.rules import licences as rules
from institutions.services.licences import applying, effects, handling
from institutions.terms import ApplicationState as State
from institutions.terms import LicencePaper
from institutions.views.licences import drafts
from institutions.views.licences.shown import progress, settled_words, step_words
from portal.desk.views import DeskList, DeskView


class Licences(DeskList):
    """Applications of the territory, the most urgent first."""

    capability = "licences.view"
    template_name = "institutions/desk/licences/list.html"
    filterset_class = LicenceFilter
    export_name = "licence-applications"
    export_columns = [
        (_("code"), "institution.code"),
        (_("institution"), "institution.name"),
        (_("district"), "institution.district.name"),
        (_("kind"), "get_kind_display"),
        (_("state"), "get_state_display"),
        (_("sent"), "submitted_at"),
        (_("next day"), "due"),
        (_("decided"), "decided_on"),
        (_("in effect since"), "issued_on"),
    ]

    def get_queryset(self) -> QuerySet[LicenceApplication]:
        return LicenceApplication.objects.visible_to(self.actor).for_list().queue()

    def get_context(self, **more: Any) -> dict[str, Any]:
        stops = StopDeclaration.objects.visible_to(self.actor).filter(settled_on=None)
        return more | {"today": timezone.localdate(), "stops": stops.select_related("institution")[:10]}


class Licence(DeskView):
    """One application: facts, standard, papers, history, and the next act."""

    capability = "licences.view"
    template_name = "institutions/desk/licences/detail.html"

    def get_object(self) -> LicenceApplication:
        rows = LicenceApplication.objects.visible_to(self.actor).for_list()
        return get_object_or_404(
            rows.select_related("permit", "standard", "decided_by"), pk=self.kwargs["pk"]
        )

    def next_act(self) -> str:
        """The act that comes next on the desk: accept, check, show, grant or issue; nothing where none waits."""
        row: LicenceApplication = self.object
        if row.state == State.SUBMITTED:
            return "accept"
        if row.state == State.GRANTED:
            return "issue"
        if row.state == State.ACCEPTED:
            step = rules.next_step(row.kind, row.done_steps, moves=row.moves)
            return {"check": "check", "notice": "show"}.get(step, "grant")
        if row.state == State.CHECKED:
            step = rules.next_step(row.kind, row.done_steps, moves=row.moves)
            return {"check": "", "notice": "show"}.get(step, "grant")
        return "grant" if row.state == State.READY else ""

    def get_context(self, **more: Any) -> dict[str, Any]:
        row: LicenceApplication = self.object
        may = self.actor.can("licences.handle")
        return more | {
            "application": row,
            "sections": progress(row, lambda number: ""),
            "wishes": settled_words(row),
            "files": [
                (LicencePaper(f.label).label if f.label in LicencePaper.values else "", f)
                for f in self.files()
            ],
            "steps": step_words(row),
            "next": self.next_act() if may else "",
            "may_refuse": may and can_proceed(row.refuse),
            "may_return": may and can_proceed(row.send_back),
            "may_type": may and row.on_paper and applying.is_draft(row),
            "grant_form": GrantForm(),
            "events": applying.history_of(row),
            "today": timezone.localdate(),
        }

    def files(self) -> Any:
        return applying.papers_of(self.object)


class Act(Licence):
    """An act without further words."""

    capability = "licences.handle"
    http_method_names = ["post"]
    form_class = forms.Form


class Accept(Act):
    """Accept the application."""

    def form_valid(self, form: Any) -> HttpResponseBase:
        return self.done(_("Accepted."), handling.accept(self.object, actor=self.actor))


class Show(Act):
    """Put it under public notice."""

    def form_valid(self, form: Any) -> HttpResponseBase:
        row = handling.show_public(self.object, actor=self.actor)
        return self.done(_("It is under public notice now."), row)


class Grant(Act):
    """Decide in favour."""

    form_class = GrantForm

    def form_valid(self, form: Any) -> HttpResponseBase:
        row = handling.grant(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("Granted. Now let it take effect."), row)


class FormAct(Licence):
    """An act with a page of its own."""

    capability = "licences.handle"
    template_name = "institutions/desk/licences/act.html"
    heading: Any = ""
    submit: Any = ""
    tone = "go"

    def get_context(self, **more: Any) -> dict[str, Any]:
        words = {"heading": self.heading, "submit": self.submit, "tone": self.tone}
        return super().get_context(**more) | words | {"back": self.object.get_absolute_url()}


class SendBack(FormAct):
    """Return it for completion."""

    form_class = ReturnForm
    heading, submit = _("Return for completion"), _("Return it")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"application": self.object}

    def form_valid(self, form: Any) -> HttpResponseBase:
        row = handling.send_back(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("Returned to the applicant."), row)


class Refuse(FormAct):
    """Refuse it."""

    form_class = RefuseForm
    heading, submit, tone = _("Refuse the application"), _("Refuse it"), "danger"

    def form_valid(self, form: Any) -> HttpResponseBase:
        row = handling.refuse(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("Refused."), row)


class SiteCheck(FormAct):
    """Record the site check."""

    form_class = SiteCheckForm
    heading, submit = _("Site check"), _("Record the site check")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"items": handling.items_to_check(self.object)}

    def initial(self) -> dict[str, Any]:
        return {"on": timezone.localdate()}

    def form_valid(self, form: Any) -> HttpResponseBase:
        said = form.cleaned_data
        row = handling.record_check(
            self.object,
            actor=self.actor,
            on=said["on"],
            officers=said["officers"],
            note=said["note"],
            found=form.found(),
        )
        words = (
            _("Recorded: passed.")
            if row.check_passed
            else _("Recorded: not passed. Refuse it with the reason.")
        )
        return self.done(words, row)


class Issue(FormAct):
    """Let a granted application take effect."""

    form_class = IssueForm
    heading, submit = _("Let it take effect"), _("Let it take effect")

    def get_form_kwargs(self) -> dict[str, Any]:
        today = timezone.localdate()
        years = applying.days_for(self.object.institution, today).figure.valid_years
        return super().get_form_kwargs() | {"application": self.object, "today": today, "years": years}

    def form_valid(self, form: Any) -> HttpResponseBase:
        row = effects.issue(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("In effect. The register says so now."), row)


class BeginFor(drafts.Begin):
    """Begin an application for an institution that brings it on paper."""

    capability = "licences.handle"
    side = "desk"
    template_name = "institutions/desk/licences/begin.html"
    to = "institutions:licence_draft"

    def get_object(self) -> Institution:
        rows = Institution.objects.visible_to(self.actor).for_page()
        return get_object_or_404(rows, code=self.kwargs["code"])


class PaperDraft(drafts.Draft):
    """The same way through an application, typed by the district."""

    capability = "licences.handle"
    side = "desk"
    template_name = "institutions/desk/licences/draft.html"
    prefix = "licence_draft"

    def after(self, row: LicenceApplication) -> str:
        return row.get_absolute_url()


class PaperSection(drafts.Section):
    capability = "licences.handle"
    side = "desk"
    template_name = "institutions/desk/licences/section.html"
    prefix = "licence_draft"


class PaperWish(drafts.Wish):
    capability = "licences.handle"
    side = "desk"
    template_name = "institutions/desk/licences/form.html"
    prefix = "licence_draft"


class PaperPapers(drafts.Papers):
    capability = "licences.handle"
    side = "desk"
    template_name = "institutions/desk/licences/form.html"
    prefix = "licence_draft"


class PaperWithdraw(drafts.Withdraw):
    capability = "licences.handle"
    side = "desk"
    template_name = "institutions/desk/licences/draft.html"
    prefix = "licence_draft"


class Revoke(DeskView):
    """Revoke a permit: blocked until what N3 asks for is on file."""

    capability = "licences.handle"
    template_name = "institutions/desk/licences/revoke.html"
    form_class = RevokeForm

    def get_object(self) -> Institution:
        rows = Institution.objects.visible_to(self.actor).for_page()
        return get_object_or_404(rows, code=self.kwargs["code"])

    def get_context(self, **more: Any) -> dict[str, Any]:
        return more | {"institution": self.object, "permits": self.object.permits.all()}

    def form_valid(self, form: Any) -> HttpResponseBase:
        row = effects.revoke(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("The permit is revoked."), row)


class Stop(DeskView):
    """One declaration to stop, and settling it."""

    capability = "licences.view"
    template_name = "institutions/desk/licences/stop.html"
    form_class = SettleForm

    def get_object(self) -> StopDeclaration:
        rows = StopDeclaration.objects.visible_to(self.actor).select_related("institution__district")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_context(self, **more: Any) -> dict[str, Any]:
        return more | {
            "declaration": self.object,
            "may_settle": self.actor.can("licences.handle") and self.object.settled_on is None,
            "back": reverse("institutions:licences"),
        }

    def form_valid(self, form: Any) -> HttpResponseBase:
        row = handling.settle_stop(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("Settled."), row)
