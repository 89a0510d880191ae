"""Reports, reviews and results of the annual inspection."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from institutions.forms.dates import DateInput
from institutions.models import AnnualReport, ScoringItem
from institutions.rules.annual_reports import DOCUMENTS, FIGURES, figure_faults
from institutions.rules.scoring import Given, Mark
from institutions.services.annual import FIELDS
from institutions.terms import AnnualResult, DocumentKind, ReportFault
from portal.evidence.forms import EvidenceField

MOST = 100_000_000  # more than any figure of an institution, less than the columns hold
RESULTS = [c for c in AnnualResult.choices if c[0] not in {AnnualResult.PENDING, AnnualResult.ABSENT}]


class FiguresForm(forms.ModelForm):
    """The figures and words of the self-report. `complete`: what is required must be there, as on sending."""

    class Meta:
        model = AnnualReport
        fields = FIELDS
        widgets = {
            "records_checked_on": DateInput(),
            "changes": forms.Textarea({"rows": 3}),
            "statement": forms.Textarea({"rows": 6}),
        }
        help_texts = {
            "area": _("All sites together, in square metres."),
            "classes": _("Classes held in the year inspected."),
            "records_checked_on": _(
                "Nobody may be employed before the check. The day the last one was checked."
            ),
            "changes": _(
                "Premises, legal representative, organiser, fees. Leave empty where nothing changed."
            ),
            "statement": _("Classes, fees, staff, and what was put right."),
        }

    def __init__(self, *args: Any, complete: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.complete = complete
        for name in FIGURES:
            self.fields[name].validators += [MinValueValidator(0), MaxValueValidator(MOST)]

    def _post_clean(self) -> None:
        """The service writes; the rule judges, so that page and service say the same."""

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        for fault in figure_faults(values, today=timezone.localdate(), complete=self.complete):
            if fault.field not in self.errors:
                self.add_error(fault.field, str(ReportFault(fault.check).label))
        return values


class DocumentsForm(forms.Form):
    """The papers of the self-report, one field a kind; what is there already needs not be sent again."""

    def __init__(
        self, *args: Any, present: Sequence[str] = (), complete: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for kind, required in DOCUMENTS:
            missing = required and kind not in present
            help_text = _("Required; not there yet.") if missing else ""
            self.fields[kind] = EvidenceField(
                label=DocumentKind(kind).label, required=missing and complete, help_text=help_text
            )
            self.fields[kind].error_messages["required"] = str(ReportFault.DOCUMENT.label)


class ItemsForm(forms.Form):
    """A form with fields for every item of the scoring scheme."""

    def __init__(self, *args: Any, items: Sequence[ScoringItem] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = list(items)


class SelfScoreForm(ItemsForm):
    """The institution's own points."""

    def __init__(self, *args: Any, complete: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for item in self.items:
            name = f"item_{item.pk}"
            self.fields[name] = forms.IntegerField(
                label=f"{item.code} {item.text}",
                min_value=0,
                max_value=item.points,
                required=complete,
                error_messages={"required": str(ReportFault.SELF_SCORE.label)},
            )

    def rows(self) -> Iterator[tuple[ScoringItem, Any]]:
        """Each item with its field."""
        for item in self.items:
            yield item, self[f"item_{item.pk}"]

    def points(self) -> dict[int, int | None]:
        """The points by item."""
        return {item.pk: self.cleaned_data[f"item_{item.pk}"] for item in self.items}


class PointsForm(ItemsForm):
    """The reviewer's points, vetoes and reasons."""

    def __init__(self, *args: Any, marks: Sequence[Mark] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.marks = {mark.item_id: mark for mark in marks}
        for item in self.items:
            label = f"{item.code} {item.text}"
            self.fields[f"points_{item.pk}"] = forms.IntegerField(
                label=label, min_value=0, max_value=item.points, required=False
            )
            if item.veto:
                self.fields[f"veto_{item.pk}"] = forms.BooleanField(
                    label=_("veto: item %(code)s is not met") % {"code": item.code}, required=False
                )
            self.fields[f"reason_{item.pk}"] = forms.CharField(
                label=_("reason for item %(code)s") % {"code": item.code}, max_length=300, required=False
            )

    def rows(self) -> Iterator[tuple[ScoringItem, Mark, Any, Any, Any]]:
        """Each item with its mark and its three fields; no veto field where the item does not decide alone."""
        for item in self.items:
            veto = self[f"veto_{item.pk}"] if item.veto else None
            yield item, self.marks[item.pk], self[f"points_{item.pk}"], veto, self[f"reason_{item.pk}"]

    def given(self) -> dict[int, Given]:
        """What was given, by item."""
        data = self.cleaned_data
        return {
            item.pk: Given(
                data.get(f"points_{item.pk}"),
                bool(data.get(f"veto_{item.pk}")),
                data.get(f"reason_{item.pk}", ""),
            )
            for item in self.items
        }


class ProposeResultForm(forms.Form):
    """The result that goes into notice."""

    result = forms.ChoiceField(label=_("result"), choices=RESULTS, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("reason of the departure"),
        required=False,
        max_length=300,
        help_text=_("Needed where the result is not the one that the points propose."),
    )
    note = forms.CharField(
        label=_("note"),
        required=False,
        max_length=300,
        help_text=_("The institution reads it with its notice. Needed where it did not pass."),
    )
    files = EvidenceField(  # type: ignore[assignment]
        label=_("papers of the review"), required=False, help_text=_("The institution can read them.")
    )


class SendBackForm(forms.Form):
    """What the institution has to correct."""

    note = forms.CharField(
        label=_("what to correct"), max_length=300, help_text=_("The institution reads it.")
    )


class AbsentForm(forms.Form):
    """That an institution did not take part."""

    note = forms.CharField(label=_("note"), max_length=300, help_text=_("The institution reads it."))


class ObjectionForm(forms.Form):
    """What the institution holds against the result in notice."""

    text = forms.CharField(
        label=_("what is wrong with the result"), max_length=2000, widget=forms.Textarea({"rows": 6})
    )
    files = EvidenceField(  # type: ignore[assignment]
        label=_("Files that prove it"), required=False
    )


class AnswerForm(forms.Form):
    """The district's answer to an objection."""

    result = forms.ChoiceField(
        label=_("result after the objection"),
        choices=RESULTS,
        widget=forms.RadioSelect,
        help_text=_("Leave it as it is, and the result stands; choose another, and it is changed."),
    )
    reason = forms.CharField(
        label=_("reason"),
        max_length=2000,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("The institution reads it."),
    )


class ManyResultsForm(forms.Form):
    """The same result for the institutions ticked."""

    result = forms.ChoiceField(
        label=_("result"), choices=[c for c in AnnualResult.choices if c[0] != AnnualResult.PENDING]
    )
    note = forms.CharField(
        label=_("note"),
        required=False,
        max_length=300,
        help_text=_("Needed where it did not pass or take part, or where the points propose another result."),
    )
    returns = forms.TypedMultipleChoiceField(
        coerce=int, label=_("institutions"), error_messages={"required": _("Tick the institutions first.")}
    )

    def __init__(self, *args: Any, returns: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = self.fields["returns"]
        assert isinstance(choices, forms.TypedMultipleChoiceField)
        choices.choices = [(pk, pk) for pk in returns]
