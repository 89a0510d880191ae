"""A class to be filed, with its lessons and what the checks say beside its fields."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from institutions.forms.dates import DateInput
from institutions.forms.lessons import ROWS_AT_MOST, LessonFormSet
from institutions.models import CourseFiling, Institution, Room, Teacher
from institutions.rules.class_syllabus import STAGE_OF_SCHOOL
from institutions.rules.class_times import Slot
from institutions.rules.remarks import Remark
from institutions.rules.syllabus_topics import STAGES
from institutions.services.filings import remarks_on, told

NEEDED = ("name", "subject", "stage", "content", "pupils", "hours", "fee", "starts_on", "ends_on")
GRADES = {"primary": (1, 6), "junior": (7, 9), "senior": (10, 12)}
TYPED_AT_MOST = 20_000
FIELDS_TYPED = (
    "name",
    "subject",
    "stage",
    "grade",
    "syllabus_stage",
    "content",
    "outline",
    "materials",
    "filed_teacher",
    "teacher",
    "online",
    "room",
    "pupils",
    "hours",
    "starts_on",
    "ends_on",
    "fee_item",
    "fee",
)


class TeacherChoice(forms.ModelChoiceField):
    """Teachers by name and subject."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} · {obj.get_subject_display()}"


class RoomChoice(forms.ModelChoiceField):
    """Rooms with their site and area."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} · {obj.area.normalize():f} m² · {obj.site.name or obj.site.address}"


class FilingForm(forms.ModelForm):
    """A class to be filed. What the checks find is said beside the field, and may be sent all the same.

    `typed` is what a draft kept, or what was typed when another row was asked for: shown again, not judged.
    """

    filed_teacher = TeacherChoice(label=_("teacher"), queryset=Teacher.objects.none(), required=False)
    room = RoomChoice(label=_("room"), queryset=Room.objects.none(), required=False)
    teacher = forms.CharField(
        label=_("teacher's name, where not filed yet"),
        max_length=40,
        required=False,
        help_text=_(
            "Every teacher of a school subject is filed with contract and certificate; choose above."
        ),
    )
    lessons = forms.CharField(label=_("days and times"), required=False)
    series = forms.UUIDField(widget=forms.HiddenInput, required=False)
    sure = forms.BooleanField(
        required=False,
        label=_("I have read the remarks and file the class as it is"),
        widget=forms.HiddenInput,
    )

    class Meta:
        model = CourseFiling
        fields = FIELDS_TYPED
        widgets = {
            "starts_on": DateInput(),
            "ends_on": DateInput(),
            "content": forms.Textarea({"rows": 4}),
            "outline": forms.Textarea({"rows": 8}),
            "materials": forms.Textarea({"rows": 2}),
        }
        help_texts = {
            "content": _("What is taught. It may not go beyond or ahead of the syllabus."),
            "outline": _("One line a week, in order: what is taught that week."),
            "materials": _("Titles, publishers and editions of books; what the handouts hold."),
            "syllabus_stage": _("The stage of the curriculum standard that the class keeps to."),
            "fee_item": _("For example: tuition for 20 class hours."),
            "hours": _("Class hours in all; they follow from days, times and dates."),
        }

    def __init__(
        self,
        *args: Any,
        institution: Institution,
        teachers: QuerySet[Teacher],
        rooms: QuerySet[Room],
        lessons: Sequence[Slot] = (),
        typed: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.institution = institution
        self.remarks: list[Remark] = []
        self.marked: Mapping[str, str] = self.instance.marked or {}
        self._choose(teachers, rooms)
        if typed is not None:
            self.initial.update({name: value for name, value in typed.items() if name in self.fields})
        if not self.is_bound and not self.initial.get("series"):
            self.initial["series"] = self.instance.series or uuid.uuid4()
        self.rows = self._rows(kwargs.get("data"), lessons, typed)

    def _choose(self, teachers: QuerySet[Teacher], rooms: QuerySet[Room]) -> None:
        for name, rows in (("filed_teacher", teachers), ("room", rooms)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows

    def _rows(self, data: Any, lessons: Sequence[Slot], typed: Mapping[str, str] | None) -> Any:
        if data is not None:
            return LessonFormSet(data, prefix="lessons")
        kept: list[dict[str, Any]] = [
            {"weekday": slot.weekday, "starts": slot.starts, "ends": slot.ends} for slot in lessons
        ]
        if typed is not None:
            rows = (
                {name: typed.get(f"lessons-{n}-{name}", "") for name in ("weekday", "starts", "ends")}
                for n in range(ROWS_AT_MOST)
            )
            kept = [row for row in rows if any(row.values())]
        return LessonFormSet(prefix="lessons", initial=kept or None)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("starts_on") and cleaned.get("ends_on") and cleaned["ends_on"] < cleaned["starts_on"]:
            self.add_error("ends_on", _("The last day is before the first."))
        self._check_grade(cleaned)
        if not cleaned.get("filed_teacher") and not cleaned.get("teacher"):
            self.add_error("filed_teacher", _("Choose the teacher, or write the name below."))
        if not self.rows.is_valid():
            for words in self.rows.non_form_errors() or [_("Look at the rows of the lessons.")]:
                self.add_error("lessons", words)
        self._check(cleaned)
        return cleaned

    def _check_grade(self, cleaned: dict[str, Any]) -> None:
        stage, grade = cleaned.get("stage"), cleaned.get("grade")
        first, last = GRADES.get(stage or "", (0, 0))
        if grade and not first <= grade <= last:
            self.add_error("grade", _("This grade is not of the stage of school chosen."))
        chosen = STAGES.get(cleaned.get("syllabus_stage") or "")
        if chosen and stage in STAGE_OF_SCHOOL and (chosen[1] < first or chosen[0] > last):
            self.add_error(
                "syllabus_stage", _("This stage of the syllabus is not of the stage of school chosen.")
            )

    def _check(self, cleaned: dict[str, Any]) -> None:
        """Let the checks look at what is typed, as soon as enough of it is there."""
        if any(cleaned.get(name) is None for name in NEEDED) or "ends_on" in self.errors:
            return
        self.remarks = remarks_on(
            cleaned | {"ends_at": None},
            on=timezone.localdate(),
            district_id=self.institution.district_id,
            institution=self.institution,
            lessons=self.rows.slots() if self.rows.is_valid() else (),
            series=cleaned.get("series"),
        )
        asked = [remark for remark in self.remarks if remark.severity != "note"]
        if asked:
            self.fields["sure"].widget = forms.CheckboxInput()
        if asked and not cleaned.get("sure"):
            self.add_error(
                "sure", _("The checks have remarks. Read them beside the fields, then confirm here.")
            )

    def beside(self) -> Iterator[dict[str, Any]]:
        """Yield every field to be drawn with the remarks and the reviewer's words that belong beside it."""
        order = list(FIELDS_TYPED)
        order.insert(order.index("pupils"), "lessons")
        for name in (*order, "sure"):
            field = self[name]
            if name == "sure" and field.is_hidden:
                continue
            yield {"field": field, "remarks": self.said(name), "marked": self.marked.get(name)} | {
                "is_marked": name in self.marked
            }

    def said(self, name: str) -> list[tuple[str, str, str]]:
        """Return the remarks beside a field: words, clause, weight."""
        reader = self.institution.pk
        return [
            (told(r.check, r.values, reader_institution_id=reader), r.clause, r.severity)
            for r in self.remarks
            if r.field == name
        ]

    def values(self) -> dict[str, Any]:
        """Return what is to be filed; the lessons are `slots()`."""
        return {name: self.cleaned_data[name] for name in FIELDS_TYPED}

    def slots(self) -> list[Slot]:
        """Return the lessons."""
        return self.rows.slots()


