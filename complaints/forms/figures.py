"""Which figures are asked for."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

YEAR = timedelta(days=365)


class FiguresForm(forms.Form):
    """Time and grouping; by default the last year by month."""

    by = forms.ChoiceField(
        label=_("Grouped by"),
        required=False,
        choices=[
            ("month", _("month")),
            ("kind", _("what happened")),
            ("district", _("district")),
            ("street", _("street")),
            ("institution", _("institution")),
        ],
    )
    since = forms.DateField(
        label=_("Received from"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(label=_("until"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day lies before the first day."))
        return data

    def asked(self) -> tuple[date, date, str]:
        """First day, last day and grouping; what is missing or wrong falls back to the default."""
        data = self.cleaned_data if self.is_bound and self.is_valid() else {}
        until = data.get("until") or self.today
        return data.get("since") or until - YEAR, until, data.get("by") or "month"
