"""A question that a person answers in a moment and that is read aloud as it stands: it is text. Clause: M8."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

_CHINESE = "零一二三四五六七八九"
_ENGLISH = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_ALIKE = str.maketrans("〇两壹贰叁肆伍陆柒捌玖拾廿", "零二一二三四五六七八九十二")
SUM, LEFT, LARGER = "sum", "left", "larger"


@dataclass(frozen=True, slots=True)
class Question:
    """How it is asked, and the two numbers in it."""

    form: str
    first: int
    second: int

    @property
    def answer(self) -> int:
        if self.form == SUM:
            return self.first + self.second
        if self.form == LEFT:
            return self.first - self.second
        return max(self.first, self.second)


def question_from(drawn: int) -> Question:
    """Make a question of a number drawn at random. Answers lie between 1 and 19. Source: M8."""
    drawn, form = divmod(drawn, 3)
    drawn, second = divmod(drawn, 8)
    second += 2  # 2 to 9
    if form == 0:
        return Question(SUM, 2 + drawn % 9, second)
    if form == 1:
        return Question(LEFT, second + 1 + drawn % 9, second)
    other = 2 + drawn % 18
    return Question(LARGER, other if other != second else second + 10, second)


def in_chinese(number: int) -> str:
    """Write 0 to 19 as it is spoken. Source: M8."""
    if number < 10:
        return _CHINESE[number]
    return "十" + (_CHINESE[number - 10] if number > 10 else "")


def in_english(number: int) -> str:
    """Write 0 to 19 in words. Source: M8."""
    return _ENGLISH[number]


def read_answer(text: str) -> int | None:
    """Read a number as people write it: 12, １２, 十二, 一十二, 拾贰, twelve. None where it is none. Source: M8."""
    bare = "".join(unicodedata.normalize("NFKC", text).lower().split()).strip(".。").translate(_ALIKE)
    if bare.isascii() and bare.isdigit():
        return int(bare[:4])
    if bare in _ENGLISH:
        return _ENGLISH.index(bare)
    spoken = bare.removeprefix("一") if bare.startswith("一十") else bare
    return next((number for number in range(20) if in_chinese(number) == spoken), None)
