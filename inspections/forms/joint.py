"""Opening an inspection and calling it off."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inspections.models import Anomaly, Campaign
from inspections.rules.teams import WITHOUT_ENFORCEMENT
from inspections.services.caps import near_inspections, visits_left
from inspections.services.officers import inspectors_for
from inspections.terms import Source, Topic
from institutions.models import Institution
from portal.accounts.models import Membership
from portal.accounts.roles import Department

ENFORCING = [(value, label) for value, label in Department.choices if value not in WITHOUT_ENFORCEMENT]
NO_CERTIFICATE = _("no certificate on file")


class TopicsField(forms.MultipleChoiceField):
    """What is looked at; none chosen is all."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        words = {
            "label": _("Topics"),
            "help_text": _("None chosen: every item of each department is looked at."),
        }
        super().__init__(choices=Topic.choices, required=False, **(words | kwargs))


class OpenForm(forms.Form):
    """Departments, members, day and purpose of a joint inspection."""

    purpose = forms.CharField(
        label=_("Purpose"),
        max_length=200,
        help_text=_("Goes on the papers of the visit. Never who complained, nor that anybody did."),
    )
    source = forms.ChoiceField(
        label=_("Comes from"),
        choices=Source.choices,
        required=False,
        help_text=_(
            "A draw, a complaint and danger come unannounced; any other visit is announced when it is approved."
        ),
    )
    on = forms.DateField(label=_("Day of the visit"), widget=forms.DateInput)
    departments = forms.MultipleChoiceField(
        label=_("Departments"),
        choices=ENFORCING,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Each records its own part. A member's department takes part as well."),
    )
    topics = TopicsField()
    members = forms.MultipleChoiceField(
        label=_("Members"), widget=forms.CheckboxSelectMultiple, help_text=_("Two officers at least (N2).")
    )
    in_name_of = forms.ChoiceField(
        label=_("In the name of"),
        choices=[("", _("the department of whoever opens it")), *ENFORCING],
        required=False,
    )
    exception_reason = forms.CharField(
        label=_("Why one visit beyond the year's cap"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    apart = forms.BooleanField(label=_("Make a second visit all the same"), required=False)
    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    campaign = forms.ModelChoiceField(Campaign.objects.none(), required=False, widget=forms.HiddenInput)
    anomaly = forms.ModelChoiceField(Anomaly.objects.none(), required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, institution: Institution, campaigns: Any, anomalies: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["campaign"].queryset = campaigns  # type: ignore[attr-defined]
        self.fields["anomaly"].queryset = anomalies  # type: ignore[attr-defined]
        self.inspectors = {str(member.pk): member for member in inspectors_for(institution)}
        self.fields["members"].choices = by_department(self.inspectors)  # type: ignore[attr-defined]
        self.institution = institution
        if not self.is_bound:
            self._ask_only_what_is_needed(timezone.localdate())

    def _ask_only_what_is_needed(self, on: date) -> None:
        """Leave out the cap while visits are left, and the second visit where there is no first."""
        if visits_left(self.institution, on):
            del self.fields["exception_reason"]
        if not near_inspections(self.institution, on):
            del self.fields["apart"]

    def clean_source(self) -> str:
        return self.cleaned_data["source"] or Source.PLAN

    def clean(self) -> dict[str, Any]:
        """Warn before a second visit is opened beside one that could be joined (N2)."""
        data = super().clean() or self.cleaned_data
        apart = data.pop("apart", False)
        if not apart and data.get("on"):
            near = near_inspections(self.institution, data["on"], client_id=data.get("client_id"))
            if near:
                days = "、".join(inspection.on.isoformat() for inspection in near)
                words = gettext("A visit is open near that day: %(days)s. Join it, or tick this.")
                self.add_error("apart", words % {"days": days})
        return data

    def clean_members(self) -> list[Membership]:
        return [self.inspectors[pk] for pk in self.cleaned_data["members"]]


def by_department(inspectors: dict[str, Membership]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The choices, department by department, each officer with the certificate."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for pk, member in inspectors.items():
        certificate = member.user.enforcement_certificate or str(NO_CERTIFICATE)
        words = f"{member.user} · {member.district or member.get_role_display()} · {certificate}"
        groups.setdefault(str(member.get_department_display()), []).append((pk, words))
    return list(groups.items())


class ReasonForm(forms.Form):
    """A written reason."""

    reason = forms.CharField(
        label=_("Reason"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class NothingForm(forms.Form):
    """A button."""
