"""Appealing, closing an appeal, taking a decision back; the urgent stop; the what-if."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inspections.models import Appeal
from inspections.services.appeals import Lodged
from inspections.services.hazards import Hazard
from inspections.terms import Answerable, AppealKind, AppealState, Group, HazardKind, Severity
from portal.accounts.models import Membership
from portal.evidence.forms import EvidenceField


class AppealForm(forms.Form):
    """An appeal as it was lodged."""

    kind = forms.ChoiceField(label=_("Kind"), choices=AppealKind.choices)
    body = forms.CharField(label=_("Authority or court"), max_length=120, required=False)
    lodged_on = forms.DateField(label=_("Lodged on"), widget=forms.DateInput(attrs={"type": "date"}))
    note = forms.CharField(
        label=_("What is asked for"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    files = EvidenceField(label=_("Files"), required=False)  # type: ignore[assignment]
    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    @property
    def lodged(self) -> Lodged:
        """What was typed, for the service."""
        return Lodged(**self.cleaned_data)


class OutcomeForm(forms.Form):
    """How an appeal ended."""

    appeal: forms.ModelChoiceField[Appeal] = forms.ModelChoiceField(
        queryset=Appeal.objects.none(), label=_("Appeal")
    )
    state = forms.ChoiceField(
        label=_("Outcome"), choices=[c for c in AppealState.choices if c[0] != AppealState.PENDING]
    )
    outcome = forms.CharField(
        label=_("What was decided"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, appeals: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["appeal"].queryset = appeals  # type: ignore[attr-defined]


class WithdrawForm(forms.Form):
    """Take a decision back."""

    reason = forms.CharField(
        label=_("Why the decision is withdrawn"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class HazardForm(forms.Form):
    """A major hazard; ticking the last box stops teaching."""

    kind = forms.ChoiceField(label=_("What it threatens"), choices=HazardKind.choices)
    text = forms.CharField(
        label=_("What the hazard is"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    since = forms.DateTimeField(
        label=_("Seen since"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    companion = forms.ChoiceField(label=_("Second officer"), help_text=_("Two officers at least (N2)."))
    files = EvidenceField(label=_("Photos and files"), required=False)  # type: ignore[assignment]
    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    sure = forms.BooleanField(
        label=_("I have read what follows, and stop teaching at once."),
        error_messages={"required": _("Tick this to stop teaching.")},
    )

    def __init__(self, *args: Any, companions: list[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.companions = {str(member.pk): member for member in companions}
        self.initial.setdefault("since", timezone.localtime())
        self.fields["companion"].choices = [  # type: ignore[attr-defined]
            ("", _("choose")),
            *((pk, f"{member.user} · {member.label}") for pk, member in self.companions.items()),
        ]

    @property
    def hazard(self) -> Hazard:
        """What was typed, for the service."""
        data = dict(self.cleaned_data)
        data.pop("sure")
        return Hazard(**(data | {"companion": self.companions[data["companion"]]}))


class WhatIfForm(forms.Form):
    """What is supposed; sent with GET, nothing is written."""

    group = forms.ChoiceField(label=_("Violation group"), choices=Group.choices)
    severity = forms.ChoiceField(
        label=_("Severity"), choices=Severity.choices, initial=Severity.ORDINARY, required=False
    )
    answerable = forms.ChoiceField(
        label=_("Who answers"), choices=Answerable.choices, initial=Answerable.INSTITUTION, required=False
    )
    more = forms.IntegerField(
        label=_("Found how many more times after that"), min_value=0, max_value=5, initial=1
    )
    on = forms.DateField(label=_("Decided on"), widget=forms.DateInput(attrs={"type": "date"}))
