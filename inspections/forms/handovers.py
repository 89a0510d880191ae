"""Handing over, answering, sending back and sending again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inspections.services.handovers import Answer
from inspections.terms import HandoverOutcome
from portal.accounts.roles import Department
from portal.evidence.forms import EvidenceField


def area(rows: int = 3) -> forms.Textarea:
    """A field of several lines."""
    return forms.Textarea(attrs={"rows": rows})


class SendForm(forms.Form):
    """To whom, the facts and the grounds."""

    to_department = forms.ChoiceField(label=_("Department that has the power"))
    facts = forms.CharField(label=_("Facts"), max_length=4000, required=False, widget=area())
    grounds = forms.CharField(
        label=_("Grounds"),
        max_length=2000,
        required=False,
        widget=area(),
        help_text=_("Why that department has the power, and what it is asked to do."),
    )

    def __init__(self, *args: Any, departments: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_department"].choices = [  # type: ignore[attr-defined]
            (name, Department(name).label) for name in departments
        ]


class AcceptForm(forms.Form):
    """Nothing to fill in."""


class ReturnForm(forms.Form):
    """Not a matter of this department."""

    reason = forms.CharField(label=_("Why it is returned"), max_length=1000, required=False, widget=area(2))


class SendAgainForm(forms.Form):
    """To the right department."""

    to_department = forms.ChoiceField(
        label=_("Department that has the power"),
        choices=[choice for choice in Department.choices if choice[0] != Department.STREET],
    )
    reason = forms.CharField(label=_("Why it goes there"), max_length=1000, required=False, widget=area(2))


class AnswerForm(forms.Form):
    """What the department did."""

    outcome = forms.ChoiceField(label=_("Outcome"), choices=HandoverOutcome.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("What was done, or why nothing was"), max_length=4000, required=False, widget=area()
    )
    document_number = forms.CharField(label=_("Number of the document"), max_length=60, required=False)
    document_date = forms.DateField(
        label=_("Date of the document"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    files = EvidenceField(label=_("Files"), required=False)  # type: ignore[assignment]

    @property
    def answer(self) -> Answer:
        """What was typed, for the service."""
        return Answer(**self.cleaned_data)
