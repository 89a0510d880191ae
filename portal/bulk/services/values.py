"""Which columns a bulk write fills, and with what where the caller says nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import DateTimeField, Field, Model
from django.utils import timezone


def fields_of(model: type[Model], columns: Sequence[str]) -> list[Field[Any, Any]]:
    """Return the fields with these attribute names."""
    by_name = {field.attname: field for field in model._meta.concrete_fields}
    return [by_name[column] for column in columns]


def column_of(field: Field[Any, Any]) -> str:
    """Return the name of a field's column."""
    return str(field.column)


def defaults_of(model: type[Model], columns: Sequence[str]) -> list[tuple[Field[Any, Any], Any]]:
    """Return every other column but the key, with its default; times that set themselves are now."""
    rest = [f for f in model._meta.concrete_fields if f.attname not in columns and not f.primary_key]
    return [(field, _default(field)) for field in rest]


def _default(field: Field[Any, Any]) -> Any:
    if isinstance(field, DateTimeField) and (field.auto_now or field.auto_now_add):
        return timezone.now()
    return field.get_default()
