"""The desk: proposals, their review, and proposing one by hand."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from institutions.models import Institution
from portal.desk.views import DeskList, DeskView
from publicity.filters import ProposalFilter
from publicity.forms import AcceptForm, ProposeForm, ReturnForm
from publicity.models import ListProposal
from publicity.queries import ListProposalQuerySet
from publicity.rules.notices import may_decide
from publicity.services import proposing, reviewing
from publicity.services.dossier import dossier_of
from publicity.services.facts import conditions_of
from publicity.terms import ProposalState
from publicity.views.conditions import shown


class Proposals(DeskList):
    """List proposals of the territory: what needs a look first."""

    capability = "publicity.view"
    template_name = "publicity/desk/proposals.html"
    filterset_class = ProposalFilter
    export_name = "proposals"
    export_columns = [
        (gettext_lazy("List"), "get_kind_display"),
        (gettext_lazy("List of the year"), "year"),
        (gettext_lazy("Institution"), "institution.name"),
        (gettext_lazy("Code"), "institution.code"),
        (gettext_lazy("District"), "district.name"),
        (gettext_lazy("Came from"), "get_origin_display"),
        (gettext_lazy("Reason"), "reason"),
        (gettext_lazy("Clause"), "clause"),
        (gettext_lazy("Notice given"), "notice_on"),
        (gettext_lazy("Answer by"), "answer_by"),
        (gettext_lazy("Answered"), "answered_at"),
        (gettext_lazy("State"), "get_state_display"),
        (gettext_lazy("Why decided so"), "decision_reason"),
    ]

    def get_queryset(self) -> ListProposalQuerySet:
        return ListProposal.objects.visible_to(self.actor).for_list()

    def get_context(self, **more: Any) -> dict[str, Any]:
        today = timezone.localdate()
        visible = ListProposal.objects.visible_to(self.actor)
        return {
            **more,
            "today": today,
            "waiting": visible.decidable(today).count(),
            "may_review": self.actor.can("publicity.review"),
            "may_propose": self.actor.can("publicity.propose"),
        }


class AcceptMany(DeskView):
    """Accept what was ticked, or all that is shown and needs no look."""

    capability = "publicity.review"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        reviewed = reviewing.accept_many(self.chosen(), actor=self.actor)
        words = ngettext("%(n)s proposal accepted.", "%(n)s proposals accepted.", reviewed.accepted)
        message = words % {"n": reviewed.accepted}
        if reviewed.left:
            left = ngettext(
                "%(n)s was left: it needs a look, or may still be answered.",
                "%(n)s were left: they need a look, or may still be answered.",
                reviewed.left,
            )
            message += " " + left % {"n": reviewed.left}
        return self.done(message, f"{reverse('publicity:proposals')}?{request.POST.get('query', '')}")

    def chosen(self) -> list[int]:
        """The ticked ones; all that the filters left, where the button says so."""
        if self.request.POST.get("scope") == "all":
            visible = ListProposal.objects.visible_to(self.actor).undecided()
            filters = QueryDict(self.request.POST.get("query", ""))
            return list(ProposalFilter(filters, queryset=visible).qs.values_list("pk", flat=True))
        return [int(pk) for pk in self.request.POST.getlist("chosen") if pk.isdecimal()]


class Proposal(DeskView):
    """One proposal: conditions, notice, answer, decision."""

    capability = "publicity.view"
    template_name = "publicity/desk/proposal.html"

    def get_object(self) -> ListProposal:
        return get_object_or_404(ListProposal.objects.visible_to(self.actor).for_page(), pk=self.kwargs["pk"])

    def get_context(self, **more: Any) -> dict[str, Any]:
        proposal: ListProposal = self.object
        today = timezone.localdate()
        pk = proposal.institution_id
        now = conditions_of([pk], year=proposal.year, today=today)[pk]
        reviews = self.actor.can("publicity.review")
        heard = may_decide(
            must_wait=proposal.must_wait,
            last_day=proposal.answer_by,
            answered=proposal.answered_at is not None,
            today=today,
        )
        return {
            **more,
            "proposal": proposal,
            "today": today,
            "conditions": shown(now, before=proposal.conditions),
            "dossier": dossier_of(proposal),
            "may_accept": reviews and heard and proposal.state == ProposalState.PROPOSED,
            "may_return": reviews and proposal.state in {ProposalState.PROPOSED, ProposalState.ACCEPTED},
            "hears": reviews and not heard and not proposal.is_decided,
            "accept_form": more.get("accept_form") or AcceptForm(),
            "return_form": more.get("return_form") or ReturnForm(),
        }


class _Decide(Proposal):
    """An act on a proposal; refused, the proposal's page shows why and what was typed."""

    capability = "publicity.review"
    http_method_names = ["post"]
    own_form: ClassVar[str]

    def form_invalid(self, form: Any, *, status: int) -> HttpResponseBase:
        return self.render(status=status, form=form, **{self.own_form: form})


class Accept(_Decide):
    """Accept one."""

    form_class = AcceptForm
    own_form = "accept_form"

    def form_valid(self, form: Any) -> HttpResponseBase:
        proposal = reviewing.accept(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("Accepted. It goes out with the next publication."), proposal)


class SendBack(_Decide):
    """Return one to the district."""

    form_class = ReturnForm
    own_form = "return_form"

    def form_valid(self, form: Any) -> HttpResponseBase:
        proposal = reviewing.send_back(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("Returned to the district."), proposal)


class ProposeOne(DeskView):
    """Propose one institution by hand."""

    capability = "publicity.propose"
    form_class = ProposeForm
    template_name = "publicity/desk/propose.html"

    def get_object(self) -> Institution:
        found = Institution.objects.visible_to(self.actor).for_list()
        return get_object_or_404(found, code=self.kwargs["code"])

    def initial(self) -> dict[str, Any]:
        return {"kind": self.request.GET.get("kind", "")}

    def get_context(self, **more: Any) -> dict[str, Any]:
        institution: Institution = self.object
        today = timezone.localdate()
        year = proposing.year_of_list(today, institution.district_id)
        found = conditions_of([institution.pk], year=year, today=today)[institution.pk]
        return {**more, "institution": institution, "year": year, "conditions": shown(found)}

    def form_valid(self, form: Any) -> HttpResponseBase:
        proposal = proposing.propose(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("Proposed. The institution has been given notice."), proposal)
