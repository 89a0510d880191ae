"""A school's list of serving teachers, and the decision on a match."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from institutions.forms.dates import DateInput
from portal.regions.models import District


class ServingListForm(forms.Form):
    """A school's list: it is read into digests at once and not kept as a file."""

    district = forms.ModelChoiceField(District.objects.none(), label=_("district"), to_field_name="slug")
    school = forms.CharField(
        label=_("school"),
        max_length=80,
        help_text=_("The full name; a newer list under the same name replaces the former one."),
    )
    as_of = forms.DateField(label=_("as of"), widget=DateInput())
    workbook = forms.FileField(
        label=_("list (.xlsx, .xls or CSV)"),
        help_text=_("With the columns 姓名 and 身份证号; at most 10 MB and 20,000 rows."),
        widget=forms.ClearableFileInput({"accept": ".xlsx,.xls,.csv"}),
        allow_empty_file=True,
    )

    def __init__(self, *args: Any, districts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["district"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = districts
        if len(districts) == 1:
            field.initial = districts[0].slug


class MatchForm(forms.Form):
    """What was found out about a match."""

    reason = forms.CharField(
        label=_("what did you find out, and how?"),
        widget=forms.Textarea({"rows": 3}),
        max_length=500,
        help_text=_("Needed for either decision. The institution does not read it."),
    )
