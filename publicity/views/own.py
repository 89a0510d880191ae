"""The institution's own side: notices of list proposals, and its answer. Clause: D5."""

from __future__ import annotations

from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.desk.views import MyList, MyView
from publicity.forms import AnswerForm
from publicity.models import ListProposal
from publicity.queries import ListProposalQuerySet
from publicity.rules.notices import may_answer
from publicity.rules.whitelist import Condition
from publicity.services import reviewing
from publicity.services.dossier import dossier_of
from publicity.views.conditions import shown


class Notices(MyList):
    """What the institution was told of."""

    capability = "own.view"
    template_name = "publicity/my/notices.html"
    export_name = "notices"
    export_columns = [
        (gettext_lazy("List"), "get_kind_display"),
        (gettext_lazy("List of the year"), "year"),
        (gettext_lazy("Reason"), "reason"),
        (gettext_lazy("Clause"), "clause"),
        (gettext_lazy("Notice given"), "notice_on"),
        (gettext_lazy("Answer by"), "answer_by"),
        (gettext_lazy("Answered"), "answered_at"),
        (gettext_lazy("State"), "get_state_display"),
    ]

    def get_queryset(self) -> ListProposalQuerySet:
        return ListProposal.objects.visible_to(self.actor).order_by("-notice_on", "-pk")

    def get_context(self, **more: Any) -> dict[str, Any]:
        return {**more, "today": timezone.localdate()}


class Notice(MyView):
    """One notice, with the answer where there are days left."""

    capability = "own.view"
    template_name = "publicity/my/notice.html"
    form_class = AnswerForm

    def get_object(self) -> ListProposal:
        return get_object_or_404(ListProposal.objects.visible_to(self.actor).for_page(), pk=self.kwargs["pk"])

    def get_context(self, **more: Any) -> dict[str, Any]:
        proposal: ListProposal = self.object
        today = timezone.localdate()
        open_ = may_answer(last_day=proposal.answer_by, today=today, decided=proposal.is_decided)
        return {
            **more,
            "proposal": proposal,
            "today": today,
            "may_answer": open_ and proposal.answered_at is None and self.actor.can("own.file"),
            "conditions": shown(Condition(**condition) for condition in proposal.conditions),
            "dossier": dossier_of(proposal),
        }

    def form_valid(self, form: Any) -> HttpResponseBase:
        said = form.cleaned_data
        reviewing.answer(self.object, actor=self.actor, text=said["text"], files=said["evidence"])
        return self.done(_("Your answer has reached the city bureau."), self.request.path)
