"""Tags and filters that the components and the apps' templates use: `{% load ui %}`."""

import re
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django import forms, template
from django.core.paginator import Paginator
from django.forms import BoundField
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from portal.regulation import clauses
from portal.ui import clocks, icons, sign_in

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw an icon; the words beside it say what it means."""
    path = icons.PATHS[name]
    return format_html('<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="{}"/></svg>', path)


@register.filter
def days_left(due: date | datetime | None) -> clocks.DaysLeft | str:
    """Return the days until `due`: a number to compare, and words to show."""
    left = clocks.days_left(due or None)
    return "" if left is None else left


@register.simple_tag
def clock(due: Any, today: Any = "", done: Any = "") -> clocks.Clock | None:
    """Return how a deadline is shown (`ui/clock.html`)."""
    return clocks.clock(due or None, today or None, done=bool(done))


@register.simple_tag
def clause(clause_id: str) -> clauses.Clause | None:
    """Return a clause of the regulation, None where there is none of this id."""
    return clauses.table().get(clause_id or "")


@register.simple_tag(takes_context=True)
def query_with(context: template.Context, **changes: Any) -> str:
    """Return this page's query with some parameters set, or left out where empty: `{% query_with page=2 %}`."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value not in (None, ""):
            query[name] = str(value)
    return "?" + query.urlencode()


@register.simple_tag
def demonstration() -> sign_in.Demonstration | None:
    """Return the demonstration's accounts, None where this is none."""
    return sign_in.demonstration()


@register.filter
def minutes(span: timedelta | None) -> int:
    """Return a span of time in whole minutes."""
    return round(span.total_seconds() / 60) if span else 0


@register.filter
def highlight(text: Any, sought: Any) -> SafeString | str:
    """Mark where `sought` (one or several words) stands in `text`."""
    words = [re.escape(word) for word in str(sought or "").split()]
    if not words:
        return conditional_escape(text)
    pieces = re.split(f"({'|'.join(words)})", str(text), flags=re.IGNORECASE)
    marked = [f"<mark>{escape(piece)}</mark>" if i % 2 else escape(piece) for i, piece in enumerate(pieces)]
    return mark_safe("".join(marked))  # noqa: S308 - every piece is escaped above


@register.filter
def drawn(field: BoundField) -> SafeString:
    """Draw a field's input; days and times get the browser's own."""
    widget = field.field.widget
    if str(widget.attrs.get("placeholder", "")) == str(field.label):
        del widget.attrs["placeholder"]  # the label says it already
    if type(widget) is forms.DateInput:
        widget.input_type, widget.format = "date", "%Y-%m-%d"
    elif type(widget) is forms.TimeInput:
        widget.input_type, widget.format = "time", "%H:%M"
    return field.as_widget()


@register.filter
def sieve(field: BoundField) -> SafeString:
    """Draw a filter's input; where nothing is chosen a list says "All" instead of dashes or "unknown"."""
    everything = _("All")
    widget = field.field.widget
    if isinstance(widget, forms.Select):
        nothing = {"", "unknown"}
        widget.choices = [(v, everything if v in nothing else words) for v, words in widget.choices]
    return drawn(field)


@register.filter
def target(field: BoundField) -> str:
    """Return the id that a link to the field leads to."""
    return field.auto_id if field.use_fieldset else field.id_for_label


@register.simple_tag(takes_context=True)
def page_links(context: template.Context, page: Any, query: str = "") -> dict[str, Any] | None:
    """Return the links of a list's pages, None where there is one page only (`ui/pagination.html`)."""
    last, number = page.paginator.num_pages, page.number
    if last < 2:
        return None
    if not query and "request" in context:
        query = context["request"].GET.urlencode()
    kept = [(name, value) for name, value in parse_qsl(query.lstrip("?")) if name not in {"page", "export"}]

    def address(n: int) -> str:
        return "?" + urlencode([*kept, ("page", n)])

    shown = Paginator(range(last), 1).get_elided_page_range(number, on_each_side=1, on_ends=1)
    links = [
        {"number": n, "current": n == number, "url": address(n) if isinstance(n, int) else ""} for n in shown
    ]
    return {
        "links": links,
        "previous": address(number - 1) if number > 1 else "",
        "next": address(number + 1) if number < last else "",
    }
