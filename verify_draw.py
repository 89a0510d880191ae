#!/usr/bin/env python3
"""Draw again from a published draw and compare: python3 verify_draw.py FILE.json [HASH …]

HASH: what you noted of the pool or the seed before the draw. Exits 0 only where all holds.
"""

import hashlib
import hmac
import json
import sys


def pick(weights, wanted, key, stream):
    """Draw names by weight, one after the other; `stream` is [text, counter], each of its blocks is used once."""
    left = sorted((name, weight) for name, weight in weights.items() if weight > 0)
    drawn: list = []
    while len(drawn) < wanted:
        total = sum(weight for _name, weight in left)
        ticket = 2**256
        while ticket >= 2**256 - 2**256 % total:
            ticket = int(hmac.new(key, "/".join(map(str, stream)).encode(), hashlib.sha256).hexdigest(), 16)
            stream[1] += 1
        place, ticket = 0, ticket % total
        while ticket >= left[place][1]:
            place, ticket = place + 1, ticket - left[place][1]
        drawn.append(left.pop(place)[0])
    return drawn


def draw(pool, pool_hash, key):
    """Targets in the order drawn; for each an inspector who may enforce, then any others without an interest."""
    for target in pick(
        {t["id"]: t["weight"] for t in pool["targets"]}, pool["wanted"], key, [f"{pool_hash}/targets", 0]
    ):
        free = [i for i in pool["inspectors"] if [i["id"], target] not in pool["excluded"]]
        stream = [f"{pool_hash}/inspectors/{target}", 0]
        team = pick({i["id"]: 1 for i in free if i["enforces"]}, 1, key, stream)
        team += pick(
            {i["id"]: 1 for i in free if i["id"] != team[0]}, pool["inspectors_each"] - 1, key, stream
        )
        yield {"target": target, "inspectors": team}


def check(said, noted=()):
    """Yield (what, holds) for the pool's hash, the seed's hash, hashes noted before, and the result."""
    bytes_ = json.dumps(said["pool"], ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    pool_hash, key = hashlib.sha256(bytes_).hexdigest(), bytes.fromhex(said["seed"] or "")
    yield "hash of the pool", pool_hash == said["pool_hash"]
    yield "hash of the seed", hashlib.sha256(key).hexdigest() == said["seed_commitment"]
    yield "hashes noted before", set(noted) <= {said["pool_hash"], said["seed_commitment"]}
    yield "targets and inspectors", list(draw(said["pool"], pool_hash, key)) == said["result"]


if __name__ == "__main__":
    try:
        with open(sys.argv[1], encoding="utf-8") as file:
            results = list(check(json.load(file), sys.argv[2:]))
    except (OSError, LookupError, TypeError, ValueError, ArithmeticError, AttributeError) as error:
        sys.exit(f"{type(error).__name__}: {error}")
    for what, holds in results:
        print(f"{what}: {'holds' if holds else 'DOES NOT HOLD'}", file=sys.stdout if holds else sys.stderr)
    sys.exit(0 if all(holds for _what, holds in results) else 1)
