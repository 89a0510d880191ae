"""The institution's own side."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone

from institutions.models import AnnualReturn, CourseFiling, Institution
from institutions.services.wording import masked_numbers
from institutions.terms import subject_words
from institutions.views.sections import draw
from portal.desk import due
from portal.desk.views import MyView


class Home(MyView):
    """What is due first, then what the register says."""

    capability = "own.view"
    template_name = "institutions/my/home.html"
    shown = 5

    def get_object(self) -> Institution:
        return get_object_or_404(Institution.objects.visible_to(self.actor).for_page())

    def get_context(self, **more: Any) -> dict[str, Any]:
        today = timezone.localdate()
        return more | {
            "institution": self.object,
            "today": today,
            "items": due.items_for(self.actor, today),
            "permits": self.object.permits.all(),
            "sites": self.object.sites.all(),
            "phone": masked_numbers(self.object.phone),
            "filings": CourseFiling.objects.visible_to(self.actor).order_by("-pk")[: self.shown],
            "returns": AnnualReturn.objects.visible_to(self.actor).of_institution(self.object.pk),
            "sections": draw(self.request, self.actor, self.object.pk, "my"),
            "subjects": subject_words(self.object.subjects),
        }
