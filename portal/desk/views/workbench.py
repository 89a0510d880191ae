"""The workbench's own pages: what is due, the events, evidence, and the role acted in."""

from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views import View

from portal.accounts.middleware import memberships_of
from portal.accounts.services.people import choose_role
from portal.desk import due
from portal.desk.queries import events_visible_to
from portal.desk.views.lists import DeskList
from portal.desk.views.pages import DeskView
from portal.evidence.access import may_open
from portal.evidence.queries import find_evidence


class Workbench(DeskView):
    """What is due, the next thing first."""

    capability = "desk.view"
    template_name = "desk/home.html"
    shown = 60

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        today = timezone.localdate()
        items = due.items_for(self.actor, today)
        overdue = sum(1 for item in items if item.due and item.due < today)
        kind = request.GET.get("kind", "")
        kinds = sorted({item.kind for item in items})
        chosen = [item for item in items if not kind or item.kind == kind]
        return self.render(
            items=chosen[: self.shown],
            total=len(items),
            hidden=max(0, len(chosen) - self.shown),
            overdue=overdue,
            kinds=kinds,
            kind=kind,
            today=today,
        )


class Events(DeskList):
    """What happened in the territory, newest first."""

    capability = "timeline.view"
    template_name = "desk/events.html"
    export_name = "events"
    export_columns = [
        (_("time"), "at"),
        (_("who"), "actor_name"),
        (_("acting as"), "role"),
        (_("what"), "words"),
        (_("subject"), "subject_name"),
        (_("clause"), "clause"),
        (_("reason"), "reason"),
    ]

    def get_queryset(self) -> QuerySet:
        return events_visible_to(self.actor, self.request.GET.get("q", ""))


class ChooseRole(View):
    """Act in another of one's roles from now on."""

    http_method_names = ["post"]
    capability = "signed in"  # whoever holds a membership

    def post(self, request: HttpRequest) -> HttpResponseRedirect:
        if not request.user.is_authenticated:
            return redirect("account_login")
        chosen = request.POST.get("membership", "")
        held = memberships_of(request)
        if not chosen.isdigit() or not choose_role(request.session, held=held, chosen=int(chosen)):
            raise Http404
        onward = request.POST.get("next", "")
        safe = url_has_allowed_host_and_scheme(onward, allowed_hosts={request.get_host()})
        return redirect(onward if safe else "/desk/")


class OpenEvidence(View):
    """Send a file to whoever may see what it belongs to; pictures as the copy without metadata."""

    capability = "signed in"  # then the subject's own answer, see evidence.access

    def get(self, request: HttpRequest, pk: str) -> HttpResponseBase:
        if not request.user.is_authenticated or not request.actor:  # type: ignore[attr-defined]
            return redirect("account_login")
        evidence = find_evidence(pk)
        if evidence is None or evidence.erased_on or not may_open(request.actor, evidence):  # type: ignore[attr-defined]
            raise Http404
        shown = evidence.copy or evidence.original
        inline = evidence.is_picture or evidence.content_type == "application/pdf"
        response = FileResponse(
            shown.open("rb"),
            content_type=evidence.content_type,
            as_attachment=not inline,
            filename=evidence.name,
        )
        response["X-Content-Type-Options"] = "nosniff"
        response["Cache-Control"] = "private, no-store"
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        return response
