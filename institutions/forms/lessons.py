"""The lessons of a class: rows to fill in, empty ones left out."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from institutions.rules.class_clashes import overlap
from institutions.rules.class_times import Slot
from institutions.terms import Weekday

ROWS_AT_MOST = 14
EMPTY_ROWS = 3


class LessonForm(forms.Form):
    """One lesson; a row left empty is none."""

    weekday = forms.TypedChoiceField(
        label=_("day of the week"),
        choices=[("", "—"), *Weekday.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )
    starts = forms.TimeField(
        label=_("begins"), required=False, widget=forms.TimeInput({"type": "time"}, format="%H:%M")
    )
    ends = forms.TimeField(
        label=_("ends"), required=False, widget=forms.TimeInput({"type": "time"}, format="%H:%M")
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        given = [name for name in ("weekday", "starts", "ends") if cleaned.get(name) not in (None, "")]
        for name in ("weekday", "starts", "ends"):
            if given and name not in given and name not in self.errors:
                self.add_error(name, _("Fill in the whole row, or empty it."))
        if len(given) == 3 and cleaned["ends"] <= cleaned["starts"]:
            self.add_error("ends", _("The lesson ends before it begins."))
        return cleaned

    def slot(self) -> Slot | None:
        """Return the lesson, None for an empty row."""
        data = self.cleaned_data
        return Slot(data["weekday"], data["starts"], data["ends"]) if data.get("weekday") else None


class LessonRows(forms.BaseFormSet):
    """The rows; two lessons of one class may not overlap."""

    def clean(self) -> None:
        if any(self.errors):
            return
        slots = self.slots()
        if not slots:
            raise forms.ValidationError(_("Enter at least one lesson: day, beginning and end."))
        clashing = any(overlap(a, b) for n, a in enumerate(slots) for b in slots[n + 1 :])
        if clashing:
            raise forms.ValidationError(_("Two lessons of the class overlap."))

    def slots(self) -> list[Slot]:
        """Return the lessons filled in."""
        rows = [form.slot() for form in self.forms if form.is_valid()]
        return sorted(row for row in rows if row is not None)


LessonFormSet = forms.formset_factory(
    LessonForm,
    formset=LessonRows,
    extra=EMPTY_ROWS,
    max_num=ROWS_AT_MOST,
    absolute_max=ROWS_AT_MOST,
)
