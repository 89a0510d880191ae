"""Reporting an anomaly in three taps, and answering one. Clause: M7."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inspections.terms import AnomalyAnswer
from portal.evidence.forms import EvidenceField
from portal.regions.models import Street


class PlaceForm(forms.Form):
    """Where it was seen, in words, where nobody knows who teaches there; asked by GET between two taps."""

    place = forms.CharField(
        label=_("Where it was seen"),
        max_length=200,
        help_text=_("House, stair, floor, door. No names of pupils."),
    )
    street = forms.ModelChoiceField(Street.objects.none(), label=_("Street"), empty_label=None)

    def __init__(self, *args: Any, streets: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["street"].queryset = streets  # type: ignore[attr-defined]


class SendForm(forms.Form):
    """The last tap; everything here may be left out."""

    text = forms.CharField(
        label=_("in words"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("May be left out. No names or telephone numbers of pupils."),
    )
    files = EvidenceField(label=_("Photos"), required=False)  # type: ignore[assignment]
    urgent = forms.BooleanField(
        label=_("urgent: pupils are in danger, or money is being carried off"), required=False
    )
    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, always_urgent: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if always_urgent:
            del self.fields["urgent"]


class AnswerForm(forms.Form):
    """Why no visit follows."""

    kind = forms.ChoiceField(
        label=_("why no visit follows"), choices=AnomalyAnswer.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("answer to the street"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What was found or done. The street office reads it."),
    )
