"""The draw itself: which targets and which inspectors a seed draws from a frozen pool. Clause: N2.

Whole numbers only, so that every machine draws the same: a stream of HMAC-SHA256 blocks, made from the seed, the
pool's hash, what is drawn and a counter, gives numbers below a bound; a block past the last full multiple of the
bound is thrown away, so no number is favoured. `verify_draw.py` at the root does the same by code of its own.
"""

from __future__ import annotations

import hmac
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

FORMAT = "nanchang-draw/1"
BLOCK = 2**256
TARGETS = "targets"


def canonical(content: Any) -> bytes:
    """The one way of writing a pool: keys sorted, no blanks, UTF-8. Raises TypeError for a fraction."""
    _refuse_fractions(content)
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _refuse_fractions(value: Any) -> None:
    if isinstance(value, float):
        raise TypeError("A fraction has no one way of being written.")
    inner: Iterable[Any] = ()
    if isinstance(value, Mapping):
        inner = value.values()
    elif isinstance(value, list | tuple):
        inner = value
    for one in inner:
        _refuse_fractions(one)


def pool_hash(pool: Mapping[str, Any]) -> str:
    """The SHA-256 of the canonical pool, published before anything is drawn. Clause: N2."""
    return sha256(canonical(pool)).hexdigest()


def commitment(seed: str) -> str:
    """The SHA-256 of the seed's bytes, published while the seed is sealed. Clause: N2. Raises ValueError."""
    return sha256(bytes.fromhex(seed)).hexdigest()


class Stream:
    """Whole numbers that follow from a seed and a pool, for one purpose; each call goes on where the last ended."""

    def __init__(self, seed: str, frozen: str, purpose: str) -> None:
        self._key = bytes.fromhex(seed)
        self._said = f"{frozen}/{purpose}"
        self._next = 0

    def below(self, bound: int) -> int:
        """A number from 0 to `bound` - 1, each as likely as any other."""
        fair = BLOCK - BLOCK % bound
        while True:
            message = f"{self._said}/{self._next}".encode()
            self._next += 1
            number = int.from_bytes(hmac.digest(self._key, message, "sha256"), "big")
            if number < fair:
                return number % bound


def pick(weights: Mapping[str, int], wanted: int, stream: Stream) -> list[str]:
    """Draw `wanted` names one after the other, each as likely as its weight among those left; none twice.

    A weight of 0 is never drawn. Raises ValueError where fewer can be drawn than are wanted.
    """
    left = sorted((name, weight) for name, weight in weights.items() if weight > 0)
    if wanted > len(left):
        raise ValueError(f"{wanted} wanted, {len(left)} can be drawn")
    total = sum(weight for _name, weight in left)
    drawn = []
    for _turn in range(wanted):
        ticket, place = stream.below(total), 0
        while ticket >= left[place][1]:
            ticket -= left[place][1]
            place += 1
        name, weight = left.pop(place)
        total -= weight
        drawn.append(name)
    return drawn


def drawn_from(pool: Mapping[str, Any], seed: str) -> list[dict[str, Any]]:
    """The targets in the order drawn, each with its inspectors; follows from pool and seed alone. Clause: N2.

    The first inspector is of a department that may enforce, the others of any; whoever has an interest in a
    target steps back from it. Raises ValueError where the pool is too small.
    """
    frozen = pool_hash(pool)
    weights = {target["id"]: target["weight"] for target in pool["targets"]}
    targets = pick(weights, pool["wanted"], Stream(seed, frozen, TARGETS))
    return [{"target": target, "inspectors": _inspectors(pool, seed, frozen, target)} for target in targets]


def _inspectors(pool: Mapping[str, Any], seed: str, frozen: str, target: str) -> list[str]:
    stream = Stream(seed, frozen, f"inspectors/{target}")
    away = {inspector for inspector, excluded in pool["excluded"] if excluded == target}
    free = [one for one in pool["inspectors"] if one["id"] not in away]
    first = pick({one["id"]: 1 for one in free if one["enforces"]}, 1, stream)
    others = {one["id"]: 1 for one in free if one["id"] not in first}
    return first + pick(others, pool["inspectors_each"] - 1, stream)


def drawable(pool: Mapping[str, Any]) -> int:
    """How many targets of the pool have a weight. Clause: N2."""
    return sum(1 for target in pool["targets"] if target["weight"] > 0)


def share_of(targets: int, percent: int) -> int:
    """How many targets a share is, rounded up: a share of a few is one at least. Clause: N2."""
    return -(-targets * percent // 100)


def short_of_inspectors(pool: Mapping[str, Any]) -> list[str]:
    """The targets that could be drawn and would find too few inspectors without an interest. Clause: N2."""
    enforcing = {one["id"] for one in pool["inspectors"] if one["enforces"]}
    away = Counter(target for _inspector, target in pool["excluded"])
    enforcing_away = Counter(target for inspector, target in pool["excluded"] if inspector in enforcing)
    everyone = len(pool["inspectors"])
    return [
        target["id"]
        for target in pool["targets"]
        if target["weight"] > 0
        and (
            everyone - away[target["id"]] < pool["inspectors_each"]
            or len(enforcing) - enforcing_away[target["id"]] < 1
        )
    ]
