"""Draws every life cycle from the code into docs/states.md, one Mermaid diagram a state field.

Usage: scripts/states.py write|check
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "states.md"
HEAD = """# States

Every life cycle of the portal, drawn from the code by `make states`; a test fails when this page is behind.
An arrow is a transition, by the name of the method that a service calls. What has no arrow cannot happen.
"""
ANY_SOURCE = ("*", "+")

sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")


def state_fields() -> Iterator[tuple[type[Any], Any]]:
    """Each model of ours with its state field, in the order of the house."""
    from django.apps import apps
    from django_fsm import FSMFieldMixin

    for config in apps.get_app_configs():
        if not Path(config.path).is_relative_to(ROOT) or ".venv" in config.path:
            continue
        for model in sorted(config.get_models(), key=lambda model: model.__name__):
            for field in model._meta.get_fields():
                if isinstance(field, FSMFieldMixin):
                    yield model, field


def targets(transition: Any) -> list[Any]:
    """Where a transition leads: one state, or those that its GET_STATE or RETURN_VALUE allows."""
    target = transition.target
    if target is None:
        return [transition.source]
    return list(getattr(target, "allowed_states", None) or [target])


def arrows(model: type[Any], field: Any, states: list[str]) -> list[tuple[str, str, str]]:
    found: set[tuple[str, str, str]] = set()
    for transition in field.get_all_transitions(model):
        for target in targets(transition):
            sources = [transition.source]
            if transition.source in ANY_SOURCE:
                sources = [state for state in states if transition.source == "*" or state != target]
            found.update((str(source), str(target), transition.name) for source in sources)
    order = {state: place for place, state in enumerate(states)}
    return sorted(found, key=lambda arrow: (order.get(arrow[0], 99), order.get(arrow[1], 99), arrow[2]))


def diagram(model: type[Any], field: Any) -> str:
    choices = {str(value): str(label) for value, label in field.flatchoices}
    drawn = arrows(model, field, list(choices))
    sources = {source for source, target, _name in drawn if source != target}
    lines = ["stateDiagram-v2"]
    lines += [f'    state "{label}" as {value}' for value, label in choices.items()]
    if field.has_default():
        lines.append(f"    [*] --> {field.get_default()}")
    lines += [f"    {source} --> {target}: {name}" for source, target, name in drawn]
    lines += [f"    {value} --> [*]" for value in choices if value not in sources]
    return "\n".join(lines)


def section(model: type[Any], field: Any) -> str:
    summary = (model.__doc__ or "").strip().split("\n\n")[0].replace("\n", " ")
    name = f"{model._meta.app_label}.{model.__name__}.{field.name}"
    return f"## {name}\n\n{' '.join(summary.split())}\n\n```mermaid\n{diagram(model, field)}\n```\n"


def render() -> str:
    from django.utils import translation

    with translation.override("en"):
        return "\n".join([HEAD, *(section(model, field) for model, field in state_fields())])


def main(arguments: list[str]) -> int:
    import django

    django.setup()
    page = render()
    match arguments:
        case ["write"]:
            PAGE.write_text(page, encoding="utf-8")
        case ["check"]:
            if not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page:
                print("docs/states.md is behind the code: make states", file=sys.stderr)
                return 1
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
