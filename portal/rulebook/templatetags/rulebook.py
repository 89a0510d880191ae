from __future__ import annotations

from datetime import date, time
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def figure_value(value: Any) -> Any:
    """A figure's value as people read it."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, tuple | list):
        return ", ".join(str(figure_value(item)) for item in value) or "–"
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return date_format(value) if isinstance(value, date) else value
