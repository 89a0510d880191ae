"""An institution entered by hand, and a person who is let in."""

from typing import Any

from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.utils.translation import gettext_lazy as _

from institutions.models import Institution
from institutions.rules.cells import credit_code, is_credit_code
from portal.accounts.models import Membership
from portal.regions.models import Street


class NewInstitutionForm(forms.ModelForm):
    """What is known of an institution that no register named yet."""

    class Meta:
        model = Institution
        fields = (
            "district",
            "name",
            "code",
            "street",
            "address",
            "category",
            "organiser",
            "legal_representative",
            "phone",
        )
        help_texts = {
            "code": _("The unified social credit code; leave it empty where there is none yet."),
            "address": _("As written on the door; it becomes the main teaching site."),
        }
        field_classes = {"district": forms.ModelChoiceField}

    def __init__(self, *args: Any, districts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].required = False
        district, street = self.fields["district"], self.fields["street"]
        assert isinstance(district, forms.ModelChoiceField)
        assert isinstance(street, forms.ModelChoiceField)
        district.queryset = districts
        street.queryset = Street.objects.filter(district__in=districts).select_related("district")
        if len(districts) == 1:
            district.initial = districts[0].pk
        self.fields["phone"].widget = forms.TextInput({"inputmode": "tel", "autocomplete": "off"})

    def clean_code(self) -> str:
        code = credit_code(self.cleaned_data["code"])
        if code and not is_credit_code(code):
            raise forms.ValidationError(_("The check digit does not fit. Compare the code with the licence."))
        return code

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        district, street = cleaned.get("district"), cleaned.get("street")
        if isinstance(street, Street) and street.district != district:
            self.add_error("street", _("This street lies in another district."))
        return cleaned

    def validate_unique(self) -> None:
        """The service says whose code it is; here nothing of another district would be told."""


class LetInForm(forms.Form):
    """A person of an institution."""

    name = forms.CharField(label=_("name"), max_length=60)
    username = forms.CharField(
        label=_("signs in as"),
        max_length=60,
        min_length=4,
        validators=[UnicodeUsernameValidator()],
        help_text=_("Letters and digits, four at least; for example the telephone number."),
    )


class HeldForm(forms.Form):
    """One of the people with access."""

    held = forms.ModelChoiceField(Membership.objects.none())

    def __init__(self, *args: Any, everyone: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["held"].queryset = everyone  # type: ignore[attr-defined]


class PasswordForm(forms.Form):
    """A password of one's own, typed twice."""

    password = forms.CharField(
        label=_("password"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text=_("Ten signs at least, and none of the usual ones."),
    )
    again = forms.CharField(
        label=_("the password again"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("password") and cleaned.get("again") and cleaned["password"] != cleaned["again"]:
            self.add_error("again", _("The two passwords differ."))
        return cleaned
