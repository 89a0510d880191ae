"""The life of a school permit: which steps an application takes, what it needs, when it is due. Clauses: Z1, S4."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class LicenceDays:
    """Working days of each step, after the Administrative Licensing Law (arts. 32, 42, 44); the rest is set here."""

    KEY: ClassVar[str] = "Z1.licence"
    CLAUSE: ClassVar[str] = "Z1"
    TITLE: ClassVar[str] = "School permits: days of each step"

    accept_days: int = 5
    completion_days: int = 10
    check_days: int = 10
    notice_days: int = 5
    decide_days: int = 20
    issue_days: int = 10
    valid_years: int = 3


# Which steps a kind takes between acceptance and decision.
STEPS: dict[str, tuple[str, ...]] = {
    "new": ("check", "notice"),
    "change": (),
    "renewal": ("check",),
    "suspension": (),
    "resumption": ("check",),
    "surrender": (),
}
# A new place is looked at and told to the neighbours as a first one is.
STEPS_OF_A_MOVE = ("check", "notice")

PAPERS: dict[str, tuple[str, ...]] = {
    "new": ("form", "articles", "identity", "premises", "fire", "staff", "fees"),
    "change": ("form", "proof", "old_permit"),
    "renewal": ("form", "premises", "fire", "staff", "old_permit"),
    "suspension": ("form", "settlement"),
    "resumption": ("form", "fire"),
    "surrender": ("form", "settlement", "old_permit"),
}
ANSWERS_STANDARD = frozenset({"new", "renewal"})
SETTLES = frozenset({"suspension", "surrender"})
CHANGES = ("name", "legal_representative", "address", "subjects")


@dataclass(frozen=True, slots=True)
class Gap:
    """What keeps an application from being sent: `part` is item, paper, settlement, wish; `key` which one."""

    part: str
    key: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What an institution has now: `permit` is none, valid, suspended or ended."""

    permit: str
    may_apply: bool = True  # not banned, and not revoked within the ban


def steps_of(kind: str, *, moves: bool = False) -> tuple[str, ...]:
    """Return the steps between acceptance and decision: check, notice. Source: Z1 (site check, public notice)."""
    return STEPS_OF_A_MOVE if kind == "change" and moves else STEPS[kind]


def next_step(kind: str, done: Collection[str], *, moves: bool = False) -> str:
    """Return the step that comes next: check, notice or decide. Source: Z1."""
    return next((step for step in steps_of(kind, moves=moves) if step not in done), "decide")


def possible_kinds(standing: Standing, open_kinds: Collection[str]) -> list[str]:
    """Return what can be applied for now: one application at a time. Source: Z1."""
    if open_kinds or not standing.may_apply:
        return []
    by_permit = {
        "none": ["new"],
        "ended": ["renewal", "new"],
        "valid": ["change", "renewal", "suspension", "surrender"],
        "suspended": ["resumption", "surrender"],
    }
    return by_permit[standing.permit]


def missing_papers(kind: str, sent: Collection[str]) -> list[Gap]:
    """Return the papers that an application still needs. Source: Z1."""
    return [Gap("paper", paper) for paper in PAPERS[kind] if paper not in sent]


def missing_items(items: Iterable[str], answers: Mapping[str, str]) -> list[Gap]:
    """Return the items of the setting standard that are not answered or not met. Source: Z1, S4."""
    return [Gap("item", item) for item in items if answers.get(item, "") not in {"met", "not_applicable"}]


def missing_words(kind: str, *, settlement: str, wished: Collection[str]) -> list[Gap]:
    """Return the words an application still needs: what is wished, and how pupils and fees are settled (Z1)."""
    gaps = []
    if kind in SETTLES and not settlement.strip():
        gaps.append(Gap("settlement", "settlement"))
    if kind == "change" and not set(wished) & set(CHANGES):
        gaps.append(Gap("wish", "change"))
    if kind == "new" and not {"address", "subjects"} <= set(wished):
        gaps.append(Gap("wish", "new"))
    return gaps


def check_passes(results: Mapping[str, bool | None]) -> bool | None:
    """Return whether a site check passes: every item found met; None while one was not looked at. Source: S4."""
    if not results or any(met is None for met in results.values()):
        return None
    return all(results.values())
