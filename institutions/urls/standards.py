"""Addresses of the setting standard."""

from django.urls import path

from institutions.views import standards

desk_urlpatterns = [
    path("standards/", standards.Standards.as_view(), name="standards"),
    path("standards/<int:pk>/", standards.Standard.as_view(), name="standard"),
]
