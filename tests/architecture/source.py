"""Reading the project's own sources: what imports can't show, small syntax-tree tests do."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("portal", "institutions", "inspections", "complaints", "publicity")


def python_files(*parts: str) -> list[Path]:
    """Return the project's Python files below `parts` (all packages by default), migrations left out."""
    roots = [ROOT / part for part in (parts or PACKAGES)]
    files = [f for root in roots for f in (root.rglob("*.py") if root.is_dir() else [root])]
    return sorted(f for f in files if "migrations" not in f.parts)


@cache
def tree(path: Path) -> ast.Module:
    """Return the syntax tree of `path`."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield each function of `path`."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def where(path: Path, node: ast.AST) -> str:
    """Return `file:line` of `node`, as an editor wants it."""
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"


def room(path: Path) -> str:
    """Return the room of an app that `path` lies in: `services`, `views`, `rules`, …"""
    parts = path.relative_to(ROOT).parts
    inside = parts[2:] if parts[0] == "portal" and len(parts) > 2 else parts[1:]
    return Path(inside[0]).stem if inside else ""
