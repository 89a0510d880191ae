"""Teaching sites and rooms on the staff side."""

from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from institutions.forms import DeskRoomForm, GiveUpForm, SiteForm, WhyForm
from institutions.models import Institution, Room, TeachingSite
from institutions.services import sites
from portal.desk.views import DeskView


def address_of(institution: Institution) -> str:
    """Return the address of an institution's page of sites."""
    return reverse("institutions:sites", args=[institution.code])


class Sites(DeskView):
    """The sites of one institution with their rooms, and how many pupils each holds."""

    capability = "institutions.view"
    template_name = "institutions/desk/sites/of.html"

    def get_object(self) -> Institution:
        rows = Institution.objects.visible_to(self.actor).for_page()
        return get_object_or_404(rows, code=self.kwargs["code"])

    def get_context(self, **more: Any) -> dict[str, Any]:
        row: Institution = self.object
        known = list(row.sites.all())
        in_use = [site for site in known if site.closed_on is None]
        return more | {
            "institution": row,
            "spaces": sites.spaces_of(row, in_use, timezone.localdate()),
            "former": [site for site in known if site.closed_on is not None],
            "may_edit": self.actor.can("institutions.edit"),
        }


class AddSite(DeskView):
    """Enter a teaching site."""

    capability = "institutions.edit"
    template_name = "institutions/desk/sites/form.html"
    form_class = SiteForm

    def get_object(self) -> Institution:
        rows = Institution.objects.visible_to(self.actor).for_list()
        return get_object_or_404(rows, code=self.kwargs["code"])

    def get_context(self, **more: Any) -> dict[str, Any]:
        return more | {"institution": self.object, "back": address_of(self.object)}

    def form_valid(self, form: Any) -> HttpResponseBase:
        reason = form.cleaned_data["reason"]
        sites.add_site(self.object, actor=self.actor, reason=reason, **form.values())
        return self.done(_("The site stands in the register."), address_of(self.object))


class SiteView(DeskView):
    """A page about one site."""

    capability = "institutions.edit"
    template_name = "institutions/desk/sites/form.html"

    def get_object(self) -> TeachingSite:
        rows = TeachingSite.objects.visible_to(self.actor).in_use().select_related("institution__district")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_context(self, **more: Any) -> dict[str, Any]:
        institution = self.object.institution
        return more | {"institution": institution, "site": self.object, "back": address_of(institution)}


class CorrectSite(SiteView):
    """Correct a site."""

    form_class = SiteForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.object}

    def form_valid(self, form: Any) -> HttpResponseBase:
        reason = form.cleaned_data["reason"]
        # The form has written on its own copy of the row; the service judges by the stored one.
        row = sites.correct_site(self.get_object(), actor=self.actor, reason=reason, **form.values())
        return self.done(_("The site is corrected."), address_of(row.institution))


class GiveUpSite(SiteView):
    """Keep that nobody teaches there any more."""

    form_class = GiveUpForm
    template_name = "institutions/desk/sites/give_up.html"

    def initial(self) -> dict[str, Any]:
        return {"on": timezone.localdate()}

    def form_valid(self, form: Any) -> HttpResponseBase:
        row = sites.give_up_site(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("The site is given up; it stays in the history."), address_of(row.institution))


class AddRoom(SiteView):
    """Enter a room."""

    form_class = DeskRoomForm
    template_name = "institutions/desk/sites/room.html"

    def form_valid(self, form: Any) -> HttpResponseBase:
        sites.add_room(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("The room is entered."), address_of(self.object.institution))


class CorrectRoom(DeskView):
    """Correct a room."""

    capability = "institutions.edit"
    template_name = "institutions/desk/sites/room.html"
    form_class = DeskRoomForm

    def get_object(self) -> Room:
        rows = Room.objects.visible_to(self.actor).in_use().select_related("site__institution")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.object}

    def get_context(self, **more: Any) -> dict[str, Any]:
        site = self.object.site
        return more | {
            "room": self.object,
            "site": site,
            "institution": site.institution,
            "back": address_of(site.institution),
        }

    def form_valid(self, form: Any) -> HttpResponseBase:
        row = sites.correct_room(self.get_object(), actor=self.actor, **form.cleaned_data)
        return self.done(_("The room is corrected."), address_of(row.site.institution))


class GiveUpRoom(CorrectRoom):
    """Keep that no class is held in a room any more."""

    template_name = "institutions/desk/sites/room_end.html"
    form_class = WhyForm  # type: ignore[assignment]

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        kwargs.pop("instance")
        return kwargs

    def form_valid(self, form: Any) -> HttpResponseBase:
        sites.give_up_room(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("The room is given up."), address_of(self.object.site.institution))
