"""The institution's own sites and rooms."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from institutions.forms import RoomForm
from institutions.models import Institution, Room, TeachingSite
from institutions.services import sites
from portal.desk.views import MyView


class MySites(MyView):
    """Where the institution teaches, with its rooms."""

    capability = "own.view"
    template_name = "institutions/my/sites/list.html"

    def get_object(self) -> Institution:
        return get_object_or_404(Institution.objects.visible_to(self.actor).for_page())

    def get_context(self, **more: Any) -> dict[str, Any]:
        row: Institution = self.object
        in_use = [site for site in row.sites.all() if site.closed_on is None]
        spaces = sites.spaces_of(row, in_use, timezone.localdate())
        return more | {"institution": row, "spaces": spaces, "may_edit": self.actor.can("own.file")}


class MyAddRoom(MyView):
    """Enter a room."""

    capability = "own.file"
    template_name = "institutions/my/sites/room.html"
    form_class = RoomForm

    def get_object(self) -> TeachingSite:
        return get_object_or_404(TeachingSite.objects.visible_to(self.actor).in_use(), pk=self.kwargs["pk"])

    def get_context(self, **more: Any) -> dict[str, Any]:
        return more | {"site": self.object}

    def form_valid(self, form: Any) -> HttpResponseBase:
        sites.add_room(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("The room is entered."), reverse("institutions:my_sites"))


class MyCorrectRoom(MyView):
    """Correct a room."""

    capability = "own.file"
    template_name = "institutions/my/sites/room.html"
    form_class = RoomForm

    def get_object(self) -> Room:
        rows = Room.objects.visible_to(self.actor).in_use().select_related("site")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.object}

    def get_context(self, **more: Any) -> dict[str, Any]:
        return more | {"room": self.object, "site": self.object.site}

    def form_valid(self, form: Any) -> HttpResponseBase:
        sites.correct_room(self.get_object(), actor=self.actor, **form.cleaned_data)
        return self.done(_("The room is corrected."), reverse("institutions:my_sites"))


class MyGiveUpRoom(MyView):
    """Keep that no class is held in a room any more."""

    capability = "own.file"
    http_method_names = ["post"]
    form_class = forms.Form

    def get_object(self) -> Room:
        rows = Room.objects.visible_to(self.actor).in_use().select_related("site")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def form_valid(self, form: Any) -> HttpResponseBase:
        sites.give_up_room(self.object, actor=self.actor)
        return self.done(_("The room is given up."), reverse("institutions:my_sites"))

    def form_invalid(self, form: forms.BaseForm, *, status: int) -> HttpResponseBase:
        for words in form.non_field_errors():
            messages.error(self.request, str(words))
        return redirect("institutions:my_sites")
