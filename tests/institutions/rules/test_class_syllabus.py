"""Topics of a later grade: flags, never a verdict."""

import pytest

from institutions.rules.class_syllabus import grades_of, topics_in, topics_too_early
from institutions.rules.syllabus_topics import TOPICS


def flags(text: str, grades: tuple[int, int] | None, subject: str = "mathematics") -> list[tuple[str, str]]:
    found = topics_too_early(subject, texts={"outline": text}, grades=grades)
    assert all(remark.severity == "flag" and remark.field == "outline" for remark in found)
    return [(remark.check, remark.values["topic"]) for remark in found]


@pytest.mark.clause("Z3")
def test_a_topic_of_the_grade_passes_and_one_of_the_next_is_ahead() -> None:
    assert flags("第一周 简易方程", (5, 6)) == []
    assert flags("第一周 简易方程", (4, 4)) == [("topic_beyond", "简易方程")]
    assert flags("第一周 圆的面积", (5, 6)) == [("topic_ahead", "圆的面积")]


@pytest.mark.clause("Z3")
def test_a_topic_past_the_stage_is_beyond_and_names_its_grade() -> None:
    [remark] = topics_too_early("mathematics", texts={"content": "勾股定理初探"}, grades=(6, 6))
    assert (remark.check, remark.values) == ("topic_beyond", {"topic": "勾股定理", "grade": 8})


@pytest.mark.clause("Z3")
def test_the_longer_word_counts_and_denial_counts_for_nothing() -> None:
    assert topics_in("mathematics", "反比例函数") == {"反比例函数": 9}
    assert topics_in("mathematics", "反比例") == {"反比例": 6}
    assert flags("不讲一元二次方程", (8, 9)) == []


@pytest.mark.clause("Z3")
def test_the_name_of_a_later_year_is_a_flag_in_every_subject() -> None:
    assert flags("预习初二内容", (7, 7), "history") == [("topic_beyond", "初二")]
    assert flags("复习六年级内容", (6, 6), "history") == []


@pytest.mark.clause("Z3")
def test_the_grade_says_how_far_else_the_stage_of_the_syllabus_else_the_school() -> None:
    assert grades_of(stage="primary", syllabus_stage="3-4", grade=3) == (3, 4)
    assert grades_of(stage="primary", syllabus_stage="3-4", grade=None) == (4, 4)
    assert grades_of(stage="junior", syllabus_stage="", grade=None) == (9, 9)
    assert grades_of(stage="preschool", syllabus_stage="", grade=None) is None
    assert flags("二次函数", None) == []


@pytest.mark.clause("Z3")
@pytest.mark.parametrize("subject", ["mathematics", "chinese", "english"])
def test_the_table_names_topics_for_every_grade_once(subject: str) -> None:
    table = TOPICS[subject]
    assert set(range(1, 10)) <= set(table)
    words = [word for grade in sorted(table) for word in table[grade]]
    assert len(words) == len(set(words))
    assert all(
        len(table[grade]) >= (12 if grade > 2 or subject != "english" else 6) for grade in range(1, 10)
    )
