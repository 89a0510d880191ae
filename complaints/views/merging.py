"""Reports of the same matter: handled together, and taken apart again."""

from __future__ import annotations

from typing import Any

from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from complaints.forms import desk as desk_forms
from complaints.models import Complaint
from complaints.services import merging
from complaints.views.acts import OPEN, Act
from portal.accounts.actors import Actor
from portal.accounts.refusals import Refusal


class Merge(Act):
    """Handle it together with another one."""

    form_class = desk_forms.MergeForm
    name, title = "merge", gettext_lazy("Handle it together with another report")
    submit = gettext_lazy("Handle together")

    def form_valid(self, form: Any) -> HttpResponseBase:
        visible = Complaint.objects.visible_to(self.actor)
        into = visible.filter(number=form.cleaned_data["number"].strip().upper()).first()
        if into is None:
            raise Refusal(_("No such complaint in your territory."), field="number")
        merging.merge(self.object, actor=self.actor, into=into)
        return self.done(_("Handled together: its person reads the same answer."), into)

    @classmethod
    def is_offered(cls, complaint: Complaint, actor: Actor) -> bool:
        return complaint.state in OPEN and complaint.merged_into_id is None


class Unmerge(Act):
    """Handle it by itself again."""

    form_class = desk_forms.UnmergeForm
    name, title = "unmerge", gettext_lazy("Handle it by itself again")
    submit = gettext_lazy("Take apart")

    def form_valid(self, form: Any) -> HttpResponseBase:
        merging.unmerge(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("It is handled by itself again."), self.object)

    @classmethod
    def is_offered(cls, complaint: Complaint, actor: Actor) -> bool:
        return complaint.state in OPEN and complaint.merged_into_id is not None
