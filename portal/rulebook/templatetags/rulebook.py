from __future__ import annotations

from datetime import date, time
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal.rulebook import registry

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


@register.filter
def rule_words(version: str) -> str:
    """The version of a figure that a decision kept, in words: its title, and whether somebody had set it."""
    key, _at, row = (version or "").partition("@")
    try:
        title = registry.get(key).title
    except KeyError:
        return version or ""
    if row == "default":
        return _("%(title)s (as it comes)") % {"title": title}
    return _("%(title)s (version %(number)s)") % {"title": title, "number": row}
