"""What applicants and officers type about a school permit."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from institutions.forms.dates import DateInput
from institutions.models import ApplicationItem, LicenceApplication
from institutions.rules.licences import PAPERS, SETTLES
from institutions.terms import ApplicationKind, ItemAnswer, LicencePaper, Subject
from portal.evidence.forms import EvidenceField


class KindForm(forms.Form):
    """What is applied for."""

    kind = forms.ChoiceField(
        label=_("what do you apply for?"), choices=ApplicationKind.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, kinds: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(value, label) for value, label in ApplicationKind.choices if value in kinds]


class SectionForm(forms.Form):
    """One section of the setting standard: an answer and a note an item."""

    def __init__(self, *args: Any, items: Iterable[ApplicationItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = list(items)
        for row in self.items:
            self.fields[f"answer_{row.item_id}"] = forms.ChoiceField(
                label=f"{row.item.code} {row.item.text}",
                help_text=row.item.hint,
                choices=ItemAnswer.choices,
                widget=forms.RadioSelect,
                required=False,
                initial=row.answer,
            )
            self.fields[f"note_{row.item_id}"] = forms.CharField(
                label=_("note"), max_length=300, required=False, initial=row.note
            )

    def answers(self) -> dict[int, tuple[str, str]]:
        """Item's key → answer and note."""
        said = self.cleaned_data
        return {
            row.item_id: (said[f"answer_{row.item_id}"], said[f"note_{row.item_id}"]) for row in self.items
        }


