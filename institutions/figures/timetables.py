"""The week of an institution as a picture: every lesson a box, with the table under it. Clauses: Z3, D3."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import time
from itertools import combinations

from institutions.models import CourseFiling
from institutions.rules.class_clashes import meet, overlap
from institutions.rules.class_times import Slot
from institutions.terms import FilingState, Weekday

LEFT, TOP, DAY, HOUR = 44, 30, 92, 40  # pixels of the drawing
FIRST_HOUR, LAST_HOUR = 8, 21
GAP = 2
BOTTOM = 10


@dataclass(frozen=True, slots=True)
class Box:
    """One lesson as it is drawn; `number` is its row in the table."""

    number: int
    x: int
    y: int
    width: int
    height: int
    label: str
    tone: str
    dashed: bool

    @property
    def text_x(self) -> int:
        return self.x + 4

    @property
    def text_y(self) -> int:
        return self.y + 16


@dataclass(frozen=True, slots=True)
class Line:
    """One lesson as the table says it."""

    number: int
    filing: CourseFiling
    slot: Slot
    clashes_with: tuple[str, ...]

    @property
    def weekday(self) -> str:
        return str(Weekday(self.slot.weekday).label)

    @property
    def is_waiting(self) -> bool:
        return self.filing.state == FilingState.SUBMITTED


@dataclass(frozen=True, slots=True)
class WeekGrid:
    """The drawing, the table, and the classes whose lessons are known in words only."""

    width: int
    height: int
    days: tuple[tuple[int, str], ...]  # x and name
    hours: tuple[tuple[int, str], ...]  # y and hour
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    wordy: tuple[CourseFiling, ...]

    @property
    def clashes(self) -> int:
        """How many lessons clash with another."""
        return sum(bool(line.clashes_with) for line in self.lines)


def week_of(filings: Sequence[CourseFiling], *, mark_clashes: bool) -> WeekGrid:
    """Return the week of these classes, given with lessons, room and teacher. Clashes are for officers and owners."""
    lessons = sorted(_lessons(filings), key=lambda pair: (pair[1], pair[0].pk))
    clashing = _clashing(lessons) if mark_clashes else {}
    lines = tuple(
        Line(n, filing, slot, tuple(sorted(clashing.get((filing.pk, slot), ()))))
        for n, (filing, slot) in enumerate(lessons, 1)
    )
    first, last = _hours([slot for _filing, slot in lessons])
    return WeekGrid(
        width=LEFT + 7 * DAY,
        height=TOP + (last - first) * HOUR + BOTTOM,
        days=tuple((LEFT + (day - 1) * DAY, str(Weekday(day).label)) for day in range(1, 8)),
        hours=tuple((TOP + (hour - first) * HOUR, f"{hour}:00") for hour in range(first, last + 1)),
        boxes=tuple(_boxes(lines, first)),
        lines=lines,
        wordy=tuple(row for row in filings if not row.lessons.all()),
    )


def _lessons(filings: Iterable[CourseFiling]) -> Iterator[tuple[CourseFiling, Slot]]:
    for filing in filings:
        for row in filing.lessons.all():
            yield filing, Slot(row.weekday, row.starts, row.ends)


def _hours(slots: Sequence[Slot]) -> tuple[int, int]:
    first = min((slot.starts.hour for slot in slots), default=FIRST_HOUR)
    last = max((slot.ends.hour + bool(slot.ends.minute) for slot in slots), default=LAST_HOUR)
    return min(first, FIRST_HOUR), max(last, LAST_HOUR)


def _same_place_or_person(one: CourseFiling, other: CourseFiling) -> bool:
    room = one.room_id is not None and one.room_id == other.room_id and not one.online and not other.online
    a, b = one.filed_teacher, other.filed_teacher
    return room or (a is not None and b is not None and a.id_digest == b.id_digest)


def _clashing(lessons: Sequence[tuple[CourseFiling, Slot]]) -> dict[tuple[int, Slot], set[str]]:
    found: dict[tuple[int, Slot], set[str]] = defaultdict(set)
    for (one, its), (other, theirs) in combinations(lessons, 2):
        same_class = one.pk == other.pk or (one.series is not None and one.series == other.series)
        if same_class or not overlap(its, theirs) or not _same_place_or_person(one, other):
            continue
        span = {"first": max(one.starts_on, other.starts_on), "last": min(one.ends_on, other.ends_on)}
        if meet(its, theirs, **span):
            found[one.pk, its].add(other.name)
            found[other.pk, theirs].add(one.name)
    return found


def _pixels(at: time, first_hour: int) -> int:
    return TOP + round((at.hour - first_hour + at.minute / 60) * HOUR)


def _lanes(lines: Sequence[Line]) -> dict[int, tuple[int, int]]:
    """Return for every lesson of a day its lane and how many lanes its group of overlapping lessons needs."""
    found: dict[int, tuple[int, int]] = {}
    group: list[tuple[int, int]] = []  # number, lane
    ends: list[time] = []

    def close() -> None:
        found.update({number: (lane, len(ends)) for number, lane in group})
        group.clear()
        ends.clear()

    for line in sorted(lines, key=lambda each: each.slot):
        if ends and line.slot.starts >= max(ends):
            close()
        free = next((n for n, end in enumerate(ends) if end <= line.slot.starts), len(ends))
        if free == len(ends):
            ends.append(line.slot.ends)
        else:
            ends[free] = line.slot.ends
        group.append((line.number, free))
    close()
    return found


def _boxes(lines: Sequence[Line], first_hour: int) -> Iterator[Box]:
    for day in range(1, 8):
        today = [line for line in lines if line.slot.weekday == day]
        lanes = _lanes(today)
        for line in today:
            lane, of = lanes[line.number]
            top, bottom = _pixels(line.slot.starts, first_hour), _pixels(line.slot.ends, first_hour)
            width = (DAY - GAP) // of
            clash = bool(line.clashes_with)
            yield Box(
                line.number,
                LEFT + (day - 1) * DAY + GAP + lane * width,
                top,
                width - GAP,
                bottom - top,
                f"{'▲' if clash else ''}{line.number}",
                "warn" if clash else "second",
                line.is_waiting,
            )
