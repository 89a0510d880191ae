"""A teacher, the day one left, and what an identity number is needed for."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from institutions.forms.dates import DateInput
from institutions.models import Teacher
from institutions.rules.cells import squeezed
from institutions.services.teachers import fault_words, faults_in
from institutions.terms import Subject

CHECKED = ("certificate", "subject", "contract_from", "record_checked_on")


class TeacherForm(forms.Form):
    """A teacher to be filed, or a filing to be corrected. The identity number on file is never shown here."""

    name = forms.CharField(label=_("name"), max_length=40)
    id_number = forms.CharField(
        label=_("identity number"),
        max_length=40,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
        help_text=_("As on the card, eighteen signs. It is kept encrypted."),
    )
    subject = forms.ChoiceField(label=_("school subject"), choices=[("", "—"), *Subject.choices])
    certificate = forms.CharField(
        label=_("teaching certificate"),
        max_length=40,
        required=False,
        help_text=_("The number of the certificate; needed for every school subject."),
    )
    contract_from = forms.DateField(label=_("contract from"), widget=DateInput())
    contract_until = forms.DateField(
        label=_("contract until"),
        widget=DateInput(),
        required=False,
        help_text=_("Empty where the contract has no end."),
    )
    record_checked_on = forms.DateField(
        label=_("criminal-record check"),
        widget=DateInput(),
        help_text=_("The day on which the criminal record was checked: before the contract begins."),
    )
    # When the page was drawn: who comes second sees what changed meanwhile.
    seen = forms.DateTimeField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, district_id: int, teacher: Teacher | None = None, **kwargs: Any) -> None:
        self.district_id = district_id
        kwargs["initial"] = self._kept(teacher) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        if teacher is not None:
            self.fields["id_number"].required = False
            self.fields["id_number"].help_text = _("Leave it empty: the number on file stays as it is.")

    @staticmethod
    def _kept(teacher: Teacher | None) -> dict[str, Any]:
        if teacher is None:
            return {}
        names = ("name", "subject", "certificate", "contract_from", "contract_until", "record_checked_on")
        kept = {name: getattr(teacher, name) for name in names}
        return kept | {"seen": teacher.updated_at.isoformat()}

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean_certificate(self) -> str:
        return squeezed(self.cleaned_data["certificate"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if any(cleaned.get(name) is None for name in CHECKED) or "id_number" not in cleaned:
            return cleaned
        if "contract_until" not in cleaned:
            return cleaned
        today = timezone.localdate()
        for fault in faults_in(cleaned, on=today, district_id=self.district_id):
            self.add_error(fault.field, fault_words(fault, on=today, district_id=self.district_id))
        return cleaned

    def values(self) -> dict[str, Any]:
        """Return what is to be filed."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class LeavingForm(forms.Form):
    """The day a teacher left."""

    left_on = forms.DateField(label=_("left"), widget=DateInput())


class NumberReasonForm(forms.Form):
    """What a whole identity number is needed for."""

    reason = forms.CharField(
        label=_("what do you need it for?"), widget=forms.Textarea({"rows": 2}), max_length=300
    )
