"""Papers beside the school permit."""

import pytest

from institutions.rules.papers import is_one_at_a_time, may_be_long_term
from institutions.terms import PaperKind


@pytest.mark.clause("S1")
def test_of_registrations_there_is_one_at_a_time() -> None:
    assert {kind.value for kind in PaperKind if is_one_at_a_time(kind)} == {"business", "nonprofit"}


@pytest.mark.clause("S6")
def test_a_lease_and_a_food_licence_always_end() -> None:
    assert {kind.value for kind in PaperKind if not may_be_long_term(kind)} == {"lease", "food"}
