"""Opening an inspection and calling it off."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inspections.rules.teams import WITHOUT_ENFORCEMENT
from inspections.services.officers import inspectors_for
from institutions.models import Institution
from portal.accounts.models import Membership
from portal.accounts.roles import Department

ENFORCING = [(value, label) for value, label in Department.choices if value not in WITHOUT_ENFORCEMENT]
NO_CERTIFICATE = _("no certificate on file")


class OpenForm(forms.Form):
    """Departments, members, day and purpose of a joint inspection."""

    purpose = forms.CharField(
        label=_("Purpose"),
        max_length=200,
        help_text=_("Goes on the papers of the visit. Never who complained, nor that anybody did."),
    )
    on = forms.DateField(label=_("Day of the visit"), widget=forms.DateInput)
    departments = forms.MultipleChoiceField(
        label=_("Departments"),
        choices=ENFORCING,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Each records its own part. A member's department takes part as well."),
    )
    members = forms.MultipleChoiceField(
        label=_("Members"), widget=forms.CheckboxSelectMultiple, help_text=_("Two officers at least (N2).")
    )
    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, institution: Institution, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.inspectors = {str(member.pk): member for member in inspectors_for(institution)}
        self.fields["members"].choices = _by_department(self.inspectors)  # type: ignore[attr-defined]

    def clean_members(self) -> list[Membership]:
        return [self.inspectors[pk] for pk in self.cleaned_data["members"]]


def _by_department(inspectors: dict[str, Membership]) -> list[tuple[str, list[tuple[str, str]]]]:
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
