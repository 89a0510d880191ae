"""The answer to the question asked of who files often."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.services.challenge import Challenge


class ChallengeForm(forms.Form):
    """The question is the label, so that whoever has the page read aloud hears it with the field."""

    nonce = forms.CharField(max_length=40, widget=forms.HiddenInput)
    answer = forms.CharField(
        max_length=40,
        help_text=_("Much was filed from here within the hour, so we ask this once. In digits or in words."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, challenge: Challenge, **kwargs: Any) -> None:
        super().__init__(*args, **({"initial": {"nonce": challenge.nonce}} | kwargs))
        self.fields["answer"].label = challenge.words
