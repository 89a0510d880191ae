"""What officers type."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.models import Complaint
from complaints.services.mixing import batches_for
from complaints.terms import SHORT, TAKEN_DOWN, Outcome, PauseGround, RefusalGround
from inspections.services.officers import inspectors_for
from portal.accounts.actors import Actor
from portal.accounts.roles import Department
from portal.regions.models import District, Street

NO_NAMES = _("Not the person's name or number: this stays in the history for good.")

# Nothing is chosen for the officer.
CHOOSE = ("", _("Please choose"))


class ComplaintForm(forms.Form):
    """A form about one complaint; knows it and who asks."""

    def __init__(self, *args: Any, complaint: Complaint, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.complaint = complaint
        self.actor = actor
        self.prepare()

    def prepare(self) -> None:
        """Fill in what depends on the complaint."""


class DepartmentsField(forms.MultipleChoiceField):
    """Which departments look into it."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=Department.choices, label=_("Departments in charge"), **kwargs)


class AcceptForm(ComplaintForm):
    """Take it on, and say who looks into it."""

    departments = DepartmentsField(required=False)
    street = forms.ModelChoiceField(
        label=_("Street"), queryset=Street.objects.none(), required=False, empty_label=_("none")
    )

    def prepare(self) -> None:
        streets = Street.objects.filter(district=self.complaint.district)
        self.fields["street"].queryset = streets  # type: ignore[attr-defined]
        self.initial.setdefault("departments", self.complaint.departments)
        self.initial.setdefault("street", self.complaint.street_id)


class RefuseForm(ComplaintForm):
    """Do not take it on."""

    ground = forms.ChoiceField(label=_("Why is it not accepted?"), choices=[CHOOSE, *RefusalGround.choices])
    text = forms.CharField(
        label=_("What the person will read"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Say it kindly, and where they can turn instead."),
    )


class DispatchForm(ComplaintForm):
    """Send it on."""

    district = forms.ModelChoiceField(label=_("District"), queryset=District.objects.all(), empty_label=None)
    street = forms.ModelChoiceField(
        label=_("Street"), queryset=Street.objects.none(), required=False, empty_label=_("none")
    )
    departments = DepartmentsField(required=False)
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=NO_NAMES,
    )

    def prepare(self) -> None:
        self.fields["street"].queryset = Street.objects.select_related("district")  # type: ignore[attr-defined]
        self.fields["street"].choices = self._streets_by_district()  # type: ignore[attr-defined]
        self.initial.setdefault("district", self.complaint.district_id)
        self.initial.setdefault("street", self.complaint.street_id)
        self.initial.setdefault("departments", self.complaint.departments)

    def _streets_by_district(self) -> list[tuple[Any, Any]]:
        groups: dict[str, list[tuple[int, str]]] = {}
        for street in Street.objects.select_related("district"):
            groups.setdefault(street.district.name, []).append((street.pk, street.name))
        return [("", _("none")), *groups.items()]


