"""The public page of the regulation."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.views.generic import TemplateView

from portal.regulation import clauses


class RegulationPage(TemplateView):
    """Every clause with what carries it out; each clause has its anchor."""

    public = True  # by hand: the marker of portal.ui lies above this package
    template_name = "regulation/regulation.html"
    http_method_names = ["get", "head", "options"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        chapters = [
            {"letter": letter, "title": clauses.CHAPTERS[letter], "clauses": list(several)}
            for letter, several in groupby(clauses.all(), key=lambda clause: clause.chapter)
        ]
        return super().get_context_data(chapters=chapters, **kwargs)
