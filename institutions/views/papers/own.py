"""The institution's own papers, and what the register says of it."""

from typing import Any

from django.db.models import QuerySet
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from institutions.forms import NewPaperForm, RequestForm
from institutions.models import Institution, Paper, ProfileRequest, TeachingSite
from institutions.services import corrections, papers, sites
from institutions.services.wording import masked_numbers
from institutions.terms import subject_words
from portal.desk.views import MyList, MyView


class MyPapers(MyList):
    """The papers sent and confirmed so far, with the school permit above them."""

    capability = "own.view"
    template_name = "institutions/my/papers/list.html"
    export_name = "papers"
    export_columns = [
        (_("kind of paper"), "get_kind_display"),
        (_("number of the paper"), "number"),
        (_("issued on"), "issued_on"),
        (_("valid until"), "valid_until"),
        (_("state"), "get_state_display"),
    ]

    def get_queryset(self) -> QuerySet[Paper]:
        return Paper.objects.visible_to(self.actor).for_list().order_by("kind", "-pk")

    def get_context(self, **more: Any) -> dict[str, Any]:
        mine = get_object_or_404(Institution.objects.visible_to(self.actor).for_page())
        return more | {"today": timezone.localdate(), "permits": mine.permits.all()}


class SendPaper(MyView):
    """Send a new paper to the district."""

    capability = "own.file"
    template_name = "institutions/my/papers/form.html"
    form_class = NewPaperForm

    def get_form_kwargs(self) -> dict[str, Any]:
        current = Paper.objects.visible_to(self.actor).current()
        sites_in_use = TeachingSite.objects.visible_to(self.actor).in_use()
        return super().get_form_kwargs() | {"sites": sites_in_use, "replaceable": current}

    def form_valid(self, form: Any) -> HttpResponseBase:
        mine = get_object_or_404(Institution.objects.visible_to(self.actor))
        paper = papers.send(mine, actor=self.actor, **form.values())
        to = reverse("institutions:my_paper", args=[paper.pk])
        return self.done(_("Sent. The district checks it; the answer comes as a notice."), to)


class MyPaper(MyView):
    """One paper, its files and the district's words."""

    capability = "own.view"
    template_name = "institutions/my/papers/one.html"

    def get_object(self) -> Paper:
        rows = Paper.objects.visible_to(self.actor).for_list().select_related("replaces")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_context(self, **more: Any) -> dict[str, Any]:
        row: Paper = self.object
        files = papers.files_of([row]).get(row.pk, [])
        return more | {"paper": row, "today": timezone.localdate(), "files": files}


class Profile(MyView):
    """What the register says of me, and asking for a correction."""

    capability = "own.view"
    template_name = "institutions/my/papers/profile.html"
    form_class = RequestForm

    def get_object(self) -> Institution:
        return get_object_or_404(Institution.objects.visible_to(self.actor).for_page())

    def get_context(self, **more: Any) -> dict[str, Any]:
        row: Institution = self.object
        today = timezone.localdate()
        return more | {
            "institution": row,
            "today": today,
            "permits": row.permits.all(),
            "papers": Paper.objects.visible_to(self.actor).current().for_list(),
            "spaces": sites.spaces_of(row, [s for s in row.sites.all() if s.closed_on is None], today),
            "requests": ProfileRequest.objects.visible_to(self.actor)[:20],
            "phone": masked_numbers(row.phone),
            "subjects": subject_words(row.subjects),
        }

    def form_valid(self, form: Any) -> HttpResponseBase:
        self.actor.must("own.file")
        corrections.ask(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(
            _("Sent to the district. The answer comes as a notice."), reverse("institutions:my_profile")
        )
