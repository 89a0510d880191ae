"""Opening a penalty case, what is put on file in it, its review and its end."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inspections.models import Finding
from inspections.rules.effects import NEEDS_PAPERS
from inspections.rules.ladder import Proposal, offered_for
from inspections.services.case_steps import Said
from inspections.services.cases import Opening
from inspections.terms import WITHOUT_PENALTY, CaseState, Group, Measure, StepKind
from portal.accounts.models import Membership
from portal.evidence.forms import EvidenceField


def area(rows: int = 3) -> forms.Textarea:
    """A field of several lines."""
    return forms.Textarea(attrs={"rows": rows})


def day(**attrs: Any) -> forms.DateInput:
    """A field for a day."""
    return forms.DateInput(attrs={"type": "date", **attrs})


class WithCompanion(forms.Form):
    """A form that names the second officer."""

    def __init__(self, *args: Any, companions: Sequence[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.companions = {str(member.pk): member for member in companions}
        self.fields["companion"].choices = [  # type: ignore[attr-defined]
            ("", _("choose")),
            *((pk, f"{member.user} · {member.label}") for pk, member in self.companions.items()),
        ]

    def clean_companion(self) -> Membership | None:
        return self.companions.get(self.cleaned_data["companion"])


class OpenCaseForm(WithCompanion):
    """What is considered, on which grounds, and who leads it."""

    measures = forms.MultipleChoiceField(
        label=_("Measures considered"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Ticked is what the rule proposes. The notice says them, and no harder one can be decided."
        ),
    )
    grounds = forms.CharField(label=_("Facts and evidence"), max_length=4000, required=False, widget=area(5))
    ended_on = forms.DateField(
        label=_("Last day of what was found"),
        widget=day(),
        help_text=_(
            "What still goes on ends with the day it was found. Found too long after it ended, it is not penalised any more."
        ),
    )
    at_stake = forms.BooleanField(
        label=_("Life, health or money is at stake: it lapses later"), required=False
    )
    companion = forms.ChoiceField(
        label=_("Second officer"),
        required=False,
        help_text=_("Two officers lead a case; who has an interest steps back."),
    )
    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, finding: Finding, proposal: Proposal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        guarded = [measure for measure in offered_for(Group(finding.group)) if measure in NEEDS_PAPERS]
        self.fields["measures"].choices = [(m.value, Measure(m).label) for m in guarded]  # type: ignore[attr-defined]
        self.initial.setdefault("measures", [m.value for m in proposal.measures if m in NEEDS_PAPERS])
        self.initial.setdefault("grounds", finding.text)
        self.initial.setdefault("ended_on", finding.found_on)

    @property
    def opening(self) -> Opening:
        """What was typed, for the service."""
        return Opening(**self.cleaned_data)


class StepForm(forms.Form):
    """One step put on file."""

    kind = forms.ChoiceField(label=_("What is put on file"), widget=forms.RadioSelect)
    on = forms.DateField(label=_("Day"), widget=day())
    text = forms.CharField(label=_("Words"), max_length=6000, required=False, widget=area(5))
    files = EvidenceField(label=_("Files"), required=False)  # type: ignore[assignment]
    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, kinds: Sequence[StepKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(str(kind), StepKind(kind).label) for kind in kinds]  # type: ignore[attr-defined]
        self.initial.setdefault("on", timezone.localdate())
        if len(kinds) == 1:
            self.initial.setdefault("kind", str(kinds[0]))

    @property
    def said(self) -> Said:
        """What was typed, for the service."""
        return Said(**self.cleaned_data)


class OwnStepForm(StepForm):
    """The same for the institution: it happens today."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["on"]
        self.fields["kind"].label = _("What you want to say")
        self.fields["text"].label = _("Your words")

    @property
    def said(self) -> Said:
        return Said(on=timezone.localdate(), **self.cleaned_data)


class HearingForm(forms.Form):
    """Day and place of the hearing."""

    hearing_on = forms.DateField(label=_("Day of the hearing"), widget=day())
    place = forms.CharField(label=_("Place of the hearing"), max_length=200, required=False)
    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class ReviewForm(forms.Form):
    """The legal review."""

    passes = forms.TypedChoiceField(
        label=_("Result of the review"),
        choices=[("yes", _("passed: it can be decided")), ("no", _("sent back"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    opinion = forms.CharField(label=_("Opinion"), max_length=4000, required=False, widget=area(4))
    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class OfficersForm(WithCompanion):
    """Other officers take a case over."""

    companion = forms.ChoiceField(label=_("Second officer"), required=False)
    reason = forms.CharField(
        label=_("Who steps back and why"), max_length=1000, required=False, widget=area(2)
    )
    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class CloseCaseForm(forms.Form):
    """No penalty."""

    state = forms.ChoiceField(
        label=_("Why there is none"),
        choices=[(str(state), CaseState(state).label) for state in WITHOUT_PENALTY],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("Reason"), max_length=2000, required=False, widget=area())