class WishForm(forms.Form):
    """What is wished, and why; which questions depends on the kind."""

    name = forms.CharField(label=_("new name"), max_length=120, required=False)
    legal_representative = forms.CharField(label=_("new legal representative"), max_length=60, required=False)
    address = forms.CharField(
        label=_("address of the teaching site"),
        max_length=300,
        required=False,
        help_text=_("District, street and number, as on the lease."),
    )
    area = forms.DecimalField(
        label=_("area, m²"), required=False, min_value=1, max_value=99_999, decimal_places=2
    )
    subjects = forms.MultipleChoiceField(
        label=_("subjects to be taught"),
        choices=Subject.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    reason = forms.CharField(
        label=_("why"), max_length=2000, required=False, widget=forms.Textarea({"rows": 3})
    )
    settlement = forms.CharField(
        label=_("how pupils and fees are settled"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_(
            "Where the pupils go on, which fees are paid back, by when, and who answers the parents."
        ),
    )

    ASKED: dict[str, tuple[str, ...]] = {
        "new": ("address", "area", "subjects", "reason"),
        "change": ("name", "legal_representative", "address", "area", "subjects", "reason"),
        "renewal": ("reason",),
        "suspension": ("reason", "settlement"),
        "resumption": ("reason",),
        "surrender": ("reason", "settlement"),
    }

    def __init__(self, *args: Any, application: LicenceApplication, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = self.ASKED[application.kind]
        for name in set(self.fields) - set(asked):
            del self.fields[name]
        known = {**application.wished, "reason": application.reason, "settlement": application.settlement}
        for name, field in self.fields.items():
            field.initial = known.get(name)
        if application.kind == ApplicationKind.NEW and not application.wished:
            self.fields["address"].initial = application.institution.address
        if application.kind in SETTLES:
            self.fields["settlement"].required = True

    def wished(self) -> dict[str, Any]:
        """What is wished, as JSON keeps it."""
        names = ("name", "legal_representative", "address", "area", "subjects")
        said = {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}
        if said.get("area") is not None:
            said["area"] = str(said["area"])
        return said


class PaperForm(forms.Form):
    """Papers of one kind."""

    paper = forms.ChoiceField(label=_("which paper"), choices=LicencePaper.choices)
    uploads = EvidenceField(label=_("photo or PDF"))

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["paper"]
        assert isinstance(field, forms.ChoiceField)
        wanted = (*PAPERS[kind], "other")
        field.choices = [(value, label) for value, label in LicencePaper.choices if value in wanted]


class StopForm(forms.Form):
    """A declaration to stop."""

    stops_on = forms.DateField(label=_("last day of training"), widget=DateInput())
    pupils = forms.IntegerField(label=_("pupils now"), min_value=0, max_value=100_000)
    refund = forms.DecimalField(
        label=_("fees to pay back, yuan"), min_value=0, max_digits=10, decimal_places=2
    )
    settlement = forms.CharField(
        label=_("how pupils and fees are settled"), max_length=2000, widget=forms.Textarea({"rows": 4})
    )


class ReturnForm(forms.Form):
    """What must be completed."""

    marks = forms.MultipleChoiceField(
        label=_("what is missing or wrong"), widget=forms.CheckboxSelectMultiple, required=False
    )
    words = forms.CharField(
        label=_("what the applicant must do"), max_length=2000, widget=forms.Textarea({"rows": 4})
    )

    def __init__(self, *args: Any, application: LicenceApplication, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["marks"]
        assert isinstance(field, forms.MultipleChoiceField)
        wanted = PAPERS[application.kind]
        field.choices = [(value, label) for value, label in LicencePaper.choices if value in wanted]
        if application.standard_id:
            field.choices = [*field.choices, ("items", _("answers to the setting standard"))]


class RefuseForm(forms.Form):
    """Why an application is refused."""

    reason = forms.CharField(label=_("reason"), max_length=2000, widget=forms.Textarea({"rows": 4}))


class GrantForm(forms.Form):
    """Words with a decision in favour."""

    reason = forms.CharField(
        label=_("words to the applicant"), max_length=2000, required=False, widget=forms.Textarea({"rows": 2})
    )


class SiteCheckForm(forms.Form):
    """What a site check found, item by item."""

    on = forms.DateField(label=_("day of the check"), widget=DateInput())
    officers = forms.CharField(
        label=_("officers"), max_length=120, help_text=_("At least two, with their certificates' numbers.")
    )
    note = forms.CharField(
        label=_("what was seen"), max_length=2000, required=False, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args: Any, items: Iterable[ApplicationItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = list(items)
        for row in self.items:
            self.fields[f"met_{row.item_id}"] = forms.TypedChoiceField(
                label=f"{row.item.code} {row.item.text}",
                help_text=row.note,
                choices=[("yes", _("found met")), ("no", _("found not met")), ("na", _("does not apply"))],
                widget=forms.RadioSelect,
                coerce=lambda value: value != "no",
            )
            self.fields[f"seen_{row.item_id}"] = forms.CharField(
                label=_("note"), max_length=300, required=False
            )

    def found(self) -> dict[int, tuple[bool | None, str]]:
        """Item's key → met and what was seen."""
        said = self.cleaned_data
        return {row.item_id: (said[f"met_{row.item_id}"], self._seen(row.item_id)) for row in self.items}

    def _seen(self, item: int) -> str:
        """The note; an item that does not apply says so."""
        note = self.cleaned_data[f"seen_{item}"]
        applies = self.data.get(self.add_prefix(f"met_{item}")) != "na"
        return note if applies else f"{_('does not apply')} {note}".strip()


class IssueForm(forms.Form):
    """The permit as it is printed."""

    number = forms.CharField(label=_("permit number"), max_length=60)
    valid_from = forms.DateField(label=_("valid from"), widget=DateInput())
    valid_until = forms.DateField(label=_("valid until"), widget=DateInput())
    subjects = forms.MultipleChoiceField(
        label=_("subjects allowed"),
        choices=Subject.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(
        self, *args: Any, application: LicenceApplication, today: date, years: int, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if application.kind not in {ApplicationKind.NEW, ApplicationKind.RENEWAL}:
            self.fields.clear()
            return
        permit = application.permit if application.kind == ApplicationKind.RENEWAL else None
        if permit is not None:
            del self.fields["number"]
        ended = permit.valid_until if permit else None
        start = max(today, ended + timedelta(days=1)) if ended else today
        self.fields["valid_from"].initial = start
        self.fields["valid_until"].initial = _years_after(start, years)
        self.fields["subjects"].initial = (
            permit.subjects if permit else application.wished.get("subjects", [])
        )


def _years_after(start: date, years: int) -> date:
    """The day before the same day, `years` later."""
    day = 28 if (start.month, start.day) == (2, 29) else start.day
    return start.replace(year=start.year + years, day=day) - timedelta(days=1)


class RevokeForm(forms.Form):
    """A revocation with the file numbers that N3 asks for."""

    reason = forms.CharField(label=_("reason"), max_length=2000, widget=forms.Textarea({"rows": 3}))
    notice = forms.CharField(label=_("number of the notice"), max_length=60)
    defence = forms.CharField(label=_("number of the defence or hearing"), max_length=60)
    review = forms.CharField(label=_("number of the legal review"), max_length=60)
    decision = forms.CharField(label=_("number of the decision"), max_length=60)


class SettleForm(forms.Form):
    """How a declaration to stop was settled."""

    note = forms.CharField(
        label=_("what the district found"), max_length=2000, widget=forms.Textarea({"rows": 3})
    )
