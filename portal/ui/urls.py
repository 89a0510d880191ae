"""Addresses of the design system."""

from django.urls import path

from portal.ui import views

public_urlpatterns = [
    path("preferences/", views.SetPreferences.as_view(), name="preferences"),
    path("ui/", views.Components.as_view(), name="components"),
]
