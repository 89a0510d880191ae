"""Public pages about institutions: home, search, one institution. The same bytes for everyone."""

from __future__ import annotations

from typing import Any

import segno
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import translation
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page

from inspections.terms import Group, Measure
from institutions.models import CourseFiling
from institutions.terms import Subject
from portal.desk import exports
from portal.ui.views import PublicView
from publicity import figures
from publicity.forms import SearchForm
from publicity.models import Publication, PublicRecord
from publicity.rules.grams import is_enough

cached = method_decorator([cache_control(public=True, max_age=60), conditional_page], name="dispatch")

COLUMNS: list[exports.Column] = [
    (_("Code"), "code"),
    (_("Name of the institution"), "name"),
    (_("District or zone"), "district.name"),
    (_("Category"), "get_category_display"),
    (_("Address"), "address"),
    (_("List"), "get_list_display"),
    (_("Listed since"), "listed_since"),
    (_("May it teach"), "get_standing_display"),
]


@cached
class Home(PublicView):
    """The search first, then what the lists mean and what is new."""

    template_name = "publicity/public/home.html"
    http_method_names = ["get", "head", "options"]
    latest = 6

    def get_context(self, **more: Any) -> dict[str, Any]:
        latest = Publication.objects.public().newest()[: self.latest]
        return {**more, "search": SearchForm(), "counts": figures.counts_by_list(), "latest": latest}


@cached
class Search(PublicView):
    """Institutions by two or more characters, district, list and category."""

    template_name = "publicity/public/search.html"
    http_method_names = ["get", "head", "options"]
    page_size = 20

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        form = SearchForm(request.GET)
        query = request.GET.copy()
        for name in ("page", "export"):
            query.pop(name, None)
        shown: dict[str, Any] = {
            "search": form,
            "query": query.urlencode(),
            "q": request.GET.get("q", "").strip(),
        }
        if not form.is_valid():
            return self.render(**shown, page=figures.NOTHING, status=400)
        sought = form.sought()
        if sought.text.strip() and not is_enough(sought.text):
            return self.render(**shown, page=figures.NOTHING, too_short=True)
        if request.GET.get("export") == "csv":
            with translation.override("zh-hans"):
                return exports.as_csv(figures.found_rows(sought), in_chinese(COLUMNS), "institutions")
        page = figures.search_page(sought, number_of(request), self.page_size)
        return self.render(**shown, page=page, rows=page.object_list)


def number_of(request: HttpRequest) -> int:
    """The page asked for; the first where that is no number."""
    asked = request.GET.get("page", "")
    return int(asked) if asked.isdecimal() and len(asked) < 8 else 1


def in_chinese(columns: list[exports.Column]) -> list[exports.Column]:
    """The columns with headers and cells in Chinese, whatever the page speaks: a file is the same for all."""

    def cell(path: Any) -> Any:
        def read(row: Any) -> Any:
            with translation.override("zh-hans"):
                return exports.read(row, path)

        return read

    return [(str(header), cell(path)) for header, path in columns]


@cached
class InstitutionPage(PublicView):
    """One institution, for parents: may it teach, what it holds, which list it stands on, and why."""

    template_name = "publicity/public/institution.html"
    http_method_names = ["get", "head", "options"]
    shown = 10

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        records = PublicRecord.objects.public().for_list()
        record = get_object_or_404(records, code=kwargs["code"].upper())
        filings = CourseFiling.objects.public().filter(institution_id=record.institution_id)
        return self.render(
            record=record,
            subjects=[named(Subject, value) for value in record.subjects],
            measures=[worded(measure) for measure in record.measures],
            filings=filings.order_by("-starts_on", "-pk")[: self.shown],
            changed=record.refreshed_at,
            qr=segno.make(request.build_absolute_uri(record.get_absolute_url())).svg_data_uri(
                scale=4, border=2
            ),
        )


def named(words: Any, value: str) -> str:
    """The label of a word, or the word itself where it is none of them."""
    return str(words(value).label) if value in words.values else value


def worded(measure: dict[str, Any]) -> dict[str, Any]:
    """A measure of the record in words."""
    return measure | {
        "group": named(Group, measure["group"]),
        "measures": [named(Measure, value) for value in measure["measures"]],
    }
