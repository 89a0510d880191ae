"""Sweeps: rounds, places, and the short form on a phone. Clause: S7."""

from __future__ import annotations

from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from inspections.figures import history_of
from inspections.figures import sweeps as figures
from inspections.filters import SweepPlaceFilter, SweepRoundFilter
from inspections.forms.joint import NothingForm, ReasonForm
from inspections.forms.sweeps import PlacesForm, RoundForm, SweepForm
from inspections.models import SweepPlace, SweepRecord, SweepRound
from inspections.queries import SweepPlaceQuerySet, SweepRoundQuerySet, districts_of
from inspections.services import sweeps
from institutions.terms import AreaKind
from portal.accounts.actors import Actor
from portal.desk.views import DeskList, DeskView


class Rounds(DeskList):
    """Rounds of the territory, the latest first."""

    capability = "inspections.view"
    template_name = "inspections/desk/sweeps/list.html"
    filterset_class = SweepRoundFilter
    export_name = "sweeps"
    export_columns = [
        (gettext_lazy("title of the round"), "title"),
        (gettext_lazy("District"), "district.name"),
        (gettext_lazy("first day"), "begins"),
        (gettext_lazy("last day"), "ends"),
        (gettext_lazy("places"), "places_total"),
        (gettext_lazy("swept"), "places_swept"),
    ]

    def get_queryset(self) -> SweepRoundQuerySet:
        return SweepRound.objects.visible_to(self.actor).for_list().with_counts(self.actor)

    def get_context(self, **more: Any) -> dict[str, Any]:
        may = self.actor.can("campaigns.manage")
        return {**more, "today": timezone.localdate(), "may_manage": may}


class OpenRound(DeskView):
    """Open a round of a district."""

    capability = "campaigns.manage"
    template_name = "inspections/desk/sweeps/open.html"
    form_class = RoundForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"districts": districts_of(self.actor)}

    def form_valid(self, form: Any) -> HttpResponseBase:
        made = sweeps.open_round(actor=self.actor, **form.cleaned_data)
        return self.done(_("The round is open. What is not yet swept stands first."), made)


def visible_round(actor: Actor, pk: int) -> SweepRound:
    """The round, where the actor sees it."""
    return get_object_or_404(SweepRound.objects.visible_to(actor).for_list(), pk=pk)


class RoundPage(DeskList):
    """One round: what is not swept first, counts by street and kind."""

    capability = "inspections.view"
    template_name = "inspections/desk/sweeps/round.html"
    filterset_class = SweepPlaceFilter
    export_name = "sweep-places"
    export_columns = [
        (gettext_lazy("Street"), "street.name"),
        (gettext_lazy("community"), "community"),
        (gettext_lazy("kind of place"), "get_kind_display"),
        (gettext_lazy("name of the place"), "title"),
        (gettext_lazy("Address"), "address"),
        (gettext_lazy("swept on"), "swept_on"),
        (gettext_lazy("swept by"), "swept_by_name"),
        (gettext_lazy("institutions seen"), "institutions_seen"),
        (gettext_lazy("what was found"), "found"),
    ]

    def get_object(self) -> SweepRound:
        return visible_round(self.actor, self.kwargs["pk"])

    def get_queryset(self) -> SweepPlaceQuerySet:
        return SweepPlace.objects.visible_to(self.actor).filter(round=self.object).for_list()

    def get_context(self, **more: Any) -> dict[str, Any]:
        places = SweepPlace.objects.visible_to(self.actor)
        streets = figures.swept_by_street(self.object, places)
        kinds = figures.swept_by_kind(self.object, places)
        total, swept = sum(row.places for row in kinds), sum(row.swept for row in kinds)
        return {
            **more,
            "round": self.object,
            "today": timezone.localdate(),
            "total": total,
            "swept": swept,
            "left": total - swept,
            "streets": figures.sweep_chart(_("Places by street"), streets, _("Street")),
            "kinds": figures.sweep_chart(_("Places by kind"), kinds, _("kind of place")),
            "unnamed": [row.name for row in kinds if not row.places],
            "may_sweep": self.actor.can("sweeps.report"),
            "may_manage": self.actor.can("campaigns.manage"),
            "events": history_of(self.object),
        }


class CarryOver(RoundPage):
    """Take the places of the last round over."""

    capability = "campaigns.manage"
    form_class = NothingForm
    http_method_names = ["post"]

    def form_valid(self, form: Any) -> HttpResponseBase:
        n = sweeps.carry_over(self.object, actor=self.actor)
        words = ngettext("%(n)d place was taken over.", "%(n)d places were taken over.", n)
        return self.done(words % {"n": n}, self.object)


class AddPlaces(DeskView):
    """Name places of a street, one or many."""

    capability = "sweeps.report"
    template_name = "inspections/desk/sweeps/places.html"
    form_class = PlacesForm

    def get_object(self) -> SweepRound:
        return visible_round(self.actor, self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        streets = self.object.district.streets.all()
        own = streets.filter(pk=self.actor.street_id) if self.actor.street_id else streets
        return super().get_form_kwargs() | {"streets": own}

    def get_context(self, **more: Any) -> dict[str, Any]:
        return {**more, "round": self.object}

    def form_valid(self, form: Any) -> HttpResponseBase:
        new, known = sweeps.add_places(self.object, actor=self.actor, **form.cleaned_data)
        words = _("%(new)d places named, %(known)d stood there already.")
        return self.done(words % {"new": new, "known": known}, self.object)


class PlacePage(DeskView):
    """A page about one place, with what was found there before."""

    capability = "sweeps.report"
    template_name = "inspections/desk/sweeps/place.html"

    def get_object(self) -> SweepPlace:
        rows = SweepPlace.objects.visible_to(self.actor).for_list()
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def initial(self) -> dict[str, Any]:
        return {"swept_on": timezone.localdate()}

    def get_context(self, **more: Any) -> dict[str, Any]:
        place: SweepPlace = self.object
        records = SweepRecord.objects.visible_to(self.actor).filter(place=place).for_page()
        removable = place.kind != AreaKind.STREET and not place.swept  # type: ignore[attr-defined]
        return {
            "place": place,
            "round": place.round,
            "today": timezone.localdate(),
            "records": records[:20],
            "removable": removable,
            "remove_form": ReasonForm(),
            "events": history_of(place),
            **more,
        }


class Place(PlacePage):
    """Record that a place was swept."""

    form_class = SweepForm

    def form_valid(self, form: Any) -> HttpResponseBase:
        sweeps.sweep(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("Swept. What is left stands first."), self.object.round)


class RemovePlace(PlacePage):
    """Take out a place named by mistake."""

    form_class = ReasonForm
    http_method_names = ["post"]

    def form_valid(self, form: Any) -> HttpResponseBase:
        round_ = sweeps.remove_place(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("Taken out of the round."), round_)

    def form_invalid(self, form: Any, *, status: int) -> HttpResponseBase:
        typed = SweepForm(initial=self.initial())
        return self.render(form=typed, remove_form=form, removing=True, status=status)
