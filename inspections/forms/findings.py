"""Confirming a finding and deciding on it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inspections.models import Finding
from inspections.rules.ladder import Proposal, offered_for
from inspections.terms import Answerable, Group, Measure, Severity


class ConfirmForm(forms.Form):
    """It is so; who answers and how bad it is, where the measure depends on it."""

    group = forms.ChoiceField(label=_("Violation group"), choices=Group.choices)
    answerable = forms.ChoiceField(
        label=_("Who answers"),
        choices=Answerable.choices,
        required=False,
        help_text=_("Only for training results linked to admission (P6)."),
    )
    party = forms.CharField(label=_("Name of the school"), max_length=120, required=False)
    severity = forms.ChoiceField(
        label=_("Severity"),
        choices=Severity.choices,
        required=False,
        help_text=_("Only for serving teachers (P7); for premises, grave means a major hazard (Z5)."),
    )

    def __init__(self, *args: Any, finding: Finding, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "group": finding.group,
            "answerable": finding.answerable,
            "party": finding.party,
            "severity": finding.severity,
        } | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)


class DismissForm(forms.Form):
    """It is not so."""

    reason = forms.CharField(
        label=_("Why it is dismissed"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, finding: Finding, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class DecisionForm(forms.Form):
    """The measures; the proposed ones are ticked beforehand."""

    measures = forms.MultipleChoiceField(
        label=_("Measures"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Ticked is what the rule proposes."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed where the decision departs from the proposal; kept beside it."),
    )
    requirement = forms.CharField(
        label=_("What the order says must be put right"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, finding: Finding, proposal: Proposal | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = offered_for(Group(finding.group))
        labels = [(measure.value, Measure(measure).label) for measure in offered]
        self.fields["measures"].choices = labels  # type: ignore[attr-defined]
        self.initial.setdefault("requirement", finding.text)
        if proposal is not None:
            self.initial.setdefault("measures", [measure.value for measure in proposal.measures])
