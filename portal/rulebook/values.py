"""A figure's values on their way between a frozen dataclass, JSON and what people type. No Django."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar, Protocol, get_args, get_origin, get_type_hints


class Figure(Protocol):
    """A frozen dataclass beside its rule, with the default of each figure in it."""

    KEY: ClassVar[str]
    CLAUSE: ClassVar[str]
    TITLE: ClassVar[str]
    __dataclass_fields__: ClassVar[dict[str, Any]]


class WrongValue(ValueError):
    """A value that a figure's field cannot hold."""

    def __init__(self, field: str, value: object) -> None:
        super().__init__(f"{field}: {value!r}")
        self.field = field
        self.value = value


def fields_of(figure: type[Any]) -> dict[str, Any]:
    """The figure's fields and their types, in the order they are written."""
    hints = get_type_hints(figure)
    return {field.name: hints[field.name] for field in dataclasses.fields(figure)}


def defaults_of(figure: type[Any]) -> dict[str, Any]:
    """The values that hold where nobody has set any."""
    standard = figure()
    return {name: getattr(standard, name) for name in fields_of(figure)}


def _number(raw: Any) -> Decimal:
    if isinstance(raw, bool) or not isinstance(raw, int | float | str | Decimal):
        raise ValueError(raw)
    try:
        return Decimal(str(raw))
    except InvalidOperation as error:
        raise ValueError(raw) from error


def _one(kind: Any, raw: Any) -> Any:
    if kind is bool:
        if not isinstance(raw, bool):
            raise ValueError(raw)
        return raw
    if kind is int:
        number = _number(raw)
        if number != number.to_integral_value():
            raise ValueError(raw)
        return int(number)
    if kind in (Decimal, float):
        return kind(_number(raw))
    if kind in (date, time):
        return raw if isinstance(raw, kind) else kind.fromisoformat(raw)
    if kind is str and isinstance(raw, str):
        return raw
    raise ValueError(raw)


def read(name: str, kind: Any, raw: Any) -> Any:
    """The value of one field from JSON or a form; raises WrongValue where the type does not hold it."""
    optional = type(None) in get_args(kind)
    if raw is None and optional:
        return None
    if optional:
        kind = next(arm for arm in get_args(kind) if arm is not type(None))
    try:
        if get_origin(kind) is tuple:
            if isinstance(raw, str) or not hasattr(raw, "__iter__"):
                raise ValueError(raw)
            return tuple(_one(get_args(kind)[0], item) for item in raw)
        return _one(kind, raw)
    except (TypeError, ValueError) as error:
        raise WrongValue(name, raw) from error


def write(value: Any) -> Any:
    """The value as JSON holds it."""
    if isinstance(value, tuple | list | frozenset):
        return [write(item) for item in value]
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date | time):
        return value.isoformat()
    return value


def build(figure: type[Any], stored: Mapping[str, Any]) -> Any:
    """The figure with the stored values over its defaults.

    A name that the figure no longer has is passed over: an old row outlives a renamed field. What the
    figure's own `__post_init__` refuses comes out as WrongValue of the whole.
    """
    known = fields_of(figure)
    values = {name: read(name, known[name], raw) for name, raw in stored.items() if name in known}
    try:
        return figure(**values)
    except ValueError as error:
        raise WrongValue("", str(error)) from error
