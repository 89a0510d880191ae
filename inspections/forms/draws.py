"""Preparing a draw, going on with it, and declaring a conflict of interest."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inspections.forms.joint import ENFORCING, TopicsField
from inspections.models import Campaign
from inspections.queries import CampaignQuerySet
from inspections.services.interests import find_institution
from institutions.models import Institution
from portal.accounts.actors import Actor
from portal.accounts.models import Membership
from portal.regions.models import District


class PrepareForm(forms.Form):
    """Where, what for, how many."""

    district = forms.ModelChoiceField(
        label=_("District"), queryset=District.objects.none(), to_field_name="slug", empty_label=None
    )
    title = forms.CharField(
        label=_("Title"), max_length=120, help_text=_("Published as it stands, with the pool.")
    )
    share = forms.IntegerField(
        label=_("Share of the targets (per cent)"),
        min_value=1,
        max_value=100,
        required=False,
        help_text=_("Or leave it empty and give a number of targets."),
    )
    count = forms.IntegerField(label=_("Number of targets"), min_value=1, max_value=100_000, required=False)
    inspectors = forms.IntegerField(
        label=_("Inspectors for each visit"),
        min_value=1,
        max_value=10,
        help_text=_("Certified; two at least, one of a department with enforcement power (N2)."),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        districts = District.objects.all()
        if actor.district_ids is not None:
            districts = districts.filter(pk__in=actor.district_ids)
        self.fields["district"].queryset = districts  # type: ignore[attr-defined]


class CommitForm(forms.Form):
    """The pool that was looked at."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)


class VisitsForm(forms.Form):
    """Day, departments, topics and purpose of the visits of a draw, and the campaign they are made for."""

    on = forms.DateField(label=_("Day of the visits"), widget=forms.DateInput)
    departments = forms.MultipleChoiceField(
        label=_("Departments"),
        choices=ENFORCING,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Besides those of the inspectors drawn, which take part in any case."),
    )
    campaign = forms.ModelChoiceField(
        Campaign.objects.none(),
        label=_("For the campaign"),
        required=False,
        empty_label=_("no campaign"),
        help_text=_("What was drawn becomes its targets."),
    )
    topics = TopicsField(
        help_text=_("None chosen: those of the campaign; without one every item of each department.")
    )
    purpose = forms.CharField(
        label=_("Purpose"),
        max_length=200,
        help_text=_("Goes on the papers of the visit. Never who complained, nor that anybody did."),
    )

    def __init__(self, *args: Any, campaigns: CampaignQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["campaign"].queryset = campaigns  # type: ignore[attr-defined]
        if not campaigns:
            del self.fields["campaign"]

    def clean_topics(self) -> list[str] | None:
        return self.cleaned_data["topics"] or None


class InterestForm(forms.Form):
    """Who steps back from which institution, why, until when."""

    officer = forms.ChoiceField(label=_("Officer"))
    institution = forms.CharField(
        label=_("Institution"), max_length=120, help_text=_("Its code or its full name.")
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Kept encrypted and never published; the pair of officer and institution is."),
    )
    until = forms.DateField(
        label=_("Until"),
        widget=forms.DateInput,
        required=False,
        help_text=_("Left empty, it holds until it is ended."),
    )

    def __init__(self, *args: Any, actor: Actor, officers: list[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.officers = {str(member.pk): member for member in officers}
        self.fields["officer"].choices = [  # type: ignore[attr-defined]
            (pk, f"{member.user} · {member.label}") for pk, member in self.officers.items()
        ]

    def clean_officer(self) -> Membership:
        return self.officers[self.cleaned_data["officer"]]

    def clean_institution(self) -> Institution:
        found = find_institution(self.actor, self.cleaned_data["institution"])
        if found is None:
            raise forms.ValidationError(_("No institution of your territory has this code or name."))
        return found
