"""What an officer takes down on the telephone or from a letter, all on one page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from complaints.forms.public import YouForm
from complaints.services.filing import Filing
from complaints.services.register import find_by_code
from complaints.terms import Kind, Told
from portal.regions.models import District


class CallForm(YouForm):
    """Everything at once, in the order in which people tell it."""

    description = forms.CharField(
        label=_("What happened, in the caller's words"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={"required": _("Write at least a sentence.")},
    )
    kind = forms.ChoiceField(
        label=_("What is it about?"),
        choices=[("", _("choose …")), *Kind.choices],
        error_messages={"required": _("Choose what comes closest.")},
    )
    described_name = forms.CharField(
        label=_("Name of the institution"),
        required=False,
        max_length=120,
        help_text=_("Two characters are enough; those of the register appear below."),
    )
    pick = forms.CharField(required=False, max_length=30, widget=forms.HiddenInput)
    described_address = forms.CharField(label=_("Address"), required=False, max_length=200)
    district = forms.ModelChoiceField(
        label=_("District"), queryset=District.objects.all(), required=False, empty_label=_("not yet known")
    )
    happened = forms.CharField(label=_("When did it happen?"), required=False, max_length=120)
    told = forms.ChoiceField(
        label=_("How shall the person be told?"), choices=Told.choices, initial=Told.TRACK, required=False
    )
    email = forms.EmailField(label=_("E-mail address"), required=False, max_length=120)
    said_who_sees = forms.BooleanField(
        label=_("I told the person who will see what"),
        error_messages={
            "required": _("Tell the person first: only the officers who handle it see the name.")
        },
    )
    order = ("description", "kind", "described_name", "pick", "described_address", "district", "happened")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["named"].label = _("Does the person give a name?")
        self.fields["named"].choices = [  # type: ignore[attr-defined]
            ("no", _("stays unknown")),
            ("yes", _("gives name and number")),
        ]
        self.order_fields([*self.order, "named", "name", "phone", "told", "email", "said_who_sees"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        pick = cleaned.get("pick", "")
        self.found = find_by_code(pick) if pick else None
        if pick and self.found is None:
            raise ValidationError(_("Choose one from the list, or describe it."))
        if cleaned.get("told") == Told.EMAIL and cleaned.get("named") == "yes" and not cleaned.get("email"):
            self.add_error("email", _("Write the address for the e-mail, or choose another way."))
        if self.found is None and not (cleaned.get("described_name") or cleaned.get("described_address")):
            self.add_error("described_name", _("Say which institution it is about, or where it is."))
        return cleaned

    def filing(self, source: str) -> Filing:
        """What is filed."""
        said = self.cleaned_data
        named = said["named"] == "yes"
        found = self.found
        return Filing(
            kind=said["kind"],
            description=said["description"],
            institution=found,
            described_name="" if found else said["described_name"],
            described_address="" if found else said["described_address"],
            district=said["district"],
            happened=said["happened"],
            name=said["name"] if named else "",
            phone=said["phone"] if named else "",
            email=said["email"] if named else "",
            told=said["told"] or Told.TRACK,
            source=source,
        )
