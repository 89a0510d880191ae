"""The recording page of a department's part: an item a card, made for a phone."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from inspections.models import VisitPart
from inspections.rules.checklist import Answer, Extra, Lack, lacking, unfinished
from inspections.services.parts import Entry
from inspections.terms import Group, Outcome
from institutions.models import StandardItem
from portal.evidence.forms import EvidenceField

SPARE_EXTRAS = 2
KEEP, SUBMIT = "keep", "submit"
GROUPS = [("", _("choose")), *Group.choices]
MISSING = {
    Lack.OUTCOME: _("Say whether it is met."),
    Lack.NOTE: _("Write what was seen."),
    Lack.GROUP: _("Choose the violation group."),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One item with its fields."""

    item: StandardItem
    outcome: BoundField
    note: BoundField
    group: BoundField
    corrected: BoundField

    @property
    def is_wrong(self) -> bool:
        return bool(self.outcome.errors or self.note.errors or self.group.errors)


@dataclass(frozen=True, slots=True)
class ExtraRow:
    """One finding outside the list."""

    group: BoundField
    text: BoundField


def area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def note_area() -> forms.Textarea:
    """A text area whose empty placeholder lets the style sheet tell whether anything was typed."""
    return forms.Textarea(attrs={"rows": 2, "placeholder": " "})


class PartForm(forms.Form):
    """All that one department records: items, findings besides, statement, photos.

    A draft takes anything; a submission needs every item, and words where one is not met.
    """

    statement_name = forms.CharField(label=_("Name of the person on site"), max_length=60, required=False)
    statement_role = forms.CharField(label=_("Role there"), max_length=60, required=False)
    statement_text = forms.CharField(
        label=_("What the person said"), max_length=4000, required=False, widget=area(4)
    )
    statement_refused = forms.BooleanField(label=_("Nobody on site would make a statement"), required=False)
    files = EvidenceField(label=_("Photos and files"), required=False)  # type: ignore[assignment]
    version = forms.IntegerField(widget=forms.HiddenInput)
    client_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, part: VisitPart, items: Sequence[StandardItem], act: str = KEEP, **kwargs: Any
    ) -> None:
        self.part, self.items, self.act = part, items, act
        kwargs["initial"] = _initial(part, items) | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        for item in items:
            self._add_item(item)
        self.extras = max(len(part.extra), self._extras_sent()) + SPARE_EXTRAS
        for place in range(self.extras):
            self.fields[f"x{place}-group"] = forms.ChoiceField(
                label=_("Violation group"), choices=GROUPS, required=False
            )
            self.fields[f"x{place}-text"] = forms.CharField(
                label=_("What was found"), max_length=2000, required=False, widget=area(2)
            )

    def _add_item(self, item: StandardItem) -> None:
        name = f"i{item.pk}"
        self.fields[f"{name}-outcome"] = forms.ChoiceField(
            label=str(item), choices=Outcome.choices, required=False, widget=forms.RadioSelect
        )
        self.fields[f"{name}-note"] = forms.CharField(
            label=_("What was seen"), max_length=2000, required=False, widget=note_area()
        )
        self.fields[f"{name}-group"] = forms.ChoiceField(
            label=_("Violation group of the finding"), choices=GROUPS, required=False
        )
        self.fields[f"{name}-corrected"] = forms.BooleanField(
            label=_("Put right on the spot: a note, no finding"), required=False
        )

    def _extras_sent(self) -> int:
        sent = [
            int(n[1:-5]) for n in self.data if n.startswith("x") and n.endswith("-text") and n[1:-5].isdigit()
        ]
        return min(max(sent, default=-1) + 1, 30)

    @property
    def rows(self) -> Iterator[Row]:
        """The items in their order."""
        for item in self.items:
            name = f"i{item.pk}"
            yield Row(
                item,
                self[f"{name}-outcome"],
                self[f"{name}-note"],
                self[f"{name}-group"],
                self[f"{name}-corrected"],
            )

    @property
    def extra_rows(self) -> Iterator[ExtraRow]:
        """The findings besides, with spare lines."""
        for place in range(self.extras):
            yield ExtraRow(self[f"x{place}-group"], self[f"x{place}-text"])

    def _answers(self, data: dict[str, Any]) -> list[Answer]:
        return [
            Answer(
                item.pk,
                data.get(f"i{item.pk}-outcome", ""),
                data.get(f"i{item.pk}-note", ""),
                data.get(f"i{item.pk}-group", ""),
                data.get(f"i{item.pk}-corrected", False),
            )
            for item in self.items
        ]

    def _extras(self, data: dict[str, Any]) -> list[Extra]:
        typed = [
            Extra(data.get(f"x{place}-group", ""), data.get(f"x{place}-text", ""))
            for place in range(self.extras)
        ]
        return [extra for extra in typed if extra.group or extra.text]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.act == SUBMIT:
            for item, lack in lacking(self._answers(data)):
                self.add_error(f"i{item}-{lack}", MISSING[lack])
            if unfinished(self._extras(data)):
                self.add_error(None, _("A finding outside the list needs a group and words."))
        return data

    @property
    def entry(self) -> Entry:
        """What was typed, for the service."""
        data = self.cleaned_data
        return Entry(
            answers=self._answers(data),
            extras=self._extras(data),
            statement_name=data["statement_name"],
            statement_role=data["statement_role"],
            statement_text=data["statement_text"],
            statement_refused=data["statement_refused"],
            files=data["files"],
        )


def _initial(part: VisitPart, items: Sequence[StandardItem]) -> dict[str, Any]:
    """What stands in the draft; an item not yet answered has its own group chosen beforehand."""
    initial: dict[str, Any] = {
        "statement_name": part.statement_name,
        "statement_role": part.statement_role,
        "statement_text": part.statement_text,
        "statement_refused": part.statement_refused,
        "version": part.version,
        "client_id": uuid.uuid4(),
    }
    results = {result.item_id: result for result in part.results.all()}
    for item in items:
        result, name = results.get(item.pk), f"i{item.pk}"
        initial[f"{name}-group"] = (result.group if result else "") or item.group
        if result:
            initial[f"{name}-outcome"] = result.outcome
            initial[f"{name}-note"] = result.note
            initial[f"{name}-corrected"] = result.corrected
    for place, extra in enumerate(part.extra):
        initial[f"x{place}-group"], initial[f"x{place}-text"] = extra["group"], extra["text"]
    return initial
