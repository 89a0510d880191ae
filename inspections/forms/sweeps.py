"""Sweeps: opening a round, naming places, recording one on a phone. Clause: S7."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inspections.forms.campaigns import DayInput
from institutions.terms import AreaKind
from portal.regions.models import District, Street

PLACES = [choice for choice in AreaKind.choices if choice[0] != AreaKind.STREET]


class RoundForm(forms.Form):
    """A round of a district."""

    title = forms.CharField(label=_("title of the round"), max_length=80)
    district = forms.ModelChoiceField(District.objects.none(), label=_("District"), empty_label=None)
    begins = forms.DateField(label=_("first day"), widget=DayInput())
    ends = forms.DateField(label=_("last day"), widget=DayInput())
    carry = forms.ChoiceField(
        label=_("places"),
        initial="last",
        widget=forms.RadioSelect,
        choices=[
            ("last", _("those of the last round")),
            ("none", _("only the streets; places are named later")),
        ],
    )

    def __init__(self, *args: Any, districts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["district"].queryset = districts  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        begins, ends = data.get("begins"), data.get("ends")
        if begins and ends and ends < begins:
            self.add_error("ends", _("The last day lies before the first day."))
        return data


class PlacesForm(forms.Form):
    """Places of a street, one a line."""

    street = forms.ModelChoiceField(Street.objects.none(), label=_("Street"), empty_label=None)
    kind = forms.ChoiceField(label=_("kind of place"), choices=PLACES)
    community = forms.CharField(
        label=_("community they lie in"), max_length=60, required=False, help_text=_("May be left out.")
    )
    lines = forms.CharField(
        label=_("Places, one a line"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=60_000,
        help_text=_("The name; the address may follow after a comma."),
    )

    def __init__(self, *args: Any, streets: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["street"].queryset = streets  # type: ignore[attr-defined]


class SweepForm(forms.Form):
    """A place was swept: one short form, made for a phone."""

    swept_on = forms.DateField(label=_("swept on"), widget=DayInput())
    institutions_seen = forms.IntegerField(
        label=_("institutions seen"),
        min_value=0,
        max_value=999,
        initial=0,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    named = forms.CharField(
        label=_("institutions of the register, by code or whole name, one a line"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    found = forms.CharField(
        label=_("what was found"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Leave it empty where nothing was found. No names or telephone numbers of pupils."),
    )
    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
