"""Public pages: the marker, the view they stand on, the reader's preferences, and the page of all components."""

from typing import Any, TypeVar

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.decorators import method_decorator
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from portal.accounts.actors import Actor
from portal.accounts.refusals import Refusal
from portal.ui import preferences, samples

Marked = TypeVar("Marked")


def public(view: Marked) -> Marked:
    """Mark a view as open to anyone; the access test knows it by this."""
    view.public = True  # type: ignore[attr-defined]
    return view


@public
class PublicView(View):
    """A public page. GET renders `template_name`; POST validates `form_class` and calls `form_valid`.

    What a service refuses stands beside its field, with all that was typed.
    """

    template_name: str = ""
    form_class: type[forms.BaseForm] | None = None
    actor: Actor

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.actor = Actor.citizen()

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
        """Draw the page."""
        content = {"view": self, **self.get_context(**context)}
        return TemplateResponse(self.request, self.template_name, content, status=status)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return self.render(form=self.get_form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        form = self.get_form()
        if form is None:
            return self.http_method_not_allowed(request, *args, **kwargs)
        if not form.is_valid():
            return self.render(form=form, status=422)
        try:
            return self.form_valid(form)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
            return self.render(form=form, status=refusal.status)

    def form_valid(self, form: Any) -> HttpResponseBase:
        """Call the one service and return `self.done(…)` or a page."""
        raise NotImplementedError

    def done(self, message: str | Promise, to: str) -> HttpResponseRedirect:
        """Say what was done and go on to the address `to`."""
        messages.success(self.request, str(message))
        return HttpResponseRedirect(to)


@method_decorator(csrf_exempt, name="dispatch")
class SetPreferences(PublicView):
    """Keep large type, high contrast or the language in a cookie and go back to the page.

    No token is asked for: a token in every public page would make each reader's page another, and all that
    can be set from here is how pages look. A browser that says the request comes from elsewhere is ignored.
    """

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        back = request.POST.get("next", "")
        hosts = {request.get_host()}
        if not url_has_allowed_host_and_scheme(back, allowed_hosts=hosts, require_https=request.is_secure()):
            back = "/"
        elsewhere = request.headers.get("Sec-Fetch-Site") == "cross-site"
        if "language" in request.POST and not elsewhere:
            return set_language(request)
        response = HttpResponseRedirect(back)
        for name, cookie in preferences.COOKIES.items():
            if name in request.POST and not elsewhere:
                self.keep(response, cookie, preferences.CHOICES[name].get(request.POST[name], ""))
        return response

    def keep(self, response: HttpResponse, cookie: str, value: str) -> None:
        """Set the cookie for a year, or take it away where the standard is chosen."""
        if not value:
            response.delete_cookie(cookie, samesite="Lax")
            return
        secure = settings.SESSION_COOKIE_SECURE
        response.set_cookie(cookie, value, preferences.A_YEAR, secure=secure, httponly=True, samesite="Lax")


class Components(PublicView):
    """Every component with sample data, for those who build pages; only where DEBUG is on."""

    template_name = "ui/all.html"
    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not settings.DEBUG:
            raise Http404
        return self.render(**samples.everything())
