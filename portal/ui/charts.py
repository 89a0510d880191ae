"""Charts: pygal's drawing as a plain SVG that the stylesheets colour, with the table of its figures.

pygal's own style and script elements are taken out: the Content-Security-Policy allows neither in a page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import Any, Final

import pygal
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from lxml import etree
from pygal.style import Style

WIDTH: Final = 480
FONT: Final = 15
TONES: Final = ("info", "second", "neutral", "good", "bad", "warn")
NOT_DRAWN: Final = ("tooltip-overlay", "titles")
Number = int | float | None
Series = Mapping[Any, Sequence[Number]]


@dataclass(frozen=True, slots=True)
class Chart:
    """What `ui/chart.html` shows: the drawing, which tone stands for what, and the same figures as a table."""

    title: str
    svg: SafeString
    legend: list[tuple[str, str]]
    headers: list[str]
    rows: list[list[Any]]


def bars(
    title: Any,
    labels: Sequence[Any],
    series: Series,
    *,
    tones: Sequence[str] = (),
    first_header: Any = "",
) -> Chart:
    """Draw lying bars, one a label, the series stacked; `tones` colours the series in their order.

    Only lists may be "good" (white) and "bad" (black); everything else is info, second, neutral or warn.
    """
    height = len(labels) * 30 + 50
    chart = pygal.HorizontalStackedBar(**_options(height, series), margin_left=12 + _short_by(labels))
    # pygal draws the first label lowest; a reader begins at the top.
    return _finish(chart, title, labels, series, tones, first_header, upside_down=True)


def lines(
    title: Any,
    labels: Sequence[Any],
    series: Series,
    *,
    tones: Sequence[str] = (),
    first_header: Any = "",
) -> Chart:
    """Draw lines over time, one a series; each has its own dash, so that colour is not the only sign."""
    chart = pygal.Line(**_options(320, series), dots_size=4)
    return _finish(chart, title, labels, series, tones, first_header, upside_down=False)


def _short_by(labels: Sequence[Any]) -> int:
    """Return how much room the labels need beyond what pygal reckons for them: it takes all letters for Latin."""
    wide = max((sum(letter > "\u2e80" for letter in str(label)) for label in labels), default=0)
    return int(wide * FONT * 0.45)


def _options(height: int, series: Series) -> dict[str, Any]:
    sizes = {f"{part}_font_size": FONT for part in ("label", "major_label")}
    whole = all(isinstance(value, int | None) for values in series.values() for value in values)
    return {
        "width": WIDTH,
        "height": height,
        "style": Style(**sizes),
        "js": [],
        "pretty_print": False,
        "disable_xml_declaration": True,
        "show_legend": False,
        "order_min": 0 if whole else None,
        "include_x_axis": True,
        "value_formatter": lambda value: f"{value:g}",
        "margin": 12,
        "max_scale": 6,
        "truncate_label": -1,
    }


def _finish(
    chart: Any,
    title: Any,
    labels: Sequence[Any],
    series: Series,
    tones: Sequence[str],
    first_header: Any,
    *,
    upside_down: bool,
) -> Chart:
    words = [str(label) for label in labels]
    order = slice(None, None, -1 if upside_down else 1)
    chart.x_labels = words[order]
    for name, values in series.items():
        chart.add(str(name), list(values)[order])
    chosen = [tone for _, tone in zip(series, cycle(tones or TONES), strict=False)]
    svg = _plain(chart.render(), str(title), chosen)
    headers = [str(first_header), *(str(name) for name in series)]
    columns = [["—" if value is None else value for value in values] for values in series.values()]
    rows = [list(row) for row in zip(words, *columns, strict=True)]
    return Chart(str(title), svg, list(zip(headers[1:], chosen, strict=True)), headers, rows)


def _plain(drawing: bytes | str, title: str, tones: list[str]) -> SafeString:
    """Return the drawing without style, script, ids and tooltips; classes say what is what."""
    root = etree.fromstring(drawing)
    for node in list(root.iter()):
        name = "" if callable(node.tag) else etree.QName(node).localname
        classes = (node.get("class") or "").split() if name else []
        if name in {"", "defs", "desc", "title", "script", "style"} or set(classes) & set(NOT_DRAWN):
            node.getparent().remove(node)
            continue
        node.attrib.pop("id", None)
        node.attrib.pop("style", None)
        _colour(node, classes, tones)
    height = root.get("viewBox", f"0 0 {WIDTH} 320").split()[-1]
    etree.strip_tags(root, etree.Comment)
    inner = "".join(_without_namespace(child) for child in root)
    opening = f'<svg viewBox="0 0 {WIDTH} {escape(height)}" role="img" aria-label="{escape(title)}">'
    return mark_safe(f"{opening}{inner}</svg>")  # noqa: S308 - drawn by pygal, which escapes its labels


def _colour(node: Any, classes: list[str], tones: list[str]) -> None:
    """Give a series the class of its tone."""
    numbers = [part.rpartition("-")[2] for part in classes if part.startswith("color-")]
    if numbers:
        place = int(numbers[0])
        node.set("class", f"{' '.join(classes)} serie nth-{place} tone-{tones[place]}")


def _without_namespace(node: Any) -> str:
    text: str = etree.tostring(node, encoding="unicode", with_tail=False)
    return text.replace(' xmlns="http://www.w3.org/2000/svg"', "").replace(
        ' xmlns:xlink="http://www.w3.org/1999/xlink"', ""
    )
