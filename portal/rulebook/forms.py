"""Typing a figure: one field for each value of its dataclass, and where the figure comes from."""

from __future__ import annotations

import re
from datetime import date, time
from decimal import Decimal
from typing import Any, get_args, get_origin

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.regions.models import District
from portal.rulebook import values
from portal.rulebook.registry import Entry

PREFIX = "value_"


def day_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    """A day, typed with the browser's own picker where it has one."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, help_text=help_text, widget=widget)


class SeveralField(forms.CharField):
    """Several values in one line, parted by commas or spaces."""

    def __init__(self, kind: Any, **kwargs: Any) -> None:
        super().__init__(help_text=_("Several values are parted by commas."), **kwargs)
        self.kind = kind

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(str(item) for item in value) if isinstance(value, tuple | list) else value

    def clean(self, value: Any) -> Any:
        return [part for part in re.split(r"[,，、;；\s]+", super().clean(value)) if part]


def field_for(kind: Any, label: Any) -> forms.Field | None:
    """The form field that types a value of this kind; None where it can only be set in code."""
    arms = [arm for arm in get_args(kind) if arm is not type(None)]
    optional = type(None) in get_args(kind)
    if optional:
        kind = arms[0]
    if get_origin(kind) is tuple:
        return SeveralField(get_args(kind)[0], label=label, required=False)
    if kind is bool:
        return forms.BooleanField(label=label, required=False)
    makers: dict[Any, Any] = {
        int: forms.IntegerField,
        Decimal: forms.DecimalField,
        float: forms.FloatField,
        str: forms.CharField,
    }
    if kind in makers:
        made: forms.Field = makers[kind](label=label, required=not optional)
        return made
    if kind is time:
        clock = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        return forms.TimeField(label=label, required=not optional, widget=clock)
    return day_field(label, required=not optional) if kind is date else None


class FigureForm(forms.Form):
    """A new row of one figure."""

    valid_from = day_field(_("Valid from"))
    valid_until = day_field(
        _("Last day"), required=False, help_text=_("Leave empty where it holds until further notice.")
    )
    district = forms.ModelChoiceField(
        label=_("Where it holds"),
        queryset=District.objects.all(),
        required=False,
        empty_label=_("the whole city"),
    )
    source = forms.CharField(
        label=_("Source"), max_length=200, help_text=_("The rule or decision, with its number.")
    )
    article = forms.CharField(label=_("Article"), max_length=100, required=False)
    reason = forms.CharField(label=_("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, entry: Entry, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entry = entry
        made: dict[str, forms.Field] = {}
        for name, kind in values.fields_of(entry.figure).items():
            field = field_for(kind, entry.label(name))
            if field is not None:
                made[PREFIX + name] = field
        self.fields = made | self.fields  # the values come first

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        value = {
            name.removeprefix(PREFIX): cleaned[name]
            for name in self.fields
            if name.startswith(PREFIX) and name in cleaned
        }
        try:
            values.build(self.entry.figure, value)
        except values.WrongValue as error:
            spot = PREFIX + error.field if error.field else None
            self.add_error(spot if spot in self.fields else None, _("This figure cannot take that value."))
        cleaned["value"] = value
        return cleaned

    def row(self) -> dict[str, Any]:
        """What the service sets."""
        data = self.cleaned_data
        district = data["district"]
        names = ("value", "source", "article", "valid_from", "valid_until", "reason")
        return {name: data[name] for name in names} | {"district_id": district.pk if district else None}


class EndFigureForm(forms.Form):
    """The last day of a row, and why."""

    last_day = day_field(_("Last day"))
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}))


class CalendarDayForm(forms.Form):
    """A day set by hand over the published calendar."""

    day = day_field(_("Day"))
    is_working = forms.TypedChoiceField(
        label=_("That day is"),
        choices=[("yes", _("worked")), ("no", _("off"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    source = forms.CharField(label=_("Source"), max_length=200, help_text=_("The notice that says so."))
