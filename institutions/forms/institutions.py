"""Facts of an institution."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from institutions.models import Institution
from institutions.rules.cells import credit_code, is_credit_code
from portal.regions.models import Street


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
