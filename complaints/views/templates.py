"""Words that officers begin an answer with."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from complaints.forms import desk as desk_forms
from complaints.models import AnswerTemplate
from complaints.queries import AnswerTemplateQuerySet
from complaints.services import templates
from portal.desk.views import DeskList, DeskView


class Templates(DeskList):
    """The city's and the own ones."""

    capability = "complaints.handle"
    template_name = "complaints/desk/templates.html"
    export_name = "templates"
    export_columns = [
        (gettext_lazy("Title"), "title"),
        (gettext_lazy("For complaints about"), "kind_words"),
        (gettext_lazy("District"), "district.name"),
        (gettext_lazy("Words"), "text"),
    ]

    def get_queryset(self) -> AnswerTemplateQuerySet:
        return AnswerTemplate.objects.visible_to(self.actor).used().select_related("district")

    def get_context(self, **more: Any) -> dict[str, Any]:
        return {**more, "all_districts": self.actor.district_ids is None}


class NewTemplate(DeskView):
    """Write one."""

    capability = "complaints.handle"
    template_name = "complaints/desk/template.html"
    form_class = desk_forms.TemplateForm

    def form_valid(self, form: Any) -> HttpResponseBase:
        templates.write(actor=self.actor, **form.cleaned_data)
        return self.done(
            _("Written; it is offered with every answer that it fits."), reverse("complaints:templates")
        )


class Template(NewTemplate):
    """Change one."""

    def get_object(self) -> AnswerTemplate:
        return get_object_or_404(AnswerTemplate.objects.visible_to(self.actor), pk=self.kwargs["pk"])

    def initial(self) -> dict[str, Any]:
        row: AnswerTemplate = self.object
        return {"title": row.title, "kind": row.kind, "text": row.text}

    def form_valid(self, form: Any) -> HttpResponseBase:
        templates.change(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(
            _("Changed; what stood before stays in the history."), reverse("complaints:templates")
        )


class RetireTemplate(DeskView):
    """Offer it no more."""

    capability = "complaints.handle"
    form_class = forms.Form  # a button
    http_method_names = ["post"]

    def get_object(self) -> AnswerTemplate:
        return get_object_or_404(AnswerTemplate.objects.visible_to(self.actor), pk=self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"data": self.request.POST}

    def form_valid(self, form: Any) -> HttpResponseBase:
        templates.retire(self.object, actor=self.actor)
        return self.done(_("It is offered no more."), reverse("complaints:templates"))
