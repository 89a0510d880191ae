"""Teaching sites and rooms, and what came of a site in another district."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from institutions.forms.dates import DateInput
from institutions.models import CrossSiteTask, Room, TeachingSite


class SiteForm(forms.ModelForm):
    """Facts of a teaching site."""

    reason = forms.CharField(
        label=_("why is this changed?"), widget=forms.Textarea({"rows": 2}), max_length=500
    )

    class Meta:
        model = TeachingSite
        fields = ("address", "name", "district", "premises", "area", "opened_on", "is_main")
        widgets = {"opened_on": DateInput()}
        labels = {"district": _("district")}
        help_texts = {
            "address": _("As on the door plate."),
            "district": _("Left empty, it is read off the address."),
            "premises": _("Classes in homes are not allowed."),
            "area": _("Of all rooms together; rooms are entered on their own."),
        }

    def clean_address(self) -> str:
        return self.cleaned_data["address"].strip()

    def values(self) -> dict[str, Any]:
        """Return what the site is to be."""
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}


class GiveUpForm(forms.Form):
    """The last day of a site."""

    on = forms.DateField(label=_("given up on"), widget=DateInput())
    reason = forms.CharField(label=_("reason"), widget=forms.Textarea({"rows": 2}), max_length=500)


class RoomForm(forms.ModelForm):
    """A room and its area."""

    class Meta:
        model = Room
        fields = ("name", "area")
        help_texts = {"area": _("Measured inside the walls.")}

    def clean_area(self) -> Any:
        area = self.cleaned_data["area"]
        if area is not None and area <= 0:
            raise forms.ValidationError(_("The area must be above zero."))
        return area


class DeskRoomForm(RoomForm):
    """A room, with the officer's reason."""

    reason = forms.CharField(
        label=_("why is this changed?"), widget=forms.Textarea({"rows": 2}), max_length=500
    )


class CrossSiteForm(forms.ModelForm):
    """What market supervision found and did."""

    class Meta:
        model = CrossSiteTask
        fields = ("outcome", "note")
        widgets = {"note": forms.Textarea({"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].required = True
        self.fields["note"].required = True
