"""Zombie institutions on the staff side: whom civil affairs has to clear, and how it did."""

from typing import Any

from django.db.models import QuerySet
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from institutions.figures import annual as figures
from institutions.filters import ZombieFilter
from institutions.forms import ClearForm
from institutions.models import AnnualReturn, ZombieTask
from institutions.services import annual
from institutions.terms import ZombieState
from portal.desk.views import DeskList, DeskView


class Zombies(DeskList):
    """The zombies of the territory, those to clear first."""

    capability = "institutions.view"
    template_name = "institutions/desk/zombies.html"
    filterset_class = ZombieFilter
    export_name = "zombies"
    export_columns = [
        (_("code"), "institution.code"),
        (_("name of the institution"), "institution.name"),
        (_("district"), "institution.district.name"),
        (_("no annual inspection since"), "since_year"),
        (_("opened"), "opened_on"),
        (_("state"), "get_state_display"),
        (_("how it was cleared"), "get_outcome_display"),
        (_("cleared on"), "cleared_on"),
        (_("note"), "note"),
    ]

    def get_queryset(self) -> QuerySet[ZombieTask]:
        return ZombieTask.objects.visible_to(self.actor).for_list().order_by("-state", "since_year", "pk")

    def get_context(self, **more: Any) -> dict[str, Any]:
        waiting = ZombieTask.objects.visible_to(self.actor).filter(state=ZombieState.OPEN).count()
        return more | {"waiting": waiting}


class ZombieView(DeskView):
    """A page about one zombie of the territory."""

    capability = "institutions.view"

    def get_object(self) -> ZombieTask:
        return get_object_or_404(ZombieTask.objects.visible_to(self.actor).for_list(), pk=self.kwargs["pk"])


class Zombie(ZombieView):
    """One zombie: its years, what proves that it was cleared, history."""

    template_name = "institutions/desk/zombie.html"

    def get_context(self, **more: Any) -> dict[str, Any]:
        task: ZombieTask = self.object
        return more | {
            "task": task,
            "returns": AnnualReturn.objects.visible_to(self.actor).of_institution(task.institution_id),
            "files": figures.files_of(task),
            "may_clear": self.actor.can("zombies.clear") and task.state == ZombieState.OPEN,
            "events": figures.history_of(task),
        }


class Clear(ZombieView):
    """Record how a zombie was cleared."""

    capability = "zombies.clear"
    form_class = ClearForm
    template_name = "institutions/desk/zombie_clear.html"

    def get_context(self, **more: Any) -> dict[str, Any]:
        return more | {"task": self.object}

    def form_valid(self, form: Any) -> HttpResponseBase:
        task = annual.clear(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("Recorded: the zombie is cleared."), task)
