#!/usr/bin/env python3
"""Check a published list without trusting the server that gave it: nothing but Python is needed.

    python3 verify.py LIST.json [--key HEX] [--previous EARLIER.json] [--code CODE]

LIST.json is the signed JSON of a publication. --key is the bureau's public key as you know it from elsewhere,
64 hexadecimal digits; without it the key in the file is used, which proves only that the file is whole.
--previous is the publication before; --code prints the entry of one institution.
Exits 0 only where all holds.
"""

import argparse
import hashlib
import json
import sys
from pathlib import Path

P = 2**255 - 19
Q = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
I = pow(2, (P - 1) // 4, P)  # noqa: E741 - the name it has in RFC 8032


def canonical(content):
    """The one way of writing JSON: keys sorted, no blanks, UTF-8."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def merkle_root(entries):
    """The Merkle tree hash of RFC 9162."""
    level = [hashlib.sha256(b"\x00" + entry).digest() for entry in entries]
    if not level:
        return hashlib.sha256(b"").digest()
    while len(level) > 1:
        pairs = [level[i : i + 2] for i in range(0, len(level), 2)]
        level = [hashlib.sha256(b"\x01" + b"".join(p)).digest() if len(p) == 2 else p[0] for p in pairs]
    return level[0]


def add(a, b):
    """Add two points of the curve, in extended coordinates (RFC 8032, 5.1.4)."""
    e = (a[1] - a[0]) * (b[1] - b[0]) % P
    f = (a[1] + a[0]) * (b[1] + b[0]) % P
    g, h = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = f - e, h - g, h + g, f + e
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(n, point):
    """Multiply a point."""
    result = (0, 1, 1, 0)
    while n:
        if n & 1:
            result = add(result, point)
        point, n = add(point, point), n >> 1
    return result


def point_of(text):
    """Read a point from 32 bytes; None where there is none."""
    y = int.from_bytes(text, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * I % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


BASE = point_of((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def is_signed(message, signature, key):
    """Check an Ed25519 signature (RFC 8032, 5.1.7)."""
    if len(signature) != 64 or len(key) != 32:
        return False
    a, r, s = point_of(key), point_of(signature[:32]), int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= Q:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % Q
    left, right = times(s, BASE), add(r, times(h, a))
    same_x = (left[0] * right[2] - right[0] * left[2]) % P == 0
    return same_x and (left[1] * right[2] - right[1] * left[2]) % P == 0


def hex_bytes(text):
    try:
        return bytes.fromhex(text)
    except (TypeError, ValueError):
        return b""


def check(said, key="", previous=None):
    """Yield (what, holds) for each thing that can be checked."""
    head, entries = said["publication"], said["entries"]
    lists = [entry["list"] for entry in entries]
    counts = [len(lists), lists.count("white"), lists.count("black")]
    yield "entries counted", counts == [head["size"], head["white"], head["black"]]
    yield "Merkle root", merkle_root([canonical(entry) for entry in entries]).hex() == head["root"]
    yield "content hash", hashlib.sha256(canonical(head)).hexdigest() == said["content_hash"]
    public = key or said["key"]["public_key"]
    yield "signature", is_signed(canonical(head), hex_bytes(said["signature"]), hex_bytes(public))
    if previous is not None:
        before = previous["publication"]
        linked = head["previous"] == hashlib.sha256(canonical(before)).hexdigest()
        yield "link to the one before", linked and head["sequence"] == before["sequence"] + 1


def read(path):
    said = json.loads(Path(path).read_text(encoding="utf-8"))
    if not isinstance(said, dict) or not {"publication", "entries", "signature"} <= set(said):
        raise ValueError("this is no signed list")
    return said


def main(arguments):
    parser = argparse.ArgumentParser(description="Check a published list.")
    parser.add_argument("list", help="the signed JSON of a publication")
    parser.add_argument("--key", default="", help="the bureau's public key, 64 hexadecimal digits")
    parser.add_argument("--previous", help="the signed JSON of the publication before")
    parser.add_argument("--code", help="print the entry of this institution")
    asked = parser.parse_args(arguments)
    try:
        said = read(asked.list)
        results = list(check(said, asked.key, read(asked.previous) if asked.previous else None))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        print(f"{asked.list}: {type(error).__name__}: {error}", file=sys.stderr)
        return 2
    for what, holds in results:
        print(f"{what}: {'holds' if holds else 'DOES NOT HOLD'}", file=sys.stdout if holds else sys.stderr)
    if not asked.key:
        print("key: taken from the file itself; give --key to check whose signature it is")
    found = [entry for entry in said["entries"] if entry["code"] == asked.code]
    if asked.code:
        print(json.dumps(found, ensure_ascii=False, indent=2) if found else f"{asked.code}: not in this list")
    return 0 if all(holds for _what, holds in results) and (found or not asked.code) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
