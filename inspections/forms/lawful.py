"""Approving a visit, joining one, and its code at the door."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inspections.forms.joint import ENFORCING, by_department
from inspections.models import JointInspection
from inspections.services.officers import inspectors_for
from portal.accounts.models import Membership

LONGEST_ADDRESS = 300


class ApproveForm(forms.Form):
    """A note; a reason where the visit is one beyond the cap."""

    note = forms.CharField(
        label=_("Note of the approval"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class JoinForm(forms.Form):
    """Which departments join the visit, with which officers."""

    departments = forms.MultipleChoiceField(
        label=_("Departments that join"), required=False, widget=forms.CheckboxSelectMultiple
    )
    members = forms.MultipleChoiceField(
        label=_("Officers"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("An officer's department joins with the officer."),
    )

    def __init__(self, *args: Any, inspection: JointInspection, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = set(inspection.departments)
        named = {member.user_id for member in inspection.members.all()}
        free = [one for one in inspectors_for(inspection.institution) if one.user_id not in named]
        self.inspectors = {str(one.pk): one for one in free}
        choices = [(value, label) for value, label in ENFORCING if value not in there]
        self.fields["departments"].choices = choices  # type: ignore[attr-defined]
        self.fields["members"].choices = by_department(self.inspectors)  # type: ignore[attr-defined]

    def clean_members(self) -> list[Membership]:
        return [self.inspectors[pk] for pk in self.cleaned_data["members"]]


class ArriveForm(forms.Form):
    """The institution's code, scanned or typed."""

    code = forms.CharField(
        label=_("Code of the institution"),
        max_length=LONGEST_ADDRESS,
        help_text=_("Scan the code of its public page that hangs at the door, or type it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class CodeForm(forms.Form):
    """The code of a visit."""

    code = forms.CharField(
        label=_("Code of the visit"),
        max_length=20,
        help_text=_("Eight letters and figures. The officers show it on their phone."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
