"""Typing a class: checked on the way, kept as a draft, filed, corrected, changed; for the institution and for it."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from institutions.forms import FilingForm, series_in, typed_in
from institutions.models import CourseFiling, FilingDraft, Institution, Room, Teacher
from institutions.rules.class_times import Slot
from institutions.services import filings
from institutions.terms import FilingState
from portal.accounts.refusals import Refusal
from portal.desk.views import DeskView


class ClassForm(DeskView):
    """A page on which a class is typed. One button checks, one adds rows, one files; nothing typed is lost."""

    form_class = FilingForm

    def institution(self) -> Institution:
        """The institution whose class it is."""
        raise NotImplementedError

    def filing(self) -> CourseFiling | None:
        """The version to be corrected or changed; None for a new class."""
        return None

    def check_url(self) -> str:
        """Where what is typed is checked while it is typed."""
        return reverse("institutions:my_filing_check")

    def get_form_kwargs(self) -> dict[str, Any]:
        own = {"institution": self.institution()}
        teachers = Teacher.objects.visible_to(self.actor).filter(**own, left_on=None)
        rooms = Room.objects.visible_to(self.actor).filter(site__institution=own["institution"]).in_use()
        row = self.filing()
        more: dict[str, Any] = {"teachers": teachers, "rooms": rooms.select_related("site"), **own}
        if row is not None:
            lessons = [Slot(each.weekday, each.starts, each.ends) for each in row.lessons.all()]
            more |= {"instance": row, "lessons": lessons}
        return super().get_form_kwargs() | more

    def get_context(self, **more: Any) -> dict[str, Any]:
        institution = self.institution()
        return more | {
            "limits": filings.limits_shown(timezone.localdate(), institution.district_id),
            "institution": institution,
            "filing": self.filing(),
            "check_url": self.check_url(),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if "another" in request.POST:
            return self.render(form=self.shown_again())
        if "check" in request.POST:
            form = FilingForm(**self.get_form_kwargs())
            form.is_valid()
            return self.render(form=form, checked=True)
        return super().post(request, *args, **kwargs)

    def shown_again(self) -> FilingForm:
        """Return what was typed, unjudged, with more empty rows for lessons."""
        kwargs = self.get_form_kwargs()
        for name in ("data", "files"):
            kwargs.pop(name, None)
        initial = kwargs["initial"] | {"series": series_in(self.request.POST)}
        return FilingForm(**kwargs | {"typed": typed_in(self.request.POST.dict()), "initial": initial})


class FileFor(ClassForm):
    """File a class for an institution that brought it on paper."""

    capability = "filings.review"
    template_name = "institutions/desk/filing_form.html"

    def get_object(self) -> Institution:
        rows = Institution.objects.visible_to(self.actor).for_list()
        return get_object_or_404(rows, code=self.kwargs["code"])

    def institution(self) -> Institution:
        return self.object

    def check_url(self) -> str:
        return reverse("institutions:filing_check", args=[self.object.code])

    def form_valid(self, form: Any) -> HttpResponseBase:
        series = form.cleaned_data["series"]
        filing = filings.submit(
            self.object, actor=self.actor, lessons=form.slots(), series=series, **form.values()
        )
        return self.done(_("Filed for the institution. It waits for review."), filing)


class FileClass(ClassForm):
    """File a class, or keep it as a draft."""

    side = "my"
    capability = "own.file"
    template_name = "institutions/my/filing_form.html"

    def institution(self) -> Institution:
        return get_object_or_404(Institution.objects.visible_to(self.actor))

    def get_context(self, **more: Any) -> dict[str, Any]:
        return super().get_context(**more) | {"may_keep": True}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if "draft" in request.POST:
            return self.keep()
        return super().post(request, *args, **kwargs)

    def keep(self) -> HttpResponseBase:
        """Keep what was typed, right or wrong."""
        try:
            draft = filings.save_draft(
                self.institution(),
                actor=self.actor,
                series=series_in(self.request.POST),
                typed=typed_in(self.request.POST.dict()),
                filing=self.filing(),
            )
        except Refusal as refusal:
            form = FilingForm(**self.get_form_kwargs())
            form.is_valid()
            return self.refused(form, refusal)
        url = reverse("institutions:my_filing_draft", args=[draft.pk])
        return self.done(_("Kept as a draft. Nobody else reads it until you file it."), url)

    def form_valid(self, form: Any) -> HttpResponseBase:
        row = self.filing()
        what = {"actor": self.actor, "lessons": form.slots(), **form.values()}
        if row is not None and row.state == FilingState.APPROVED:
            filings.change(row, **what)
            said = _("The change is filed. The approved version stays public until the district has decided.")
        elif row is not None:
            filings.submit(self.institution(), filing=row, **what)
            said = _("Filed again.")
        else:
            filings.submit(self.institution(), series=form.cleaned_data["series"], **what)
            said = _("Filed. The district reviews it within ten working days.")
        return self.done(said, reverse("institutions:my_filings"))


class FileAgain(FileClass):
    """Correct a returned class and file it again."""

    def get_object(self) -> CourseFiling:
        rows = CourseFiling.objects.visible_to(self.actor).filter(state=FilingState.RETURNED)
        return get_object_or_404(rows.for_page(), pk=self.kwargs["pk"])

    def filing(self) -> CourseFiling | None:
        return self.object


class ChangeClass(FileAgain):
    """Change an approved class: a new version, reviewed like the first."""

    def get_object(self) -> CourseFiling:
        rows = CourseFiling.objects.visible_to(self.actor).filter(state=FilingState.APPROVED)
        return get_object_or_404(rows.for_page(), pk=self.kwargs["pk"])


class Draft(FileClass):
    """Go on with a draft."""

    def get_object(self) -> FilingDraft:
        return get_object_or_404(FilingDraft.objects.visible_to(self.actor), pk=self.kwargs["pk"])

    def filing(self) -> CourseFiling | None:
        if self.object.filing_id is None:
            return None
        rows = CourseFiling.objects.visible_to(self.actor).for_page()
        return rows.filter(pk=self.object.filing_id).first()

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        if "data" not in kwargs:
            kwargs |= {"typed": self.object.typed, "initial": {"series": self.object.series}}
        return kwargs

    def get_context(self, **more: Any) -> dict[str, Any]:
        return super().get_context(**more) | {"draft": self.object}


class CheckMine(FileClass):
    """Say what the checks find in what is typed; nothing is kept."""

    http_method_names = ["post"]
    template_name = "institutions/filing_remarks.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        form = FilingForm(**self.get_form_kwargs())
        form.is_valid()
        return self.render(form=form, out_of_band=True)


class CheckFor(FileFor):
    """Say what the checks find in what an officer types for an institution; nothing is kept."""

    http_method_names = ["post"]
    template_name = "institutions/filing_remarks.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        form = FilingForm(**self.get_form_kwargs())
        form.is_valid()
        return self.render(form=form, out_of_band=True)
