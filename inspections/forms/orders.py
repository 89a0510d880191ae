"""Reporting on an order, extending it, looking again."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inspections.models import RectificationOrder
from inspections.services.officers import companions_for
from inspections.services.reinspections import Seen
from portal.accounts.actors import Actor
from portal.evidence.forms import EvidenceField

PASSED, FAILED = "passed", "failed"


class OrderForm(forms.Form):
    """A form about one order; knows it and who asks."""

    def __init__(self, *args: Any, order: RectificationOrder, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order, self.actor = order, actor
        self.prepare()

    def prepare(self) -> None:
        """Fill in what depends on the order."""


class ReportForm(OrderForm):
    """The rectification report with its evidence."""

    text = forms.CharField(
        label=_("What was put right"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Point by point, as the order says."),
    )
    files = EvidenceField(  # type: ignore[assignment]
        label=_("Evidence"), required=False, help_text=_("Photos, receipts, papers: 10 MB each at most.")
    )
    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class ExtendForm(OrderForm):
    """More time, once."""

    days = forms.IntegerField(label=_("Working days more"), min_value=1, max_value=30, initial=5)
    reason = forms.CharField(
        label=_("Reason"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class ReasonForm(OrderForm):
    """A written reason."""

    reason = forms.CharField(
        label=_("Reason"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class ReinspectForm(OrderForm):
    """What two officers saw when they looked again."""

    outcome = forms.ChoiceField(
        label=_("Result"),
        choices=[(PASSED, _("put right: passed")), (FAILED, _("still not up to standard"))],
        widget=forms.RadioSelect,
    )
    companion = forms.ChoiceField(label=_("Second officer"), help_text=_("Two officers at least (N2)."))
    note = forms.CharField(
        label=_("What was seen"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    statement_name = forms.CharField(label=_("Name of the person on site"), max_length=60, required=False)
    statement_role = forms.CharField(label=_("Role there"), max_length=60, required=False)
    statement_text = forms.CharField(
        label=_("What the person said"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    files = EvidenceField(label=_("Photos and files"), required=False)  # type: ignore[assignment]

    def prepare(self) -> None:
        able = companions_for(self.order.institution, self.actor)
        self.companions = {str(member.pk): member for member in able}
        self.fields["companion"].choices = [  # type: ignore[attr-defined]
            ("", _("choose")),
            *((pk, f"{member.user} · {member.label}") for pk, member in self.companions.items()),
        ]

    @property
    def seen(self) -> Seen:
        """What was typed, for the service."""
        data = dict(self.cleaned_data)
        data.pop("outcome")
        return Seen(**(data | {"companion": self.companions[data["companion"]]}))
