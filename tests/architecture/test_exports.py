"""Every list that somebody sees can be taken along."""

import ast

from tests.architecture.source import python_files, room, tree, where

LISTS = {"DeskList", "MyList"}


def _names_columns(node: ast.ClassDef) -> bool:
    targets = [t for a in node.body if isinstance(a, ast.Assign) for t in a.targets]
    targets += [a.target for a in node.body if isinstance(a, ast.AnnAssign)]
    return any(isinstance(target, ast.Name) and target.id == "export_columns" for target in targets)


def test_every_list_says_which_columns_are_downloaded() -> None:
    """Give the list `export_columns`; where nothing may be taken along, `export_columns = []` and a line why."""
    found = [
        f"{where(path, node)} {node.name}"
        for path in python_files()
        if room(path) == "views" and path.stem != "lists"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef)
        and any(isinstance(base, ast.Name) and base.id in LISTS for base in node.bases)
        and not _names_columns(node)
    ]
    assert not found, f"lists without columns to download: {found}"
