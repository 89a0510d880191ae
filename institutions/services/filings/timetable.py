"""The lessons of a class in words, and the columns that follow from them. Clause: D3."""

from collections.abc import Iterable, Sequence

from institutions.models import CourseFiling, Lesson
from institutions.rules.class_times import Slot

DAY_LETTERS = "一二三四五六日"
TIMETABLE_LENGTH = 120


def lessons_text(lessons: Iterable[Slot]) -> str:
    """Return lessons as the readers of `timetable` know them: 周六 9:00–10:30、周日 9:00–10:30."""
    words = [
        f"周{DAY_LETTERS[slot.weekday - 1]} {slot.starts.hour}:{slot.starts:%M}–{slot.ends.hour}:{slot.ends:%M}"
        for slot in sorted(lessons)
    ]
    text = "、".join(words)
    return text if len(text) <= TIMETABLE_LENGTH else f"{text[: TIMETABLE_LENGTH - 1]}…"


def slots_of(filing: CourseFiling) -> tuple[Slot, ...]:
    """Return the lessons of a class; give it with its lessons prefetched where there are many."""
    return tuple(Slot(row.weekday, row.starts, row.ends) for row in filing.lessons.all())


def put_lessons(filing: CourseFiling, lessons: Sequence[Slot]) -> None:
    """Let a filing have exactly these lessons; `timetable` and `ends_at` follow. The caller has saved the row."""
    filing.lessons.all().delete()
    Lesson.objects.bulk_create(
        Lesson(filing=filing, weekday=slot.weekday, starts=slot.starts, ends=slot.ends)
        for slot in sorted(set(lessons))
    )


def derive(filing: CourseFiling, lessons: Sequence[Slot]) -> None:
    """Set the columns that follow from the lessons."""
    filing.timetable = lessons_text(lessons)
    filing.ends_at = max(slot.ends for slot in lessons)
