"""Recomputing a draw from what is stored. Clause: N2."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from inspections.figures.draws import result_of
from inspections.models import Draw
from inspections.rules import draws as rules


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that can be recomputed, and whether it holds."""

    label: Any
    holds: bool


def verify(draw: Draw) -> list[Check]:
    """Recompute pool, commitment and result of a draw; without a seed nothing can be recomputed beyond the pool."""
    checks = [Check(_("hash of the pool"), bool(draw.pool) and _hash(draw.pool) == draw.pool_hash)]
    if not draw.seed:
        return [*checks, Check(_("seed revealed"), False)]
    return [
        *checks,
        Check(_("hash of the seed"), _commitment(draw.seed) == draw.seed_commitment),
        Check(_("targets and inspectors drawn"), _drawn(draw) == result_of(draw)),
    ]


def _hash(pool: Any) -> str:
    try:
        return rules.pool_hash(pool)
    except TypeError:
        return ""


def _commitment(seed: str) -> str:
    try:
        return rules.commitment(seed)
    except ValueError:
        return ""


def _drawn(draw: Draw) -> list[dict[str, Any]] | None:
    try:
        return rules.drawn_from(draw.pool, draw.seed)
    except (ValueError, KeyError, TypeError):
        return None
