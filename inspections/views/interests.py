"""Conflicts of interest: who steps back from which institution. Clauses: N2, N3."""

from __future__ import annotations

from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.filters.draws import InterestFilter
from inspections.forms.draws import InterestForm
from inspections.forms.joint import NothingForm
from inspections.models import InterestDeclaration
from inspections.queries import InterestQuerySet
from inspections.services import interests
from portal.desk.views import DeskList, DeskView


class Interests(DeskList):
    """Those of the district to whoever makes draws, one's own to anybody else."""

    capability = "inspections.record"
    template_name = "inspections/desk/interests.html"
    filterset_class = InterestFilter
    export_name = "interests"
    # The reason is about a person's life and is not taken along (N4).
    export_columns = [
        (gettext_lazy("Officer"), "user.name"),
        (gettext_lazy("Institution"), "institution.name"),
        (gettext_lazy("Code"), "institution.code"),
        (gettext_lazy("District"), "institution.district.name"),
        (gettext_lazy("Until"), "until"),
        (gettext_lazy("Declared"), "declared_at"),
    ]

    def get_queryset(self) -> InterestQuerySet:
        found = InterestDeclaration.objects.visible_to(self.actor).for_list()
        return found.order_by("-declared_at", "-pk")

    def get_context(self, **more: Any) -> dict[str, Any]:
        return {**more, "today": timezone.localdate(), "may_end": self.actor.can("draws.make")}


class Declare(DeskView):
    """Declare one's own interest, or one that the district knows of."""

    capability = "inspections.record"
    template_name = "inspections/desk/interest_new.html"
    form_class = InterestForm

    def initial(self) -> dict[str, Any]:
        own = str(self.actor.membership.pk) if self.actor.membership else ""
        return {"officer": own, "institution": self.request.GET.get("institution", "")}

    def get_form_kwargs(self) -> dict[str, Any]:
        officers = interests.officers_for(self.actor)
        return super().get_form_kwargs() | {"actor": self.actor, "officers": officers}

    def form_valid(self, form: Any) -> HttpResponseBase:
        declared = interests.declare(actor=self.actor, **form.cleaned_data)
        return self.done(_("Declared: no draw sends this officer there."), declared)


class EndInterest(DeskView):
    """The conflict of interest is over."""

    capability = "draws.make"
    template_name = "inspections/desk/interest_end.html"
    form_class = NothingForm
    http_method_names = ["get", "post"]

    def get_object(self) -> InterestDeclaration:
        found = InterestDeclaration.objects.visible_to(self.actor).for_list()
        return get_object_or_404(found, pk=self.kwargs["pk"])

    def form_valid(self, form: Any) -> HttpResponseBase:
        interests.end(self.object, actor=self.actor)
        return self.done(
            _("Ended: from now on this officer can be drawn there."), reverse("inspections:interests")
        )
