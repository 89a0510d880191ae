"""May it teach? The answer to a parent (Z1)."""

import pytest

from publicity.rules.standing import is_public, standing
from publicity.terms import Standing


@pytest.mark.clause("Z1")
@pytest.mark.parametrize(
    ("situation", "status", "permit", "answer"),
    [
        ("both", "operating", True, "may_teach"),
        ("both", "operating", False, "no_permit"),
        ("business_only", "operating", False, "no_permit"),
        ("neither", "operating", False, "no_permit"),
        ("permit_only", "operating", True, "no_licence"),
        ("both", "stopped", True, "stopped"),
        ("both", "closed", True, "closed"),
        ("both", "revoked", False, "revoked"),
        ("neither", "banned", False, "banned"),
    ],
)
def test_an_institution_may_teach_with_both_papers_and_nothing_against_it(
    situation: str, status: str, permit: bool, answer: str
):
    assert standing(situation=situation, status=status, permit_in_force=permit) == answer
    assert answer in Standing.values


@pytest.mark.clause("M8")
def test_the_public_finds_what_is_licensed_listed_or_has_published_classes():
    assert is_public(holds_permit=True, listed=False, filings=0)
    assert is_public(holds_permit=False, listed=True, filings=0)
    assert is_public(holds_permit=False, listed=False, filings=2)
    assert not is_public(holds_permit=False, listed=False, filings=0)
