"""What a phone sends, read and judged: a piece of a photo, and a draft by the items' codes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from inspections.forms.parts import PartForm
from inspections.services.phone import LARGEST_PIECE, Taken
from inspections.terms import UploadKind
from institutions.models import StandardItem

MOST_PIECES = 64
MOST_EXTRAS = 30
STATEMENT = ("statement_name", "statement_role", "statement_text")
OF_AN_ANSWER = ("outcome", "note", "group")


class PieceForm(forms.Form):
    """One piece of a photo or signature."""

    id = forms.UUIDField()
    kind = forms.ChoiceField(choices=UploadKind.choices)
    name = forms.CharField(max_length=120)
    label = forms.CharField(max_length=120, required=False)
    sha256 = forms.RegexField(re.compile(r"^[0-9a-f]{64}$"))
    total = forms.IntegerField(min_value=1, max_value=MOST_PIECES)
    index = forms.IntegerField(min_value=0, max_value=MOST_PIECES - 1)
    taken_at = forms.DateTimeField(required=False)
    latitude = forms.DecimalField(min_value=-90, max_value=90, required=False)
    longitude = forms.DecimalField(min_value=-180, max_value=180, required=False)
    accuracy = forms.IntegerField(min_value=0, max_value=1_000_000, required=False)
    piece = forms.FileField()

    def clean_piece(self) -> bytes:
        piece = self.cleaned_data["piece"]
        if piece.size > LARGEST_PIECE:
            raise ValidationError(_("The piece is too large."))
        content: bytes = piece.read()
        return content

    @property
    def taken(self) -> Taken:
        """What the phone says of it."""
        said = self.cleaned_data
        place = said["latitude"] is not None and said["longitude"] is not None
        return Taken(
            id=said["id"],
            kind=said["kind"],
            name=said["name"],
            label=said["label"],
            sha256=said["sha256"],
            pieces_in_all=said["total"],
            taken_at=said["taken_at"],
            latitude=round(said["latitude"], 6) if place else None,
            longitude=round(said["longitude"], 6) if place else None,
            accuracy=said["accuracy"] if place else None,
        )


class UnreadableDraft(ValueError):
    """The phone sent something that is no draft."""


def read_draft(body: bytes) -> dict[str, Any]:
    """The draft a phone sent. Raises UnreadableDraft."""
    try:
        draft = json.loads(body)
    except (ValueError, UnicodeDecodeError) as error:
        raise UnreadableDraft from error
    if not isinstance(draft, dict) or not isinstance(draft.get("answers", {}), dict):
        raise UnreadableDraft
    if not isinstance(draft.get("extras", []), list) or not isinstance(draft.get("statement", {}), dict):
        raise UnreadableDraft
    return draft


def gone(draft: Mapping[str, Any], items: Sequence[StandardItem]) -> list[str]:
    """The codes that the draft answers and the checklist no longer asks; a group chosen beforehand is no answer."""
    asked = {item.code for item in items}
    return sorted(
        code for code, said in draft.get("answers", {}).items() if code not in asked and _is_answered(said)
    )


def _is_answered(said: object) -> bool:
    return isinstance(said, dict) and bool(said.get("outcome") or said.get("note"))


def as_post(draft: Mapping[str, Any], items: Sequence[StandardItem]) -> dict[str, Any]:
    """The draft in the words of the recording page, whose form judges it."""
    data: dict[str, Any] = {
        "version": draft.get("version", ""),
        "client_id": draft.get("client_id", ""),
        **{name: str(draft.get("statement", {}).get(name, "")) for name in STATEMENT},
    }
    if draft.get("statement", {}).get("statement_refused"):
        data["statement_refused"] = "on"
    for item in items:
        said = draft.get("answers", {}).get(item.code)
        if isinstance(said, dict):
            data |= {f"i{item.pk}-{name}": str(said.get(name, "")) for name in OF_AN_ANSWER}
            if said.get("corrected"):
                data[f"i{item.pk}-corrected"] = "on"
    for place, extra in enumerate(draft.get("extras", [])[:MOST_EXTRAS]):
        if isinstance(extra, dict):
            data[f"x{place}-group"] = str(extra.get("group", ""))
            data[f"x{place}-text"] = str(extra.get("text", ""))
    return data


def errors_of(form: PartForm) -> dict[str, list[str]]:
    """What is wrong, by the names under which the page shows the fields."""
    return {name: [str(error) for error in errors] for name, errors in form.errors.items()}
