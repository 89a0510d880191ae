"""Entering one institution by hand, and letting its people in."""

from typing import Any

import segno
from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from institutions.filters import districts_of
from institutions.forms.registration import HeldForm, LetInForm, NewInstitutionForm, PasswordForm
from institutions.models import Institution
from institutions.services import registration
from portal.accounts.models import Membership
from portal.accounts.models.memberships import MembershipQuerySet
from portal.accounts.services import invitations
from portal.desk.views import DeskView
from portal.ui.views import PublicView

LINK = "invitation_link"


class Enter(DeskView):
    """Enter an institution that no register named yet."""

    capability = "institutions.edit"
    template_name = "institutions/desk/enter.html"
    form_class = NewInstitutionForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"districts": districts_of(self.request)}

    def form_valid(self, form: Any) -> HttpResponseBase:
        row = registration.enter(actor=self.actor, **form.cleaned_data)
        return self.done(_("Entered. Open an account for it, so that it can apply and report."), row)


class Access(DeskView):
    """Who may act for an institution; letting in one more."""

    capability = "institutions.edit"
    template_name = "institutions/desk/access.html"
    form_class = LetInForm

    def get_object(self) -> Institution:
        rows = Institution.objects.visible_to(self.actor).for_list()
        return get_object_or_404(rows, code=self.kwargs["code"])

    def here(self) -> str:
        return reverse("institutions:access", args=[self.object.code])

    def everyone(self) -> MembershipQuerySet:
        """The memberships that hold today."""
        rows = self.object.memberships.in_force(timezone.localdate()).select_related("user")
        return rows.order_by("pk")

    def get_context(self, **more: Any) -> dict[str, Any]:
        link = self.request.session.pop(LINK, None)
        qr = segno.make(link["url"], error="m").svg_data_uri(scale=4, border=2) if link else ""
        return more | {"institution": self.object, "held": self.everyone(), "link": link, "qr": qr}

    def form_valid(self, form: Any) -> HttpResponseBase:
        held = registration.let_in(self.object, actor=self.actor, **form.cleaned_data)
        return self.hand_over(held)

    def hand_over(self, held: Membership) -> HttpResponseBase:
        """Go back to the page, which shows the person's link once."""
        path = reverse("institutions:invitation", kwargs=invitations.link_parts(held.user))
        url = self.request.build_absolute_uri(path)
        self.request.session[LINK] = {"url": url, "name": held.user.name, "username": held.user.username}
        return self.done(_("The account is open. Hand the link over now: it is shown once."), self.here())


class LinkAgain(Access):
    """A new link for somebody who forgot the password."""

    http_method_names = ["post"]
    form_class = HeldForm  # type: ignore[assignment]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"everyone": self.everyone()}

    def form_invalid(self, form: forms.BaseForm, *, status: int) -> HttpResponseBase:
        messages.error(self.request, str(_("Choose a person first.")))
        return self.render(form=LetInForm(), status=status)

    def form_valid(self, form: Any) -> HttpResponseBase:
        held = registration.link_again(self.object, form.cleaned_data["held"], actor=self.actor)
        return self.hand_over(held)


class EndAccess(LinkAgain):
    """End a person's access."""

    def form_valid(self, form: Any) -> HttpResponseBase:
        registration.end_access(self.object, form.cleaned_data["held"], actor=self.actor)
        return self.done(_("The access is ended."), self.here())


@method_decorator(never_cache, name="dispatch")
class Invitation(PublicView):
    """Where an invitation leads: set a password, then sign in."""

    template_name = "institutions/public/invitation.html"
    form_class = PasswordForm

    def get_context(self, **more: Any) -> dict[str, Any]:
        return more | {"person": invitations.invited(self.kwargs["who"], self.kwargs["token"])}

    def form_valid(self, form: Any) -> HttpResponseBase:
        person = invitations.invited(self.kwargs["who"], self.kwargs["token"])
        if person is None:
            return self.render(status=410)
        invitations.join(person, self.kwargs["token"], password=form.cleaned_data["password"])
        return self.done(_("Your password is set. Sign in with it now."), reverse("account_login"))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = super().get(request, *args, **kwargs)
        # The link is a secret: it goes to no other site.
        response["Referrer-Policy"] = "no-referrer"
        return response
