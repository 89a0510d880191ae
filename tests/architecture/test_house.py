"""The house keeps its order: each failure says what to do instead."""

import ast
from pathlib import Path

from tests.architecture.source import functions, python_files, room, tree, where

WRITES = {"save", "create", "update", "delete", "get_or_create", "update_or_create"}
WRITERS = {"services", "management", "demo", "admin"}
CLOCKS = {"now", "today", "localdate", "localtime", "utcnow", "time"}


def _is_write(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute):
        return False
    name = call.func.attr
    if name.startswith("bulk_"):
        return True
    if name not in WRITES:
        return False
    source = ast.unparse(call.func.value)
    # `book.save(file)` writes a file; a model that refuses to be edited ends in `super().save()`.
    if name in {"save", "delete"} and (call.args or source == "super()"):
        return False
    # A dict's update or a hash's update is no write to the database.
    return name in {"save", "create", "get_or_create", "update_or_create"} or ".objects" in source


def test_only_services_write() -> None:
    """Move the write into a function in services/, and call that."""
    found = [
        where(path, node)
        for path in python_files()
        if not WRITERS & set(path.parts) and room(path) not in WRITERS
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and _is_write(node)
    ]
    assert not found, f"writes outside services: {found}"


def test_rules_have_no_clock() -> None:
    """Pass the day in as an argument."""
    found = [
        where(path, node)
        for path in python_files()
        if room(path) == "rules"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS
    ]
    assert not found, f"clock in a rule: {found}"


def _first_after_objects(path: Path) -> list[str]:
    found = []
    followed = {"visible_to", "public"}
    attributes = [n for n in ast.walk(tree(path)) if isinstance(n, ast.Attribute)]
    inner = {
        id(n.value): n.attr
        for n in attributes
        if isinstance(n.value, ast.Attribute) and n.value.attr == "objects"
    }
    for node in attributes:
        if node.attr == "objects" and inner.get(id(node)) not in followed:
            found.append(where(path, node))
    return found


def test_views_and_api_start_from_who_may_see() -> None:
    """Write `Model.objects.visible_to(actor)…` or `Model.objects.public()…`; there is one answer to who may see."""
    found = [
        spot
        for path in python_files()
        if room(path) in {"views", "api"}
        for spot in _first_after_objects(path)
    ]
    assert not found, f"objects without visible_to or public: {found}"


def test_no_file_is_past_four_hundred_lines() -> None:
    """Find the seam: a file past 400 lines is two rooms."""
    files = python_files() + python_files("tests", "scripts")
    long = [f"{p.name} {n}" for p in files if (n := len(p.read_text(encoding="utf-8").splitlines())) > 400]
    assert not long, long


def test_no_function_is_past_forty_lines() -> None:
    """Find the seam: a function past 40 lines does two things."""
    long = [
        f"{where(path, f)} {f.name} {length}"
        for path in python_files()
        for f in functions(path)
        if (length := (f.end_lineno or f.lineno) - f.lineno + 1) > 40
    ]
    assert not long, long


def test_no_module_is_called_utils_common_base_or_helpers() -> None:
    """Name a module by what is in it."""
    bad = [str(p) for p in python_files() if p.stem in {"utils", "common", "base", "helpers", "misc"}]
    assert not bad, bad


def test_no_logic_in_signals_or_in_save() -> None:
    """Write a service instead of a signal receiver or an overridden save()."""
    found = [
        where(path, f)
        for path in python_files()
        if room(path) in {"models", "signals"} or path.stem == "signals"
        for f in functions(path)
        if f.name == "save" and "append-only" not in (ast.get_docstring(f) or "").lower()
    ]
    assert not found, found
