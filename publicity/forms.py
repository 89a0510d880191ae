"""What people type about lists and publications."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from institutions.terms import Category
from portal.evidence.forms import EvidenceField
from portal.regions.models import District
from publicity.queries.search import Sought
from publicity.rules.grams import LONGEST
from publicity.terms import LISTS, ListKind


class SearchForm(forms.Form):
    """The public search: a name or part of it, and facets. What is not known is not searched for."""

    q = forms.CharField(label=_("Name or code"), required=False, max_length=LONGEST)
    district = forms.ModelChoiceField(
        label=_("District or zone"),
        queryset=District.objects.all(),
        to_field_name="slug",
        required=False,
        empty_label=_("all districts"),
    )
    list = forms.ChoiceField(label=_("List"), required=False)
    category = forms.ChoiceField(label=_("Category"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["list"].choices = [("", _("all")), *LISTS]  # type: ignore[attr-defined]
        self.fields["category"].choices = [("", _("all")), *Category.choices]  # type: ignore[attr-defined]

    def sought(self) -> Sought:
        """What to look for; call it on a valid form."""
        said = self.cleaned_data
        district = said.get("district")
        return Sought(
            said.get("q", ""),
            district.key if district else "",
            said.get("list", ""),
            said.get("category", ""),
        )


class CodeForm(forms.Form):
    """Which institution's entry to prove."""

    code = forms.CharField(label=_("Code of the institution"), max_length=18)

    def clean_code(self) -> str:
        return str(self.cleaned_data["code"]).strip().upper()


class ProposeForm(forms.Form):
    """A proposal by hand."""

    kind = forms.ChoiceField(label=_("For which list"), choices=ListKind.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The institution reads it in its notice, and with the blacklist so does the public."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class AcceptForm(forms.Form):
    """Accepting a proposal."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Needed only where the proposal misses a condition."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReturnForm(forms.Form):
    """Returning a proposal."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The district reads it."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AnswerForm(forms.Form):
    """The institution's answer to the notice."""

    text = forms.CharField(
        label=_("Your answer"),
        help_text=_(
            "What you have put right, or why the proposal is wrong. The city reads it before it decides."
        ),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    evidence = EvidenceField(label=_("Files that prove it"), required=False)


class AsOfForm(forms.Form):
    """Which district's lists, as they stood on which day."""

    district = forms.ModelChoiceField(
        District.objects.all(), label=_("District or zone"), to_field_name="slug", empty_label=None
    )
    on = forms.DateField(label=_("As of the day"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["on"].initial = today

    def clean_on(self) -> date:
        if self.cleaned_data["on"] > self.today:
            raise forms.ValidationError(_("This day has not come yet."))
        return self.cleaned_data["on"]
