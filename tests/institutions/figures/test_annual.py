"""The summary adds up, and a report begins with what the register knows."""

from datetime import date
from typing import Any

import pytest

from institutions.figures.annual import known_of, summarise, summary, years
from institutions.terms import AnnualResult, AnnualState, AnnualStep, Category, FilingState
from portal.accounts.actors import Actor
from tests.factories.institutions import (
    AnnualInspectionFactory,
    AnnualReturnFactory,
    CourseFilingFactory,
    InstitutionFactory,
    TeacherFactory,
    TeachingSiteFactory,
)

KINDS, RESULTS = ("subject", "arts"), ("passed", "failed")


@pytest.mark.clause("M7")
def test_rows_and_columns_agree_with_the_whole() -> None:
    cells = [("东湖", "subject", "passed", 5), ("东湖", "arts", "failed", 2), ("西湖", "arts", "passed", 7)]
    found = summarise(cells, kinds=KINDS, results=RESULTS)
    assert [row.label for row in found.rows] == ["东湖", "西湖"]
    assert found.whole.total == sum(n for *_, n in cells) == sum(row.total for row in found.rows)
    assert all(sum(row.cells) == sum(row.results) == row.total for row in [*found.rows, found.whole])
    assert found.whole.cells == (5, 0, 7, 2)
    assert found.whole.results == (12, 2)


def test_a_cell_without_a_column_is_an_error_and_not_lost() -> None:
    with pytest.raises(ValueError, match="care"):
        summarise([("东湖", "care", "passed", 1)], kinds=KINDS, results=RESULTS)


def test_nothing_adds_up_to_nothing() -> None:
    assert summarise([], kinds=KINDS, results=RESULTS).whole.total == 0


@pytest.mark.django_db
@pytest.mark.clause("M7")
def test_the_table_counts_every_return_that_the_actor_may_see(
    institution_b: Any, officer_a: Actor, city: Actor, district_a: Any
) -> None:
    held = AnnualInspectionFactory(year=2025, state=AnnualState.CONCLUDED, concluded_on=date(2025, 5, 20))
    for category, result in ((Category.ARTS, AnnualResult.PASSED), (Category.SUBJECT, AnnualResult.FAILED)):
        row = InstitutionFactory(category=category)
        AnnualReturnFactory(annual_inspection=held, institution=row, result=result, step=AnnualStep.FINAL)
    AnnualReturnFactory(institution=institution_b, annual_inspection__year=2025)
    assert [row.label for row in summary(officer_a, 2025).rows] == [district_a.name]
    found = summary(city, 2025)
    assert (found.whole.total, len(found.rows)) == (3, 2)
    assert sum(found.whole.cells) == sum(found.whole.results) == 3
    assert years(city) == [2025]


@pytest.mark.django_db
@pytest.mark.clause("M7")
def test_the_register_knows_teachers_area_classes_and_pupils_of_the_year_before(institution: Any) -> None:
    TeacherFactory(institution=institution)
    TeacherFactory(institution=institution, certificate="")
    TeacherFactory(institution=institution, left_on=date(2025, 12, 1))
    TeachingSiteFactory(institution=institution, area=100)
    TeachingSiteFactory(institution=institution, area=50, closed_on=date(2025, 1, 1))
    held = {"institution": institution, "state": FilingState.APPROVED, "review_by": None}
    CourseFilingFactory(**held, starts_on=date(2025, 4, 1), ends_on=date(2025, 6, 1), pupils=20)
    CourseFilingFactory(**held, starts_on=date(2026, 4, 1), pupils=30)
    known = known_of(institution.pk, year=2026, today=date(2026, 3, 18)).values()
    assert (known["teachers"], known["certified"], known["area"]) == (2, 1, 100)
    assert (known["classes"], known["pupils_primary"], known["pupils_senior"]) == (1, 20, 0)
