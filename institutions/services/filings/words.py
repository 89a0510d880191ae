"""What the remarks on a class say, and what its fields are called. Clauses: Z3, D3."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from institutions.terms import Grade, Weekday

REMARKS: dict[str, Promise] = {
    "too_late": gettext_lazy("A lesson ends after %(latest)s, the latest end allowed%(lesson)s."),
    "lesson_too_long": gettext_lazy(
        "A lesson lasts %(minutes)s minutes, at most %(most)s are allowed%(lesson)s."
    ),
    "too_many_a_week": gettext_lazy("%(hours)s class hours a week are more than the %(most)s allowed."),
    "weekend": gettext_lazy(
        "Subject classes of primary and junior middle school are not taught on weekends%(lesson)s."
    ),
    "holiday": gettext_lazy("%(count)s lessons fall on public holidays: %(days)s."),
    "hours_differ": gettext_lazy(
        "%(declared)s class hours are declared; days and times come to between %(fewest)s and %(most)s."
    ),
    "too_long": gettext_lazy("One fee runs for more than %(most)s months."),
    "too_many_hours": gettext_lazy("More than %(most)s class hours are paid ahead."),
    "fee_too_high": gettext_lazy("The fee is higher than %(most)s yuan."),
    "room_clash": gettext_lazy("The room is taken by the class %(class)s at the same time%(lesson)s."),
    "teacher_clash": gettext_lazy("The teacher teaches the class %(class)s at the same time%(lesson)s."),
    "too_crowded": gettext_lazy("The room of %(area)s m² holds %(most)s pupils, %(pupils)s are filed."),
    "no_permit": gettext_lazy("No school permit of the institution is valid on the first day."),
    "subject_not_permitted": gettext_lazy("The school permit does not allow this subject."),
    "scope_not_stated": gettext_lazy("The school permit does not say which subjects it allows."),
    "teacher_not_employed": gettext_lazy("The teacher is not under contract on all days of the class."),
    "record_not_checked": gettext_lazy(
        "The teacher's criminal-record check is missing before the first day."
    ),
    "no_certificate": gettext_lazy("The teacher has no teaching certificate on file."),
    "another_subject": gettext_lazy("The teacher is filed for another subject."),
    "topic_ahead": gettext_lazy("“%(topic)s” belongs to %(grade)s: taught ahead?"),
    "topic_beyond": gettext_lazy("“%(topic)s” belongs to %(grade)s: beyond the stage of the syllabus?"),
    "drill": gettext_lazy("The words sound like exam drill."),
    "ahead": gettext_lazy("The words sound like teaching beyond or ahead of the syllabus."),
    "contest": gettext_lazy("The words speak of contests or graded examinations."),
    "serving_teacher": gettext_lazy("The words speak of serving teachers; they may not teach here."),
}

FIELDS: dict[str, Promise] = {
    "name": gettext_lazy("class name"),
    "subject": gettext_lazy("school subject"),
    "stage": gettext_lazy("stage of school"),
    "grade": gettext_lazy("grade"),
    "syllabus_stage": gettext_lazy("stage of the syllabus"),
    "content": gettext_lazy("what is taught"),
    "outline": gettext_lazy("outline, week by week"),
    "materials": gettext_lazy("books and handouts"),
    "filed_teacher": gettext_lazy("teacher"),
    "online": gettext_lazy("on line"),
    "room": gettext_lazy("room"),
    "lessons": gettext_lazy("days and times"),
    "pupils": gettext_lazy("pupils at most"),
    "hours": gettext_lazy("class hours"),
    "starts_on": gettext_lazy("first day"),
    "ends_on": gettext_lazy("last day"),
    "fee_item": gettext_lazy("what the fee is for"),
    "fee": gettext_lazy("fee, yuan"),
}


def _days(days: list[str], count: int) -> str:
    shown = "、".join(f"{date.fromisoformat(day):%m-%d}" for day in days)
    return f"{shown}…" if count > len(days) else shown


def told(check: str, values: Mapping[str, Any], *, reader_institution_id: int | None = None) -> str:
    """Return a remark in words. Another institution's class is not named to an institution.

    `reader_institution_id` is the reader's own institution, None for officers, who read all.
    """
    words: dict[str, Any] = {"lesson": "", "latest": "", **values}
    if "weekday" in values:
        day = str(Weekday(values["weekday"]).label)
        words["lesson"] = _(" (%(day)s %(starts)s–%(ends)s)") % {**values, "day": day}
    if "grade" in values:
        words["grade"] = str(Grade(values["grade"]).label)
    if "days" in values:
        words["days"] = _days(values["days"], values["count"])
    if "class" in values:
        foreign = not values.get("own", True)
        elsewhere = _("of another institution")
        named = f"{values['class']} · {values['institution']}" if foreign else values["class"]
        words["class"] = elsewhere if foreign and reader_institution_id is not None else named
    return str(REMARKS[check]) % words
