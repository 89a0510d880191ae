"""One level of view: check the capability, get the object, parse the form, call the service, render."""

from typing import Any, ClassVar

from allauth.mfa.utils import is_mfa_enabled
from django import forms
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.cache import add_never_cache_headers
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext as _
from django.views import View

from portal.accounts.actors import Actor
from portal.accounts.middleware import memberships_of
from portal.accounts.refusals import NotAllowed, Refusal
from portal.desk import menu
from portal.telling.services import inbox


class DeskView(View):
    """A staff page. Names its capability; starts from `visible_to`; a refusal keeps what was typed.

    GET renders `template_name`; POST validates `form_class` and calls `form_valid`, which calls one service.
    A page with no form answers POST only where it writes its own `post`.
    """

    capability: ClassVar[str]
    side: ClassVar[str] = "desk"
    template_name: str = ""
    form_class: type[forms.BaseForm] | None = None
    actor: Actor
    object: Any = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        actor: Actor | None = request.actor or None  # type: ignore[attr-defined]
        if actor is None:
            raise PermissionDenied(_("You hold no role today. Ask the administrator."))
        if actor.needs_second_factor and not is_mfa_enabled(request.user):
            messages.warning(request, _("Your role needs a second factor. Set it up now, then go on."))
            return redirect("mfa_activate_totp")
        if not actor.can(self.capability):
            raise PermissionDenied(_("Your role may not do this."))
        self.actor = Actor.of(actor.membership) if actor.membership else actor
        self.object = self.get_object()
        response = super().dispatch(request, *args, **kwargs)
        add_never_cache_headers(response)
        return response

    def http_method_not_allowed(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().http_method_not_allowed(request, *args, **kwargs)

    def get_object(self) -> Any:
        """Return the row the page is about, from `visible_to`; None where it is about none."""
        return None

    def get_context(self, **more: Any) -> dict[str, Any]:
        """Return what the template gets; extend it in the page."""
        return more

    def initial(self) -> dict[str, Any]:
        """Return the form's initial values."""
        return {}

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return what the form is made with."""
        kwargs: dict[str, Any] = {"initial": self.initial()}
        if self.request.method == "POST":
            kwargs |= {"data": self.request.POST, "files": self.request.FILES}
        return kwargs

    def get_form(self) -> forms.BaseForm | None:
        """Return the form of this request, or None where the page has none."""
        return self.form_class(**self.get_form_kwargs()) if self.form_class else None

    def render(self, *, status: int = 200, **context: Any) -> HttpResponse:
        """Draw the page inside the staff shell."""
        shell = {
            "actor": self.actor,
            "memberships": memberships_of(self.request),
            # Asked for only where the page shows it.
            "unread": SimpleLazyObject(lambda: inbox.unread(self.actor.user)),
            "menu": menu.for_actor(self.actor, self.side, self.request.path),
            "object": self.object,
            "view": self,
        }
        content = shell | self.get_context(**context)
        return TemplateResponse(self.request, self.template_name, content, status=status)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return self.render(form=self.get_form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        form = self.get_form()
        if form is None:
            return self.http_method_not_allowed(request, *args, **kwargs)
        if not form.is_valid():
            return self.form_invalid(form, status=422)
        try:
            return self.form_valid(form)
        except Refusal as refusal:
            return self.refused(form, refusal)

    def form_valid(self, form: Any) -> HttpResponseBase:
        """Call the one service and return `self.done(…)`."""
        raise NotImplementedError

    def form_invalid(self, form: forms.BaseForm, *, status: int) -> HttpResponseBase:
        """Draw the page again with what was typed and what is wrong."""
        return self.render(form=form, status=status)

    def refused(self, form: forms.BaseForm, refusal: Refusal) -> HttpResponseBase:
        """Put a service's refusal beside its field; nothing that was typed is lost."""
        if isinstance(refusal, NotAllowed):
            raise PermissionDenied(str(refusal))
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        if refusal.status == 409:
            self.object = self.get_object()
        return self.form_invalid(form, status=refusal.status)

    def done(self, message: str | Promise, to: str | Model) -> HttpResponseRedirect:
        """Say what was done and go on to `to`: an address, or a row with one."""
        messages.success(self.request, str(message))
        url = to if isinstance(to, str) else to.get_absolute_url()  # type: ignore[attr-defined]
        return HttpResponseRedirect(url)


class MyView(DeskView):
    """A page of the institution's own side."""

    side = "my"
