"""The tree is that of RFC 9162, checked against another implementation."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from publicity.rules import merkle

ENTRIES = st.lists(st.binary(max_size=20), min_size=1, max_size=70)


def other_root(entries: list[bytes]) -> bytes:
    tree = InmemoryTree(algorithm="sha256")
    for entry in entries:
        tree.append_entry(entry)
    return tree.get_root()


@given(ENTRIES)
def test_the_root_is_the_one_that_pymerkle_finds(entries: list[bytes]):
    assert merkle.root_hex(entries) == other_root(entries).hex()


def test_the_root_over_nothing_is_the_hash_of_nothing():
    assert merkle.root_hex([]) == hashlib.sha256(b"").hexdigest()


@given(ENTRIES, st.data())
def test_every_entry_has_a_proof_that_holds(entries: list[bytes], data: st.DataObject):
    index = data.draw(st.integers(0, len(entries) - 1))
    leaves = [merkle.leaf_hash(entry) for entry in entries]
    path = merkle.path_to(leaves, index)
    assert merkle.includes(entries[index], index, len(entries), path, merkle.root_of(leaves))


@given(ENTRIES, st.data())
def test_no_other_entry_place_or_size_passes_with_that_proof(entries: list[bytes], data: st.DataObject):
    index = data.draw(st.integers(0, len(entries) - 1))
    leaves = [merkle.leaf_hash(entry) for entry in entries]
    path, root = merkle.path_to(leaves, index), merkle.root_of(leaves)
    size = len(entries)
    assert not merkle.includes(entries[index] + b"x", index, size, path, root)
    assert not merkle.includes(entries[index], size, size, path, root)
    assert not merkle.includes(entries[index], index, size, [*path, b"\0" * 32], root)


def test_a_place_outside_the_tree_is_an_error():
    with pytest.raises(IndexError):
        merkle.path_to([merkle.leaf_hash(b"a")], 1)
