"""One form a question. Each keeps to what is needed, and says why where it asks for more."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from complaints.services.register import find_by_code
from complaints.terms import Kind, Satisfaction, Told
from portal.evidence.forms import EvidenceField
from portal.regions.models import District

OTHER = "other"
UNKNOWN = "unknown"
_PHONE = re.compile(r"^\+?\d{7,15}$")


class WhatForm(forms.Form):
    """What happened?"""

    kind = forms.ChoiceField(
        label=_("What is it about?"),
        choices=Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what comes closest.")},
    )
    institution = forms.CharField(required=False, max_length=30, widget=forms.HiddenInput)

    def answers(self) -> dict[str, Any]:
        given = {"kind": self.cleaned_data["kind"]}
        found = find_by_code(self.cleaned_data["institution"])
        if found is not None:
            given |= {"institution": found.code, "institution_named": found.name}
        return given


class WhoForm(forms.Form):
    """Which institution is it?"""

    pick = forms.CharField(required=False, max_length=30)
    described_name = forms.CharField(
        label=_("What is it called?"),
        required=False,
        max_length=120,
        help_text=_("What stands on its sign, or what people call it."),
    )
    described_address = forms.CharField(
        label=_("Where is it?"),
        required=False,
        max_length=200,
        help_text=_("Street and number, building and floor, or how to find it."),
    )
    district = forms.ChoiceField(label=_("Which district is it in?"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.districts = {district.key: district for district in District.objects.all()}
        choices = [(key, district.name) for key, district in self.districts.items()]
        self.fields["district"].choices = [(UNKNOWN, _("I don't know")), *choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        pick = cleaned.get("pick", "")
        if pick and pick != OTHER:
            self.found = find_by_code(pick)
            if self.found is None:
                raise ValidationError(_("Choose one from the list, or describe it."))
            return cleaned
        self.found = None
        if not cleaned.get("described_name", "").strip() and not cleaned.get("described_address", "").strip():
            self.add_error(
                "described_name", _("Choose one from the list, or say what it is called or where it is.")
            )
        return cleaned

    def answers(self) -> dict[str, Any]:
        if self.found is not None:
            return {"institution": self.found.code, "institution_named": self.found.name}
        said = self.cleaned_data
        return {
            "institution": "",
            "institution_named": said["described_name"].strip() or said["described_address"].strip(),
            "described_name": said["described_name"].strip(),
            "described_address": said["described_address"].strip(),
            "district": said["district"] if said["district"] in self.districts else "",
        }


class WhereForm(forms.Form):
    """Where and when?"""

    place = forms.CharField(
        label=_("Where did it happen?"),
        required=False,
        max_length=200,
        help_text=_("Leave it empty if it was at the institution."),
    )
    happened = forms.CharField(
        label=_("When did it happen?"),
        required=False,
        max_length=120,
        help_text=_("For example: every Saturday evening, or last Tuesday around eight."),
    )

    def answers(self) -> dict[str, Any]:
        return {**self.cleaned_data, "where_asked": "yes"}


class StoryForm(forms.Form):
    """What exactly happened?"""

    description = forms.CharField(
        label=_("Tell us in your own words"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("What did you see or hear? Leave out your own name here if you want to stay unknown."),
        error_messages={"required": _("Write at least a sentence.")},
    )

    def answers(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class PhotosForm(forms.Form):
    """Do you have photos?"""

    files = EvidenceField(  # type: ignore[assignment]
        label=_("Photos or other files"),
        required=False,
        help_text=_("You can choose several at once. Photos, PDF, Word, Excel, sound and video, 10 MB each."),
    )

    def answers(self) -> dict[str, Any]:
        return {"photos_asked": "yes"}


class YouForm(forms.Form):
    """Do you want to give your name?"""

    named = forms.ChoiceField(
        label=_("Your name"),
        choices=[
            ("no", _("I want to stay unknown")),
            ("yes", _("I give my name and number")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two.")},
    )
    name = forms.CharField(
        label=_("Name"), required=False, max_length=60, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    phone = forms.CharField(
        label=_("Telephone number"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )

    def clean_phone(self) -> str:
        digits = unicodedata.normalize("NFKC", self.cleaned_data["phone"])
        digits = re.sub(r"[\s\-()]", "", digits)
        if digits and not _PHONE.match(digits):
            raise ValidationError(_("This is no telephone number. Write digits only, like 13800000000."))
        return digits

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("named") == "yes":
            if not cleaned.get("name", "").strip():
                self.add_error("name", _("Write your name, or choose to stay unknown."))
            if not cleaned.get("phone") and "phone" not in self.errors:
                self.add_error("phone", _("Write a number we can reach you at, or choose to stay unknown."))
        return cleaned

    def answers(self) -> dict[str, Any]:
        if self.cleaned_data["named"] == "no":
            return {"named": "no", "name": "", "phone": "", "told": ""}
        return {**self.cleaned_data, "name": self.cleaned_data["name"].strip()}


class ToldForm(forms.Form):
    """How shall we tell you?"""

    told = forms.ChoiceField(
        label=_("How shall we tell you?"),
        choices=Told.choices,
        initial=Told.TRACK,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        max_length=120,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("Only where you want an e-mail; it says that there is news, never what."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("told") == Told.EMAIL and not cleaned.get("email") and "email" not in self.errors:
            self.add_error("email", _("Write the address for the e-mail, or choose another way."))
        return cleaned

    def answers(self) -> dict[str, Any]:
        wants = self.cleaned_data["told"] == Told.EMAIL
        return {"told": self.cleaned_data["told"], "email": self.cleaned_data["email"] if wants else ""}


class ConsentForm(forms.Form):
    """Who will see what."""

    consent = forms.BooleanField(
        label=_("I have read who will see what, and I agree"),
        error_messages={"required": _("Without this we may not take your complaint.")},
    )

    def answers(self) -> dict[str, Any]:
        return {"consent": "yes"}


class TrackForm(forms.Form):
    """Number and secret."""

    number = forms.CharField(
        label=_("Complaint number"),
        max_length=40,
        help_text=_("It begins with NC and stands on your receipt."),
    )
    secret = forms.CharField(
        label=_("Complaint secret"),
        max_length=60,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("Sixteen digits, in four groups."),
    )


class SupplementForm(forms.Form):
    """What the person adds."""

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("What do you want to add?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    files = EvidenceField(label=_("Photos or other files"), required=False)  # type: ignore[assignment]


class RateForm(forms.Form):
    """What the answer is worth."""

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    satisfaction = forms.ChoiceField(
        label=_("Is the matter settled?"),
        choices=Satisfaction.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    text = forms.CharField(
        label=_("What is not settled?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed only where it is not settled. Officers who handle it read it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **({"auto_id": "rate_%s"} | kwargs))


FORMS: dict[str, type[forms.Form]] = {
    "what": WhatForm,
    "who": WhoForm,
    "where": WhereForm,
    "story": StoryForm,
    "photos": PhotosForm,
    "you": YouForm,
    "told": ToldForm,
    "consent": ConsentForm,
}
