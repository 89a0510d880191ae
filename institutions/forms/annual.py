"""Reports and results of the annual inspection."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from institutions.terms import AnnualResult


class ResultForm(forms.Form):
    """The result of one annual return."""

    result = forms.ChoiceField(
        label=_("result"), choices=[c for c in AnnualResult.choices if c[0] != AnnualResult.PENDING]
    )
    note = forms.CharField(
        label=_("note"),
        required=False,
        max_length=300,
        help_text=_("Needed where it did not pass or take part."),
    )


class ManyResultsForm(ResultForm):
    """The same result for the institutions ticked."""

    returns = forms.TypedMultipleChoiceField(
        coerce=int, label=_("institutions"), error_messages={"required": _("Tick the institutions first.")}
    )

    def __init__(self, *args: Any, returns: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = self.fields["returns"]
        assert isinstance(choices, forms.TypedMultipleChoiceField)
        choices.choices = [(pk, pk) for pk in returns]


class ReportForm(forms.Form):
    """The institution's own report for the annual inspection."""

    pupils = forms.IntegerField(label=_("pupils now"), min_value=0, max_value=100_000)
    teachers = forms.IntegerField(label=_("teachers now"), min_value=0, max_value=10_000)
    statement = forms.CharField(
        label=_("what happened this year"),
        max_length=3000,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("Classes, fees, changes of premises and staff, and what was put right."),
    )
