"""Every clause said to be done, all or part of it, has a test that carries its mark and code that can be found.

Where one fails: write the missing test with `@pytest.mark.clause("…")`, or set the clause to "later" in
docs/clauses.toml.
"""

import ast
import importlib
from functools import cache, reduce
from pathlib import Path

import pytest

from portal.regulation import clauses

TESTS = Path(__file__).resolve().parents[1]
DONE = [clause for clause in clauses.all() if clause.is_done or clause.is_begun]


def is_clause_mark(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "clause"
        and isinstance(node.func.value, ast.Attribute)
        and node.func.value.attr == "mark"
    )


@cache
def marked() -> dict[str, set[str]]:
    """Clause id → the test files that carry its mark, read from the sources."""
    found: dict[str, set[str]] = {}
    for path in TESTS.rglob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if is_clause_mark(node):
                for argument in node.args:
                    if isinstance(argument, ast.Constant):
                        found.setdefault(argument.value, set()).add(str(path.relative_to(TESTS)))
    return found


def find(dotted: str) -> object:
    """The module, class, function or method that a dotted name means."""
    parts = dotted.split(".")
    for cut in range(len(parts), 0, -1):
        try:
            module = importlib.import_module(".".join(parts[:cut]))
        except ModuleNotFoundError:
            continue
        return reduce(getattr, parts[cut:], module)
    raise LookupError(dotted)


@pytest.mark.parametrize("clause", DONE, ids=lambda clause: clause.id)
def test_a_clause_marked_done_has_a_test_that_carries_its_mark(clause):
    assert clause.id in marked(), f"{clause.id}: no test carries @pytest.mark.clause({clause.id!r})"


@pytest.mark.parametrize("clause", DONE, ids=lambda clause: clause.id)
def test_what_a_done_clause_says_carries_it_out_exists(clause):
    assert clause.carried_by, f"{clause.id}: says done and names nothing that carries it out"
    for place in clause.carried_by:
        find(place)


def test_no_test_carries_the_mark_of_a_clause_that_does_not_exist():
    assert set(marked()) <= set(clauses.table())
