"""What a zombie mark means for civil affairs. Clause: M7."""

from collections.abc import Collection

# What an officer may close the task with; "took_part" closes it by itself.
BY_OFFICER = ("cancelled", "merged", "resumed")
NEEDS_PROOF = frozenset({"resumed", "merged", "cancelled"})


def task_is_due(since: int | None, *, has_open: bool, cleared_since: Collection[int]) -> bool:
    """Return whether civil affairs gets a task: marked, none open, and none cleared for the same mark. Source: M7."""
    return since is not None and not has_open and since not in cleared_since
