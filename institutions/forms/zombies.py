"""Clearing a zombie institution."""

from django import forms
from django.utils.translation import gettext_lazy as _

from institutions.rules.zombies import BY_OFFICER
from institutions.terms import ZombieOutcome
from portal.evidence.forms import EvidenceField


class ClearForm(forms.Form):
    """How civil affairs cleared it, and what proves it."""

    outcome = forms.ChoiceField(
        label=_("how it was cleared"),
        choices=[(value, label) for value, label in ZombieOutcome.choices if value in BY_OFFICER],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("note"),
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("What was done, on which day, and the number of the paper."),
    )
    files = EvidenceField(  # type: ignore[assignment]
        label=_("proof"),
        help_text=_("The notice that cancels the registration, the agreement, or what shows that it works."),
    )
