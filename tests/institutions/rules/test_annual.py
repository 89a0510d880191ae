"""When the annual inspection opens, and who is a zombie."""

from datetime import date

import pytest

from institutions.rules.annual import AnnualDays, due_year, last_days, zombie_since

DAYS = AnnualDays()


@pytest.mark.clause("D6")
def test_it_opens_on_the_first_of_march_and_any_day_after_if_missed() -> None:
    assert due_year(date(2026, 2, 28), DAYS) is None
    assert due_year(date(2026, 3, 1), DAYS) == 2026
    assert due_year(date(2026, 6, 1), DAYS) == 2026


@pytest.mark.clause("D6")
def test_reports_are_due_by_the_end_of_march_and_results_by_the_end_of_may() -> None:
    assert last_days(2026, date(2026, 3, 1), DAYS) == (date(2026, 3, 31), date(2026, 5, 31))
    assert last_days(2026, date(2026, 3, 20), DAYS) == (date(2026, 3, 31), date(2026, 5, 31))


@pytest.mark.clause("D6")
def test_one_opened_too_late_gives_a_month_to_report_and_two_more_to_conclude() -> None:
    report_by, conclude_by = last_days(2026, date(2026, 6, 1), DAYS)
    assert report_by == date(2026, 7, 1)
    assert conclude_by == date(2026, 8, 31)


@pytest.mark.clause("M7")
@pytest.mark.parametrize(
    ("results", "since"),
    [
        ([], None),
        ([(2025, "absent")], None),
        ([(2024, "passed"), (2025, "absent")], None),
        ([(2024, "absent"), (2025, "absent")], 2024),
        ([(2023, "absent"), (2024, "absent"), (2025, "absent")], 2023),
        ([(2023, "passed"), (2025, "absent"), (2024, "absent")], 2024),
        ([(2023, "absent"), (2024, "absent"), (2025, "failed")], None),
        ([(2023, "absent"), (2024, "basic"), (2025, "absent")], None),
    ],
)
def test_two_years_running_without_annual_inspection_make_a_zombie(
    results: list[tuple[int, str]], since: int | None
) -> None:
    assert zombie_since(results) == since
