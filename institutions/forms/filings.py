"""A class, and the reviewer's words."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from institutions.forms.dates import DateInput
from institutions.models import CourseFiling
from institutions.services.filings import REMARKS, remarks_on


class FilingForm(forms.ModelForm):
    """A class to be filed. What the checks find is said beside the field, and may be sent all the same."""

    class Meta:
        model = CourseFiling
        fields = (
            "name",
            "subject",
            "stage",
            "content",
            "teacher",
            "pupils",
            "hours",
            "starts_on",
            "ends_on",
            "timetable",
            "ends_at",
            "online",
            "fee",
        )
        widgets = {
            "starts_on": DateInput(),
            "ends_on": DateInput(),
            "ends_at": forms.TimeInput({"type": "time"}, format="%H:%M"),
            "content": forms.Textarea({"rows": 4}),
        }
        help_texts = {
            "content": _("What is taught, week by week. It may not go beyond or ahead of the syllabus."),
            "timetable": _("For example: Saturday 9:00–10:30."),
        }

    sure = forms.BooleanField(
        required=False,
        label=_("I have read the remarks and file the class as it is"),
        widget=forms.HiddenInput,
    )

    def __init__(self, *args: Any, district_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.district_id = district_id

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("starts_on") and cleaned.get("ends_on") and cleaned["ends_on"] < cleaned["starts_on"]:
            self.add_error("ends_on", _("The last day is before the first."))
        needed = ("starts_on", "ends_on", "ends_at", "hours", "fee")
        if all(cleaned.get(name) is not None for name in needed) and not cleaned.get("sure"):
            self._say_remarks(cleaned)
        return cleaned

    def _say_remarks(self, cleaned: dict[str, Any]) -> None:
        for remark in remarks_on(cleaned, on=timezone.localdate(), district_id=self.district_id):
            self.fields["sure"].widget = forms.CheckboxInput()
            self.add_error(remark.field, REMARKS[remark.check])

    def values(self) -> dict[str, Any]:
        """Return what is to be filed."""
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}


class NoteForm(forms.Form):
    """The reviewer's words."""

    note = forms.CharField(
        label=_("words to the institution"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Needed when you return the class, or approve it in spite of remarks."),
    )
