"""Preparing an application: on the institution's own side, and by the district for paper brought to it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import can_proceed

from institutions.forms.licences import KindForm, PaperForm, SectionForm, StopForm, WishForm
from institutions.models import ApplicationItem, Institution, LicenceApplication
from institutions.services.licences import applying
from institutions.terms import ItemAnswer
from institutions.views.licences.shown import gap_words, mark_words, progress, settled_words, step_words
from portal.accounts.refusals import ChangedMeanwhile
from portal.desk.views import MyView


class Begin(MyView):
    """Where the permit stands, and what can be applied for."""

    capability = "own.view"
    template_name = "institutions/my/licences/home.html"
    form_class = KindForm
    to = "institutions:my_licence"

    def get_object(self) -> Institution:
        return get_object_or_404(Institution.objects.visible_to(self.actor).for_page())

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"kinds": applying.possible_kinds(self.object)}

    def get_context(self, **more: Any) -> dict[str, Any]:
        rows = LicenceApplication.objects.visible_to(self.actor).filter(institution=self.object)
        return more | {
            "institution": self.object,
            "applications": rows.order_by("-pk"),
            "permits": self.object.permits.all(),
            "kinds": applying.possible_kinds(self.object),
            "declaration": self.object.stop_declarations.filter(settled_on=None).first(),
            "may_apply": self.actor.can("own.file") or self.actor.can("licences.handle"),
            "today": timezone.localdate(),
        }

    def form_valid(self, form: Any) -> HttpResponseBase:
        row = applying.begin(self.object, actor=self.actor, kind=form.cleaned_data["kind"])
        return self.done(
            _("Begun. Everything you enter is kept; you can stop and go on later."), self.draft(row)
        )

    def draft(self, row: LicenceApplication) -> str:
        return reverse(self.to, args=[row.pk])


class Draft(MyView):
    """The way through an application: what is done, what is missing, what comes next; sending it."""

    capability = "own.view"
    template_name = "institutions/my/licences/draft.html"
    form_class = forms.Form
    prefix = "my_licence"

    def get_object(self) -> LicenceApplication:
        rows = LicenceApplication.objects.visible_to(self.actor).for_list()
        return get_object_or_404(rows.select_related("permit", "standard"), pk=self.kwargs["pk"])

    def url(self, page: str = "", *more: Any) -> str:
        return reverse(f"institutions:{self.prefix}{page}", args=[self.object.pk, *more])

    def sections(self) -> list[dict[str, Any]]:
        """The sections of the standard with how far each is."""
        return progress(self.object, lambda number: self.url("_section", number))

    def get_context(self, **more: Any) -> dict[str, Any]:
        row: LicenceApplication = self.object
        gaps = applying.gaps(row) if applying.is_draft(row) else []
        return more | {
            "application": row,
            "sections": self.sections(),
            "gaps": gap_words(gaps),
            "wishes": settled_words(row),
            "files": applying.papers_of(row),
            "is_draft": applying.is_draft(row),
            "may_apply": self.actor.can("own.file") or (self.actor.can("licences.handle") and row.on_paper),
            "may_withdraw": can_proceed(row.withdraw),
            "unmet": applying.unmet(row),
            "steps": step_words(row),
            "marks": mark_words(row),
            "urls": {page: self.url(f"_{page}") for page in ("wish", "papers", "withdraw")},
            "today": timezone.localdate(),
        }

    def form_valid(self, form: Any) -> HttpResponseBase:
        row = applying.submit(self.object, actor=self.actor)
        return self.done(_("Sent. The day by which the district answers stands above."), self.after(row))

    def after(self, row: LicenceApplication) -> str:
        return self.url()


class Section(Draft):
    """One section of the setting standard."""

    capability = "own.file"
    template_name = "institutions/my/licences/section.html"
    form_class = SectionForm  # type: ignore[assignment]

    def items(self) -> QuerySet[ApplicationItem]:
        rows = self.object.items.select_related("item__section")
        return rows.filter(item__section=self.section()["pk"])

    def section(self) -> dict[str, Any]:
        found = self.sections()
        number = self.kwargs["number"]
        return found[number - 1] if 0 < number <= len(found) else {"pk": 0}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"items": self.items()}

    def get_context(self, **more: Any) -> dict[str, Any]:
        return super().get_context(**more) | {
            "section": self.section(),
            "number": self.kwargs["number"],
            "back": self.url(),
        }

    def form_valid(self, form: Any) -> HttpResponseBase:
        applying.answer(self.object, actor=self.actor, answers=form.answers())
        following = self.kwargs["number"] + 1
        onward = self.url("_section", following) if following <= len(self.sections()) else self.url()
        unmet = sum(1 for said, _note in form.answers().values() if said == ItemAnswer.NOT_MET)
        return self.done(_("Kept. Not met yet: %(n)s.") % {"n": unmet}, onward)


class Wish(Draft):
    """What is wished, and why."""

    capability = "own.file"
    template_name = "institutions/my/licences/form.html"
    form_class = WishForm  # type: ignore[assignment]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"application": self.object}

    def get_context(self, **more: Any) -> dict[str, Any]:
        return more | {"application": self.object, "back": self.url(), "heading": _("What is applied for")}

    def form_valid(self, form: Any) -> HttpResponseBase:
        said = form.cleaned_data
        applying.describe(
            self.object,
            actor=self.actor,
            reason=said.get("reason", ""),
            settlement=said.get("settlement", ""),
            wished=form.wished(),
        )
        return self.done(_("Kept."), self.url())


class Papers(Draft):
    """The papers that come with it."""

    capability = "own.file"
    template_name = "institutions/my/licences/form.html"
    form_class = PaperForm  # type: ignore[assignment]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"kind": self.object.kind}

    def get_context(self, **more: Any) -> dict[str, Any]:
        files = applying.papers_of(self.object)
        return more | {
            "application": self.object,
            "back": self.url(),
            "heading": _("Papers of the application"),
            "files": files,
            "gaps": gap_words([gap for gap in applying.gaps(self.object) if gap.part == "paper"]),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if "take_off" not in request.POST:
            return super().post(request, *args, **kwargs)
        try:
            applying.take_off(self.object, actor=self.actor, file=request.POST["take_off"])
        except ChangedMeanwhile as refusal:
            messages.warning(request, str(refusal))
            return redirect(self.url("_papers"))
        return self.done(_("Taken off. It is not sent."), self.url("_papers"))

    def form_valid(self, form: Any) -> HttpResponseBase:
        said = form.cleaned_data
        applying.attach(self.object, actor=self.actor, paper=said["paper"], uploads=said["uploads"])
        missing = any(gap.part == "paper" for gap in applying.gaps(self.object))
        return self.done(_("Kept."), self.url("_papers") if missing else self.url())


class Withdraw(Draft):
    """Take the application back: final, so it is asked once more on the page before."""

    capability = "own.file"
    http_method_names = ["post"]

    def form_valid(self, form: Any) -> HttpResponseBase:
        applying.withdraw(self.object, actor=self.actor)
        return self.done(_("The application is taken back."), self.url())


class DeclareStop(MyView):
    """For one that cannot meet the conditions: stop, and settle pupils and fees."""

    capability = "own.file"
    template_name = "institutions/my/licences/stop.html"
    form_class = StopForm

    def get_object(self) -> Institution:
        return get_object_or_404(Institution.objects.visible_to(self.actor).for_list())

    def get_context(self, **more: Any) -> dict[str, Any]:
        return more | {"institution": self.object, "back": reverse("institutions:my_licences")}

    def form_valid(self, form: Any) -> HttpResponseBase:
        applying.declare_stop(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(
            _("Declared. The district looks after pupils and fees with you."),
            reverse("institutions:my_licences"),
        )
