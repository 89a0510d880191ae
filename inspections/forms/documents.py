"""Issuing a paper anew, and how it was served."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from inspections.services.documents.serving import Served
from inspections.terms import ServiceManner
from portal.evidence.forms import EvidenceField


class IssueForm(forms.Form):
    """A reason, where the record changed since the paper was issued."""

    reason = forms.CharField(
        label=_("Why is it made anew?"),
        required=False,
        max_length=300,
        help_text=_("Only where one was issued already and the record says something else now."),
    )


class ServiceForm(forms.Form):
    """How a paper was served."""

    manner = forms.ChoiceField(label=_("How"), choices=ServiceManner.choices)
    on = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}))
    receiver = forms.CharField(label=_("Who received it"), required=False, max_length=60)
    relation = forms.CharField(label=_("Who that is there"), required=False, max_length=60)
    remark = forms.CharField(
        label=_("What proves it"),
        required=False,
        max_length=300,
        help_text=_("Witness, number of the mail, address: needed unless it was handed over."),
    )
    files = EvidenceField(  # type: ignore[assignment]
        label=_("Photos and files"), required=False, help_text=_("Needed unless it was handed over.")
    )

    @property
    def served(self) -> Served:
        """What was typed, for the service."""
        return Served(**self.cleaned_data)


class ReceiptForm(forms.Form):
    """The institution confirms that it received a paper."""

    agreed = forms.BooleanField(
        label=_("We agree that this paper is served electronically, and confirm that we received it today."),
        required=False,
    )
