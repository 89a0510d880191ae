"""Special campaigns: making one, choosing its targets, closing it. Clause: S5."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inspections.forms.joint import TopicsField
from institutions.terms import Category, Situation
from portal.accounts.roles import Department
from portal.regions.models import District, Street
from portal.regulation import clauses

ALL = [("", _("all"))]


class DayInput(forms.DateInput):
    """A day, with the device's own picker."""

    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


class CampaignForm(forms.Form):
    """What a campaign is for, where, when, and by which departments."""

    title = forms.CharField(label=_("title of the campaign"), max_length=80)
    purpose = forms.CharField(
        label=_("purpose of the campaign"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    begins = forms.DateField(label=_("first day"), widget=DayInput())
    ends = forms.DateField(label=_("last day"), widget=DayInput())
    districts = forms.ModelMultipleChoiceField(
        District.objects.none(), label=_("districts"), widget=forms.CheckboxSelectMultiple
    )
    departments = forms.MultipleChoiceField(
        label=_("Departments"), choices=Department.choices, widget=forms.CheckboxSelectMultiple
    )
    topics = TopicsField(
        help_text=_(
            "Its visits look at these alone. None chosen: every item of each department is looked at."
        )
    )
    clauses = forms.MultipleChoiceField(
        label=_("clauses it carries out"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=_("Several: hold Ctrl, or on a phone tick each."),
    )
    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, districts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["districts"].queryset = districts  # type: ignore[attr-defined]
        known = [(one.id, f"{one.id} {one.title}") for one in clauses.all()]
        self.fields["clauses"].choices = known  # type: ignore[attr-defined]
        if len(districts) == 1:
            self.fields["districts"].initial = [districts[0].pk]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        begins, ends = data.get("begins"), data.get("ends")
        if begins and ends and ends < begins:
            self.add_error("ends", _("The last day lies before the first day."))
        return data


class TargetFilterForm(forms.Form):
    """Which institutions become targets."""

    FLAGS = (("", _("all")), ("zombie", _("zombie")), ("cross", _("site in another district")))

    district = forms.ModelChoiceField(
        District.objects.none(),
        label=_("District"),
        required=False,
        empty_label=_("all"),
        to_field_name="slug",
    )
    street = forms.ModelChoiceField(
        Street.objects.none(), label=_("Street"), required=False, empty_label=_("all")
    )
    category = forms.ChoiceField(label=_("category"), required=False, choices=[*ALL, *Category.choices])
    situation = forms.ChoiceField(label=_("papers"), required=False, choices=[*ALL, *Situation.choices])
    flag = forms.ChoiceField(label=_("flag"), required=False, choices=FLAGS)
    q = forms.CharField(label=_("Name, code or words"), required=False, max_length=60)

    def __init__(self, *args: Any, districts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["district"].queryset = districts  # type: ignore[attr-defined]
        streets = Street.objects.filter(district__in=districts).select_related("district")
        self.fields["street"].queryset = streets  # type: ignore[attr-defined]

    def chosen(self, rows: Any) -> Any:
        """Those of `rows` that fit what was chosen."""
        data = self.cleaned_data
        for name in ("district", "street", "category", "situation"):
            if data[name]:
                rows = rows.filter(**{name: data[name]})
        if data["flag"] == "zombie":
            rows = rows.exclude(zombie_since=None)
        elif data["flag"] == "cross":
            rows = rows.with_cross_sites().filter(cross_sites__gt=0)
        return rows.named(data["q"].strip()) if data["q"].strip() else rows


class TargetListForm(forms.Form):
    """Codes or names, one a line."""

    lines = forms.CharField(
        label=_("Codes or whole names, one a line"),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=60_000,
        help_text=_(
            "Copied from a workbook or a document. Look at what becomes of each line, then take them."
        ),
    )


class CloseCampaignForm(forms.Form):
    """What came of it."""

    summary = forms.CharField(
        label=_("summary of the campaign"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("What was found, what was put right, and why targets are left, where any are."),
    )
