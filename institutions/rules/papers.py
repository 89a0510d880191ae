"""Papers beside the school permit. Clauses: S1, S6."""

# Of these an institution has one at a time: a newer one takes the place of the older.
ONE_AT_A_TIME = frozenset({"business", "nonprofit"})
# These end on a day or hold until further notice; the others run for a term.
MAY_BE_LONG_TERM = frozenset({"business", "nonprofit", "fire"})


def is_one_at_a_time(kind: str) -> bool:
    """Return whether an institution has one paper of this kind at a time. Source: S1."""
    return kind in ONE_AT_A_TIME


def may_be_long_term(kind: str) -> bool:
    """Return whether a paper of this kind may be without end: a lease and a food licence never are. Source: S6."""
    return kind in MAY_BE_LONG_TERM