def series_in(data: Mapping[str, Any]) -> uuid.UUID:
    """Return the class's own key in what was sent, a new one where it is none."""
    try:
        return uuid.UUID(str(data.get("series", "")))
    except ValueError:
        return uuid.uuid4()


def typed_in(data: Mapping[str, Any]) -> dict[str, str]:
    """Return what was typed of a class, as it was typed: what a draft keeps."""
    rows = [f"lessons-{n}-{name}" for n in range(ROWS_AT_MOST) for name in ("weekday", "starts", "ends")]
    names = (*FIELDS_TYPED, *rows)
    return {name: str(data[name])[:TYPED_AT_MOST] for name in names if name in data}


class ReviewForm(forms.Form):
    """The reviewer's decision: words, and the fields they are about."""

    note = forms.CharField(
        label=_("words to the institution"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Needed when you return the class, or approve it although it is against a rule."),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, fields_marked: Sequence[tuple[str, Any]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reviewed = [name for name, _label in fields_marked]
        for name, label in fields_marked:
            self.fields[f"mark_{name}"] = forms.BooleanField(
                label=_("Mark: %(field)s") % {"field": label}, required=False
            )
            self.fields[f"words_{name}"] = forms.CharField(
                label=_("What must be changed: %(field)s") % {"field": label}, required=False, max_length=300
            )

    def marked(self) -> dict[str, str]:
        """Return the marked fields with the words about each."""
        data = self.cleaned_data
        return {
            name: data[f"words_{name}"]
            for name in self.reviewed
            if data[f"mark_{name}"] or data[f"words_{name}"].strip()
        }


class SettleRemarksForm(forms.Form):
    """What was done about the remarks that came up after the approval."""

    note = forms.CharField(
        label=_("what was done about it"), max_length=1000, required=False, widget=forms.Textarea({"rows": 3})
    )
