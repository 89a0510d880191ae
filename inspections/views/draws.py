"""Random draws at the desk: the list, preparing one, its page, and the acts in their order. Clause: N2."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.paginator import Paginator
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from inspections.figures import history_of
from inspections.figures.draw_steps import next_steps
from inspections.figures.draws import heaviest_first, pool_of
from inspections.filters.draws import DrawFilter
from inspections.forms.draws import CommitForm, PrepareForm, VisitsForm
from inspections.forms.joint import NothingForm, ReasonForm
from inspections.models import Campaign, Draw, DrawnTarget
from inspections.queries import CampaignQuerySet, DrawQuerySet
from inspections.rules.draw_weights import DrawTerms
from inspections.rules.draws import drawable
from inspections.services import draw_visits, draws
from inspections.services.draw_proof import verify
from inspections.terms import DrawState
from portal.desk.views import DeskList, DeskView
from portal.rulebook.services import in_force

STAGES = [
    gettext_lazy("Look at the pool"),
    gettext_lazy("Freeze and seal"),
    gettext_lazy("Draw"),
    gettext_lazy("Publish the result"),
]
STAGE_OF = {DrawState.PREPARED: 1, DrawState.COMMITTED: 3, DrawState.DRAWN: 4, DrawState.PUBLISHED: 5}


class Draws(DeskList):
    """Random draws of the territory, the latest first."""

    capability = "inspections.view"
    template_name = "inspections/desk/draws.html"
    filterset_class = DrawFilter
    export_name = "draws"
    export_columns = [
        (gettext_lazy("Number"), "number"),
        (gettext_lazy("Title"), "title"),
        (gettext_lazy("District"), "district.name"),
        (gettext_lazy("State"), "get_state_display"),
        (gettext_lazy("Pool frozen"), "committed_at"),
        (gettext_lazy("Drawn"), "drawn_at"),
        (gettext_lazy("Targets"), "targets_drawn"),
        (gettext_lazy("Visits opened"), "visits_opened"),
        (gettext_lazy("Published"), "published_on"),
        (gettext_lazy("Hash of the pool"), "pool_hash"),
        (gettext_lazy("Hash of the seed"), "seed_commitment"),
        (gettext_lazy("Why drawn again"), "redraw_reason"),
    ]

    def get_queryset(self) -> DrawQuerySet:
        return Draw.objects.visible_to(self.actor).for_list().newest()

    def get_context(self, **more: Any) -> dict[str, Any]:
        return {**more, "may_make": self.actor.can("draws.make")}


class Prepare(DeskView):
    """Say where, how many and what for; the pool is looked at on the next page."""

    capability = "draws.make"
    template_name = "inspections/desk/draw_new.html"
    form_class = PrepareForm

    def initial(self) -> dict[str, Any]:
        home = min(self.actor.district_ids) if self.actor.district_ids else None
        terms = in_force(DrawTerms, on=timezone.localdate(), district_id=home).figure
        return {"share": terms.share, "inspectors": terms.inspectors}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"actor": self.actor}

    def form_valid(self, form: Any) -> HttpResponseBase:
        asked = form.cleaned_data
        setting = draws.Setting(asked["title"], asked["share"], asked["count"], asked["inspectors"])
        draw = draws.prepare(asked["district"], setting, actor=self.actor)
        return self.done(_("The draw is prepared. Look at its pool, then freeze it."), draw)


class DrawPage(DeskView):
    """One draw: what is to be done next, its seal, what was drawn, and its pool."""

    capability = "inspections.view"
    template_name = "inspections/desk/draw.html"
    page_size: ClassVar[int] = 25

    def get_object(self) -> Draw:
        return get_object_or_404(Draw.objects.visible_to(self.actor).for_page(), pk=self.kwargs["pk"])

    def get_context(self, **more: Any) -> dict[str, Any]:
        draw: Draw = self.object
        # Who would be visited is known to few before the visits are made: whoever draws, supervises or audits.
        may_know = draw.is_revealed or self.actor.can("timeline.view")
        targets = DrawnTarget.objects.visible_to(self.actor).filter(draw=draw).in_order()
        waiting = Draw.objects.visible_to(self.actor).filter(pk=draw.pk).for_due()
        return {
            "draw": draw,
            "steps": STAGES,
            "stage": STAGE_OF.get(DrawState(draw.state), 0),
            "next": next(iter(next_steps(waiting, timezone.localdate())), None),
            "targets": list(targets) if may_know else [],
            "checks": verify(draw) if draw.seed and may_know else [],
            "may_know": may_know,
            "may_make": self.actor.can("draws.make"),
            "visits_form": VisitsForm(
                initial={"on": timezone.localdate(), "purpose": draw.title}, campaigns=self.campaigns()
            ),
            "redraw_form": ReasonForm(),
            "events": history_of(draw),
            "today": timezone.localdate(),
            **self.pool_context(draw),
            **more,
        }

    def campaigns(self) -> CampaignQuerySet:
        """The campaigns under way that the visits can be made for."""
        draw: Draw = self.object
        return Campaign.objects.visible_to(self.actor).open().filter(districts=draw.district_id)

    def pool_context(self, draw: Draw) -> dict[str, Any]:
        """The pool as it stands today, or as it was frozen, the likeliest targets first."""
        pool, points = draw.pool, draw.points
        context: dict[str, Any] = {}
        if not draw.is_frozen:
            found = pool_of(draw, timezone.localdate())
            pool, points = found.pool, found.points
            context["commit_form"] = CommitForm(initial={"seen": found.pool_hash})
        rows = Paginator(heaviest_first(pool, points), self.page_size)
        page = rows.get_page(self.request.GET.get("page"))
        return {
            **context,
            "pool": pool,
            "drawable": drawable(pool),
            "page": page,
            "rows": page.object_list,
            "query": "",
        }


class _Act(DrawPage):
    """An act on the page of a draw; what is refused is said there, with all that was typed."""

    capability = "draws.make"
    form_class: type[forms.BaseForm] | None = NothingForm
    http_method_names = ["post"]
    shown_as: ClassVar[str] = ""

    def form_invalid(self, form: Any, *, status: int) -> HttpResponseBase:
        if self.shown_as:
            return self.render(status=status, opened=self.shown_as, **{self.shown_as: form})
        words = " ".join(message for messages in form.errors.values() for message in messages)
        return self.render(status=status, refusal=words)


class Commit(_Act):
    """Freeze the pool and seal the seed."""

    form_class = CommitForm

    def form_valid(self, form: Any) -> HttpResponseBase:
        draw = draws.commit(self.object, actor=self.actor, seen=form.cleaned_data["seen"])
        return self.done(_("The pool is frozen; its hash and that of the seed are public."), draw)


class DrawNow(_Act):
    """Break the seal and draw."""

    def form_valid(self, form: Any) -> HttpResponseBase:
        draw = draws.draw_now(self.object, actor=self.actor)
        return self.done(_("Drawn. The result stays at the desk until the visits are made."), draw)


class OpenVisits(_Act):
    """Open the visits of all drawn targets."""

    form_class = VisitsForm
    shown_as = "visits_form"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"campaigns": self.campaigns()}

    def form_valid(self, form: Any) -> HttpResponseBase:
        opened = len(draw_visits.open_visits(self.object, actor=self.actor, **form.cleaned_data))
        words = ngettext("%(n)s visit is open.", "%(n)s visits are open.", opened) % {"n": opened}
        return self.done(words, self.object)


class PublishDraw(_Act):
    """Publish seed, targets and results."""

    def form_valid(self, form: Any) -> HttpResponseBase:
        draw = draw_visits.publish(self.object, actor=self.actor)
        return self.done(_("The result is published."), draw)


class Redraw(_Act):
    """Set it aside and prepare it anew, with a reason that is published."""

    form_class = ReasonForm
    shown_as = "redraw_form"

    def form_valid(self, form: Any) -> HttpResponseBase:
        again = draws.redraw(self.object, actor=self.actor, reason=form.cleaned_data["reason"])
        return self.done(_("Set aside; this is the draw that takes its place."), again)
