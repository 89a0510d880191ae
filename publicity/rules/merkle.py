"""Merkle tree hashes as RFC 9162 (certificate transparency) defines them: root, inclusion proof, check.

The proof is the plain list of hashes of that standard, so that anybody can check one with twenty lines of
any language; `verify.py` does. Clause: M8.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256

LEAF, NODE = b"\x00", b"\x01"


def leaf_hash(entry: bytes) -> bytes:
    """Return the hash of a leaf; the prefix keeps a leaf from passing for a node."""
    return sha256(LEAF + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of two neighbours."""
    return sha256(NODE + left + right).digest()


def _split(size: int) -> int:
    """Return the largest power of two below `size`."""
    return 1 << ((size - 1).bit_length() - 1)


def root_of(leaves: Sequence[bytes]) -> bytes:
    """Return the root over leaf hashes; of none, the hash of nothing."""
    if not leaves:
        return sha256(b"").digest()
    stack: list[tuple[int, bytes]] = []  # (leaves below, hash), neighbours of one size are joined
    for leaf in leaves:
        size, digest = 1, leaf
        while stack and stack[-1][0] == size:
            digest = node_hash(stack.pop()[1], digest)
            size *= 2
        stack.append((size, digest))
    digest = stack.pop()[1]
    while stack:
        digest = node_hash(stack.pop()[1], digest)
    return digest


def root_hex(entries: Iterable[bytes]) -> str:
    """Return the root over entries, as hexadecimal digits."""
    return root_of([leaf_hash(entry) for entry in entries]).hex()


def path_to(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """Return the neighbours' hashes from leaf `index` up to the root (RFC 9162, 2.1.3.1)."""
    if not 0 <= index < len(leaves):
        raise IndexError(index)
    path: list[bytes] = []
    low, high = 0, len(leaves)
    while high - low > 1:
        middle = low + _split(high - low)
        if index < middle:
            path.append(root_of(leaves[middle:high]))
            high = middle
        else:
            path.append(root_of(leaves[low:middle]))
            low = middle
    return path[::-1]


def root_from(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """Return the root that `path` leads to from `leaf`, None where its length cannot be right (2.1.3.2)."""
    if not 0 <= index < size:
        return None
    node, last, digest = index, size - 1, leaf
    for neighbour in path:
        if last == 0:
            return None
        if node % 2 or node == last:
            digest = node_hash(neighbour, digest)
            while node % 2 == 0 and node != 0:
                node, last = node >> 1, last >> 1
        else:
            digest = node_hash(digest, neighbour)
        node, last = node >> 1, last >> 1
    return digest if last == 0 else None


def includes(entry: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Return whether `path` proves that `entry` is leaf `index` of `size` under `root`."""
    return root_from(leaf_hash(entry), index, size, path) == root
