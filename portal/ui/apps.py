"""The design system."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Components, template tags and charts."""

    name = "portal.ui"
    label = "ui"
