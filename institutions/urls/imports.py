"""Addresses of imports."""

from django.urls import path

from institutions.views import imports

desk_urlpatterns = [
    path("institutions/imports/", imports.Imports.as_view(), name="imports"),
    path("institutions/imports/new/", imports.Send.as_view(), name="import_send"),
    path("institutions/imports/<int:pk>/", imports.Look.as_view(), name="import"),
    path("institutions/imports/<int:pk>/pause/", imports.Pause.as_view(), name="import_pause"),
    path("institutions/imports/<int:pk>/cancel/", imports.Cancel.as_view(), name="import_cancel"),
    path("institutions/imports/<int:pk>/refused.xlsx", imports.Refused.as_view(), name="import_refused"),
]
