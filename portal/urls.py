"""Every address of the portal. Each app says which of its pages are public, staff, own or API."""

from importlib import import_module
from typing import Any

from django.contrib import admin
from django.contrib.auth.decorators import login_required
from django.urls import include, path
from django.views.i18n import set_language
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from portal.health import healthz, readyz

# Signing in, TOTP and lock-out are the same there as everywhere.
admin.site.login = login_required(admin.site.login)  # type: ignore[method-assign]


def mount(app: str) -> Any:
    """Return the app's addresses under one namespace: public, /desk/, /my/ and /api/v1/."""
    urls = import_module(f"{app}.urls")
    places = {"": "public", "desk/": "desk", "my/": "my", "api/v1/": "api"}
    patterns = [
        path(prefix, include(getattr(urls, f"{door}_urlpatterns")))
        for prefix, door in places.items()
        if getattr(urls, f"{door}_urlpatterns", None)
    ]
    return path("", include((patterns, app.rsplit(".", 1)[-1])))


urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("i18n/setlang/", set_language, name="set_language"),
    path("admin/", admin.site.urls),
    path("api/v1/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("api/v1/docs/", SpectacularSwaggerSplitView.as_view(url_name="schema"), name="api_docs"),
    path("desk/", include("portal.desk.urls")),
    *[
        mount(app)
        for app in (
            "portal.ui",
            "portal.regulation",
            "portal.rulebook",
            "institutions",
            "inspections",
            "complaints",
            "publicity",
        )
    ],
]
