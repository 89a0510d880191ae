"""What people type in a census: opening it, reporting, what was found, deciding. Clauses: S1, S3, S7."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from institutions.forms.dates import DateInput
from institutions.models import CensusArea, CensusEntry, ProblemPlan
from institutions.rules.cells import credit_code, is_credit_code
from institutions.terms import AreaKind, Group
from portal.evidence.forms import EvidenceField
from portal.regions.models import District


def _choices_of(form: forms.BaseForm, name: str, rows: Any) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = rows


class CensusForm(forms.Form):
    """A census to be opened in one district or several."""

    title = forms.CharField(label=_("title of the census"), max_length=80)
    districts = forms.ModelMultipleChoiceField(
        District.objects.none(), label=_("districts"), widget=forms.CheckboxSelectMultiple
    )
    starts_on = forms.DateField(label=_("first day"), widget=DateInput())
    report_by = forms.DateField(label=_("streets report by"), widget=DateInput())
    ends_on = forms.DateField(label=_("last day"), widget=DateInput())
    campaign = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, districts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices_of(self, "districts", districts)
        self.fields["campaign"].initial = uuid.uuid4()
        if len(districts) == 1:
            self.fields["districts"].initial = [districts[0].pk]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        start, report, end = (data.get(name) for name in ("starts_on", "report_by", "ends_on"))
        if start and report and report < start:
            self.add_error("report_by", _("This day lies before the first."))
        if report and end and end < report:
            self.add_error("ends_on", _("This day lies before the streets report."))
        return data


class AreaForm(forms.ModelForm):
    """A community, block or estate to be swept by itself."""

    class Meta:
        model = CensusArea
        fields = ("street", "kind", "name", "office", "report_by")
        widgets = {"report_by": DateInput()}

    def __init__(self, *args: Any, streets: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices_of(self, "street", streets)
        self.fields["kind"].choices = [c for c in AreaKind.choices if c[0] != AreaKind.STREET]  # type: ignore[attr-defined]
        self.fields["name"].required = True

    def _post_clean(self) -> None:
        """The service writes the row; nothing is put on an instance here."""


class CensusReportForm(forms.Form):
    """The report of an area, or the district's words when it has to be swept again."""

    nothing_found = forms.BooleanField(label=_("nothing found"), required=False)
    note = forms.CharField(
        label=_("words to the report"), required=False, max_length=1000, widget=forms.Textarea({"rows": 3})
    )


class EntryForm(forms.ModelForm):
    """What was found on the spot: one long simple form, made for a phone."""

    problems = forms.MultipleChoiceField(
        label=_("problems found"),
        required=False,
        choices=Group.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Missing papers and a workshop in a home are added by themselves."),
    )
    files = EvidenceField(label=_("photos"), required=False)  # type: ignore[assignment]
    client_id = forms.UUIDField(widget=forms.HiddenInput)

    class Meta:
        model = CensusEntry
        fields = (
            *("area", "name", "address", "community", "premises", "licence_seen", "code"),
            *("permit_seen", "permit_number", "subjects", "content", "form", "weekly_hours"),
            *("teachers", "fee_items", "fee_standard", "person_met", "phone", "note"),
        )
        widgets = {
            "content": forms.Textarea({"rows": 2}),
            "note": forms.Textarea({"rows": 2}),
            "person_met": forms.TextInput({"autocomplete": "off"}),
            "phone": forms.TextInput({"inputmode": "tel", "autocomplete": "off"}),
            "weekly_hours": forms.NumberInput(
                {"inputmode": "decimal", "step": "0.5", "min": "0", "max": "168"}
            ),
            "teachers": forms.NumberInput({"inputmode": "numeric", "min": "0", "max": "2000"}),
        }

    def __init__(self, *args: Any, areas: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices_of(self, "area", areas)
        self.fields["area"].required = True
        self.fields["area"].label = _("where")
        for name, longest in (("person_met", 60), ("phone", 60)):
            self.fields[name].max_length = longest  # type: ignore[attr-defined]
        self.fields["client_id"].initial = uuid.uuid4()
        if self.instance.pk:
            self.fields["problems"].initial = [row.kind for row in self.instance.problems.all()]
        elif len(areas) == 1:
            self.fields["area"].initial = areas[0].pk

    def clean_code(self) -> str:
        code = credit_code(self.cleaned_data["code"])
        if code and not is_credit_code(code):
            raise forms.ValidationError(_("The check digit does not fit. Compare the code with the licence."))
        return code

    def clean_person_met(self) -> str:
        return self._short("person_met")

    def clean_phone(self) -> str:
        return self._short("phone")

    def _short(self, name: str) -> str:
        text: str = self.cleaned_data.get(name) or ""
        if len(text) > 60:
            raise forms.ValidationError(_("At most 60 characters."))
        return text

    def clean_weekly_hours(self) -> Any:
        hours = self.cleaned_data["weekly_hours"]
        if hours is not None and not 0 <= hours <= 168:
            raise forms.ValidationError(_("A week has 168 hours."))
        return hours

    def _post_clean(self) -> None:
        """The service writes the row; the instance keeps what the database holds."""

    def values(self) -> dict[str, Any]:
        """Return what was seen, without where."""
        fields = self._meta.fields or ()
        return {name: self.cleaned_data[name] for name in fields if name != "area"}


class CensusWorkbookForm(forms.Form):
    """A workbook of entries."""

    workbook = forms.FileField(
        label=_("workbook (.xlsx or .xls)"),
        help_text=_("As it is: title rows, merged cells and notes may stay. At most 10 MB and 2,000 rows."),
        widget=forms.ClearableFileInput({"accept": ".xlsx,.xls"}),
        allow_empty_file=True,
    )


class MergeForm(forms.Form):
    """Which institution the entry is, and what of the entry goes into the register."""

    institution = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.DateTimeField(widget=forms.HiddenInput, required=False)
    take = forms.MultipleChoiceField(label=_("take over into the register"), required=False)

    def __init__(self, *args: Any, choices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)

        self.fields["take"].choices = choices  # type: ignore[attr-defined]


class DecisionForm(forms.Form):
    """Why an entry is entered as new, set aside, or undone."""

    reason = forms.CharField(
        label=_("reason"), required=False, max_length=500, widget=forms.Textarea({"rows": 2})
    )


class SettleForm(forms.Form):
    """How a problem was put right."""

    note = forms.CharField(
        label=_("how it was settled"), required=False, max_length=1000, widget=forms.Textarea({"rows": 2})
    )


class PlanForm(forms.ModelForm):
    """A county's plan against one kind of problem."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = ProblemPlan
        fields = ("text", "department", "settle_by")
        widgets = {"settle_by": DateInput(), "text": forms.Textarea({"rows": 5})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = self.instance.updated_at.isoformat() if self.instance.pk else ""

    def _post_clean(self) -> None:
        """The service writes the row."""


class CloseForm(forms.Form):
    """Why a census closes with areas missing."""

    reason = forms.CharField(
        label=_("why it closes with areas missing"),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
    )
