"""From when until when a permit holds."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from institutions.rules.dates import FIRST_SERIAL, UNREADABLE, Validity, between, validity

DAY = date(2024, 3, 11)


@pytest.mark.clause("S1")
@pytest.mark.parametrize(
    "typed",
    [
        *("2024年3月11日", "2024-03-11", "2024/3/11", "2024.3.11", "20240311", "２０２４年３月１１日"),
        *(
            DAY,
            datetime(2024, 3, 11, 9),
            float((DAY - FIRST_SERIAL).days),
            "至2024年3月11日",
            "有效期至2024-3-11",
        ),
    ],
)
def test_one_day_is_the_last_day_however_it_is_written(typed: object) -> None:
    assert validity(typed) == Validity(until=DAY)


@pytest.mark.clause("S1")
@pytest.mark.parametrize(
    "typed",
    [
        "2020年2月2日-2023年2月2日",
        "2020-02-02至2023-02-02",
        "2020.2.2—2023.2.2",
        "2020/2/2~2023/2/2",
        "自2020年2月2日起至2023年2月2日止",
        "2020年2月2日 - 2023年2月2日",
    ],
)
def test_a_range_has_a_first_and_a_last_day(typed: str) -> None:
    assert validity(typed) == Validity(date(2020, 2, 2), date(2023, 2, 2))


@pytest.mark.clause("S1")
def test_a_month_alone_runs_to_its_end() -> None:
    assert validity("2024年2月") == Validity(until=date(2024, 2, 29))
    assert validity("2020年2月至2024年2月") == Validity(date(2020, 2, 1), date(2024, 2, 29))


@pytest.mark.clause("S1")
def test_long_term_has_no_last_day() -> None:
    assert validity("长期") == Validity(long_term=True)
    assert validity("2020年2月2日至长期") == Validity(date(2020, 2, 2), long_term=True)


@pytest.mark.clause("S1")
def test_a_day_with_from_alone_is_the_first() -> None:
    assert validity("自2020年2月2日起") == Validity(since=date(2020, 2, 2))


@pytest.mark.clause("S1")
@pytest.mark.parametrize("typed", ["2021-13-01", "2021年2月30日", "三年", "2023-01-01至2020-01-01", "待定"])
def test_what_is_no_day_is_said_to_be_unreadable(typed: str) -> None:
    assert validity(typed) == UNREADABLE


@pytest.mark.clause("S1")
@pytest.mark.parametrize("typed", ["", None, "无", "/"])
def test_an_empty_cell_is_readable_and_says_nothing(typed: str | None) -> None:
    assert validity(typed) == Validity()


@pytest.mark.clause("S1")
def test_two_columns_make_one_validity() -> None:
    assert between("2020-2-2", "2023-2-2") == Validity(date(2020, 2, 2), date(2023, 2, 2))
    assert between("2020-2-2", "长期") == Validity(date(2020, 2, 2), long_term=True)
    assert between("", "2023-2-2") == Validity(until=date(2023, 2, 2))
    assert between("2024-2-2", "2023-2-2") == UNREADABLE


@pytest.mark.clause("S1")
@given(
    since=st.dates(date(2000, 1, 1), date(2060, 1, 1)),
    days=st.integers(0, 4000),
    way=st.sampled_from(["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d"]),
    to=st.sampled_from(["至", "到", "~", "—", " - "]),
)
def test_any_range_is_read_back_as_it_was_written(since: date, days: int, way: str, to: str) -> None:
    until = since + timedelta(days=days)
    assert validity(f"{since.strftime(way)}{to}{until.strftime(way)}") == Validity(since, until)
