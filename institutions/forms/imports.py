"""The workbook to import."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.regions.models import District


class WorkbookForm(forms.Form):
    """The register to import."""

    district = forms.ModelChoiceField(District.objects.none(), label=_("district"), to_field_name="slug")
    workbook = forms.FileField(
        label=_("register (.xlsx, .xls or .csv)"),
        help_text=_(
            "As it is: title rows, merged cells, totals and notes may stay. At most 64 MB and 200,000 rows."
        ),
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
