"""Where an institution stands on every ladder, and what the rule would propose: nothing is written."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy

from inspections import figures
from inspections.forms.appeals import WhatIfForm
from inspections.models import Appeal
from inspections.services.whatif import foresee_for
from inspections.terms import Answerable, Group, Severity
from institutions.models import Institution
from portal.desk.views import DeskView

TITLES = (gettext_lazy("first time"), gettext_lazy("second time"), gettext_lazy("third time and after"))
ONE_STEP = (gettext_lazy("every time"),)


class Ladder(DeskView):
    """The ladders of one institution, and the what-if."""

    capability = "inspections.view"
    template_name = "inspections/desk/ladders.html"

    def get_object(self) -> Institution:
        found = Institution.objects.visible_to(self.actor).select_related("district")
        return get_object_or_404(found, code=self.kwargs["code"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        asked = "group" in request.GET
        today = timezone.localdate()
        form = WhatIfForm(request.GET) if asked else WhatIfForm(initial={"on": today})
        ladders = figures.ladders_of(self.object.pk, TITLES, ONE_STEP)
        foreseen: list[dict[str, Any]] = []
        if asked and form.is_valid():
            data = form.cleaned_data
            times = next(ladder.times for ladder in ladders if ladder.group == data["group"])
            foreseen = [
                figures.foreseen_words(one)
                for one in foresee_for(
                    self.object,
                    group=Group(data["group"]),
                    answerable=Answerable(data["answerable"] or Answerable.INSTITUTION),
                    severity=Severity(data["severity"] or Severity.ORDINARY),
                    on=data["on"],
                    confirmed_before=times,
                    more=data["more"],
                )
            ]
        return self.render(
            form=form,
            foreseen=foreseen,
            institution=self.object,
            ladders=[ladder for ladder in ladders if ladder.findings],
            untouched=[ladder for ladder in ladders if not ladder.findings],
            appeals=Appeal.objects.visible_to(self.actor).pending_for(self.object),
            stops=figures.standing_stops(self.object.pk),
            today=today,
        )
