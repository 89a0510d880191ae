"""Which measures the public sees of an institution. Clauses: M8, N3, N4."""

from __future__ import annotations

from collections.abc import Sequence

# Of persons and schools, not of the institution; and what is no measure against it (inspections.terms.Measure).
OF_PERSONS = frozenset(
    {
        "head_interviewed",
        "head_sanctioned",
        "criticism",
        "admonition",
        "self_examination",
        "sanction",
        "revoke_teaching_certificate",
        "cut_admission_plan",
    }
)
NOT_SHOWN = OF_PERSONS | {"blacklist", "waived"}
PERSONAL_GROUPS = frozenset({"serving_teacher"})


def shown_measures(group: str, measures: Sequence[str]) -> list[str]:
    """Return the measures of a decision that the public reads: nothing about a person, nothing only proposed.

    Clauses: M8 (a credit record of every institution is kept and shown), N4.
    """
    if group in PERSONAL_GROUPS:
        return []
    return [measure for measure in measures if measure not in NOT_SHOWN]
