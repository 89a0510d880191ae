"""What people type about institutions."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from institutions.models import CourseFiling, Institution
from institutions.rules.cells import credit_code, is_credit_code
from institutions.services.filings import REMARKS, remarks_on
from institutions.terms import AnnualResult
from portal.regions.models import District, Street


class DateInput(forms.DateInput):
    """A day, with the device's own picker."""

    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


class WorkbookForm(forms.Form):
    """The register to import."""

    district = forms.ModelChoiceField(District.objects.none(), label=_("district"), to_field_name="slug")
    workbook = forms.FileField(
        label=_("register (.xlsx or .xls)"),
        help_text=_(
            "As it is: title rows, merged cells, totals and notes may stay. At most 10 MB and 20,000 rows."
        ),
        widget=forms.ClearableFileInput({"accept": ".xlsx,.xls"}),
        allow_empty_file=True,
    )

    def __init__(self, *args: Any, districts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["district"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = districts
        if len(districts) == 1:
            field.initial = districts[0].slug


class InstitutionForm(forms.ModelForm):
    """Facts of an institution that an officer may correct."""

    reason = forms.CharField(
        label=_("why is this corrected?"), widget=forms.Textarea({"rows": 2}), max_length=500
    )

    # When the page was drawn: who comes second sees what changed meanwhile.
    seen = forms.DateTimeField(widget=forms.HiddenInput)

    class Meta:
        model = Institution
        fields = (
            "name",
            "code",
            "street",
            "address",
            "category",
            "organiser",
            "legal_representative",
            "phone",
            "fee_text",
            "teacher_text",
        )
        help_texts = {"code": _("The unified social credit code; a provisional one begins with T.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        street = self.fields["street"]
        assert isinstance(street, forms.ModelChoiceField)
        street.queryset = Street.objects.filter(district_id=self.instance.district_id)
        self.fields["phone"].widget = forms.TextInput({"inputmode": "tel", "autocomplete": "off"})
        self.fields["seen"].initial = self.instance.updated_at.isoformat()

    def clean_code(self) -> str:
        code = credit_code(self.cleaned_data["code"])
        if code != self.instance.code and not is_credit_code(code):
            raise forms.ValidationError(_("The check digit does not fit. Compare the code with the licence."))
        return code


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


class ResultForm(forms.Form):
    """The result of one annual return."""

    result = forms.ChoiceField(
        label=_("result"), choices=[c for c in AnnualResult.choices if c[0] != AnnualResult.PENDING]
    )
    note = forms.CharField(
        label=_("note"),
        required=False,
        max_length=300,
        help_text=_("Needed where it did not pass or take part."),
    )


class ManyResultsForm(ResultForm):
    """The same result for the institutions ticked."""

    returns = forms.TypedMultipleChoiceField(
        coerce=int, label=_("institutions"), error_messages={"required": _("Tick the institutions first.")}
    )

    def __init__(self, *args: Any, returns: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = self.fields["returns"]
        assert isinstance(choices, forms.TypedMultipleChoiceField)
        choices.choices = [(pk, pk) for pk in returns]


class ReportForm(forms.Form):
    """The institution's own report for the annual inspection."""

    pupils = forms.IntegerField(label=_("pupils now"), min_value=0, max_value=100_000)
    teachers = forms.IntegerField(label=_("teachers now"), min_value=0, max_value=10_000)
    statement = forms.CharField(
        label=_("what happened this year"),
        max_length=3000,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("Classes, fees, changes of premises and staff, and what was put right."),
    )