class CheckForm(ComplaintForm):
    """What the check of the leads came to."""

    outcome = forms.ChoiceField(label=_("What did the check come to?"), choices=[CHOOSE, *Outcome.choices])
    text = forms.CharField(
        label=_("What was checked and how"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Internal: the person reads only what it came to."),
    )


class VisitForm(ComplaintForm):
    """Open a joint inspection from it."""

    purpose = forms.CharField(
        label=_("Purpose"),
        max_length=200,
        help_text=_("Goes on the visit's papers: not who complained, nor that anybody did."),
    )
    departments = DepartmentsField()
    members = forms.MultipleChoiceField(label=_("Members"), widget=forms.CheckboxSelectMultiple)
    on = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}))
    among = forms.TypedChoiceField(
        label=_("Among the visits of a draw"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_(
            "Then day and purpose are those of the draw, and the visit tells nobody that it was reported."
        ),
    )

    def prepare(self) -> None:
        institution = self.complaint.institution
        batches = batches_for(self.complaint)
        self.fields["among"].choices = [  # type: ignore[attr-defined]
            ("", _("a visit by itself")),
            *((pk, f"{visit.on} · {visit.purpose}") for pk, visit in batches.items()),
        ]
        if not batches:
            del self.fields["among"]
        found = inspectors_for(institution) if institution else []
        self.inspectors = {str(member.pk): member for member in found}
        self.fields["members"].choices = [  # type: ignore[attr-defined]
            (pk, str(member)) for pk, member in self.inspectors.items()
        ]
        self.initial.setdefault("departments", self.complaint.departments)

    def clean_members(self) -> list[Any]:
        return [self.inspectors[pk] for pk in self.cleaned_data["members"]]


class AnswerForm(ComplaintForm):
    """The answer; with the outcome of the check where nobody wrote it down before."""

    outcome = forms.ChoiceField(label=_("What did the check come to?"), choices=[CHOOSE, *Outcome.choices])
    text = forms.CharField(
        label=_("The answer that the person will read"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def prepare(self) -> None:
        if self.complaint.checked_on is not None:
            del self.fields["outcome"]


class ExtendForm(ComplaintForm):
    """More time for the running step."""

    reason = forms.CharField(
        label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}), help_text=NO_NAMES
    )


class PauseForm(ComplaintForm):
    """Let the clock stand still."""

    ground = forms.ChoiceField(
        label=_("Why does the clock stand still?"), choices=[CHOOSE, *PauseGround.choices]
    )


class ReturnForm(ComplaintForm):
    """Send the answer back to the district."""

    reason = forms.CharField(
        label=_("What is to be done better?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=NO_NAMES,
    )


class NoteForm(ComplaintForm):
    """An internal note."""

    text = forms.CharField(
        label=_("Note"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only officers who see this complaint read it."),
    )


class IdentityForm(ComplaintForm):
    """Open who complained."""

    reason = forms.CharField(label=_("What do you need it for?"), max_length=300, help_text=NO_NAMES)


class DeclineForm(ComplaintForm):
    """Do not open who complained."""

    reason = forms.CharField(label=_("Why is it not opened?"), max_length=300, help_text=NO_NAMES)


class SourceForm(forms.Form):
    """By which way a report came."""

    source = forms.ChoiceField(
        label=_("It comes by"),
        choices=[(source.value, source.label) for source in TAKEN_DOWN],
        widget=forms.RadioSelect,
        initial=TAKEN_DOWN[0],
    )


class MergeForm(ComplaintForm):
    """Handle it together with another one."""

    number = forms.CharField(label=_("Number of the other complaint"), max_length=24)


class UnmergeForm(ComplaintForm):
    """Handle it by itself again."""

    reason = forms.CharField(label=_("Why is it another matter?"), max_length=300, help_text=NO_NAMES)


class AskForm(ComplaintForm):
    """Ask the person for more."""

    text = forms.CharField(
        label=_("What should the person add?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "They read it with their number and secret; until they add something, the clock stands still."
        ),
    )


class UrgeForm(ComplaintForm):
    """Urge the district."""

    text = forms.CharField(
        label=_("What should the district do, and by when?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=NO_NAMES,
    )


class ReplyForm(ComplaintForm):
    """Reply to the city."""

    text = forms.CharField(
        label=_("What is being done, and by when?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=NO_NAMES,
    )


ASKED = [
    (value, label)
    for value, label in Department.choices
    if value not in {Department.EDUCATION, Department.STREET}
]


class JointForm(ComplaintForm):
    """Ask other departments for their part."""

    departments = forms.MultipleChoiceField(
        label=_("Departments asked"), choices=ASKED, widget=forms.CheckboxSelectMultiple
    )
    text = forms.CharField(
        label=_("What they are to look into, in your words"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("They read this and the institution's name, never the report nor who made it."),
    )


class OpinionForm(forms.Form):
    """A department says its part."""

    opinion = forms.CharField(
        label=_("What the department found or did"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class TemplateForm(forms.Form):
    """Words to begin an answer with."""

    title = forms.CharField(label=_("Title"), max_length=60)
    kind = forms.ChoiceField(
        label=_("For complaints about"),
        required=False,
        choices=[("", _("everything")), *((kind.value, words) for kind, words in SHORT.items())],
    )
    text = forms.CharField(
        label=_("Words"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("{机构} becomes the institution, {编号} the number, {日期} the day it was received."),
    )


class LinkForm(ComplaintForm):
    """Which institution of the register it is."""

    code = forms.CharField(label=_("Credit code or register number"), max_length=30)


class PlainForm(ComplaintForm):
    """Nothing to type: a button."""
