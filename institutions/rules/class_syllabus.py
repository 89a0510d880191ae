"""Topics that belong to a later grade: flags for the reviewer, never a verdict. Clause: Z3."""

import re

from institutions.rules.filings import DENIAL
from institutions.rules.remarks import Remark
from institutions.rules.syllabus_topics import STAGES, TOPICS

NUMERALS = "一二三四五六七八九"
LATER_YEARS = {"初一": 7, "初二": 8, "初三": 9, "高一": 10, "高二": 11, "高三": 12}
GRADE_NAMES = {f"{numeral}年级": n for n, numeral in enumerate(NUMERALS, 1)} | LATER_YEARS
STAGE_OF_SCHOOL = {"primary": "5-6", "junior": "7-9", "senior": "10-12"}


def grades_of(*, stage: str, syllabus_stage: str, grade: int | None) -> tuple[int, int] | None:
    """Return up to which grade, and up to which end of its stage, a class may teach; None where nothing says so.

    The grade says it where one was chosen, else the stage of the syllabus, else the stage of school. Source: Z3.
    """
    if grade is not None:
        return grade, next(last for first, last in STAGES.values() if first <= grade <= last)
    chosen = syllabus_stage or STAGE_OF_SCHOOL.get(stage, "")
    return (STAGES[chosen][1], STAGES[chosen][1]) if chosen in STAGES else None


def topics_in(subject: str, text: str) -> dict[str, int]:
    """Return the topic words in `text` with the grade each belongs to; what is denied is left out. Source: Z3.

    The longer word counts: 反比例函数 is not 反比例.
    """
    table = {word: grade for grade, words in TOPICS.get(subject, {}).items() for word in words}
    table |= GRADE_NAMES
    if not text:
        return {}
    longest_first = sorted(table, key=len, reverse=True)
    found: dict[str, int] = {}
    for spot in re.finditer("|".join(map(re.escape, longest_first)), text):
        if not DENIAL.search(text[: spot.start()]):
            found[spot.group()] = table[spot.group()]
    return found


def topics_too_early(subject: str, *, texts: dict[str, str], grades: tuple[int, int] | None) -> list[Remark]:
    """Return flags for the topics of a later grade, beside the text that names them. Source: Z3 (超纲, 提前).

    Within the stage of the syllabus it is taught ahead; past its end, beyond.
    """
    if grades is None:
        return []
    grade, end_of_stage = grades
    found = []
    for field, text in texts.items():
        later = {word: its for word, its in topics_in(subject, text).items() if its > grade}
        for word, its in later.items():
            check = "topic_ahead" if its <= end_of_stage else "topic_beyond"
            found.append(Remark(field, check, "Z3", {"topic": word, "grade": its}))
    return found
