"""A new key: what was encrypted with an older one is encrypted anew. Clause: N4."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.db.models import Model, TextField, Value
from django.db.models.functions import Cast

from portal.privacy.fields import EncryptedTextField, cipher

BATCH = 500


def encrypted_fields() -> Iterator[tuple[type[Model], str]]:
    """Every encrypted field of the project, by model and name."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, EncryptedTextField):
                yield model, field.name


def rotate(model: type[Model], name: str) -> int:
    """Encrypt a field anew where it is not yet under the newest key; returns how many rows were.

    Batch by batch: stopped in the middle, it goes on where it stood. Raises cryptography's InvalidToken
    where a row can be read with none of the keys.
    """
    changed, last = 0, 0
    while True:
        with transaction.atomic():
            rows = _after(model, name, last)
            for pk, token in rows:
                if not _is_new(token):
                    fresh = cipher().rotate(token.encode()).decode()
                    model._default_manager.filter(pk=pk).update(**{name: Value(fresh, TextField())})
                    changed += 1
        if not rows:
            return changed
        last = rows[-1][0]


def _after(model: type[Model], name: str, last: Any) -> list[tuple[Any, str]]:
    rows = model._default_manager.select_for_update().filter(pk__gt=last).order_by("pk")
    stored = rows.annotate(stored=Cast(name, TextField())).values_list("pk", "stored")
    return [(pk, token or "") for pk, token in stored[:BATCH]]


def _is_new(token: str) -> bool:
    """Whether there is nothing to do: an empty text, or one under the newest key."""
    if not token:
        return True
    try:
        Fernet(settings.ENCRYPTION_KEYS[0]).decrypt(token.encode())
    except InvalidToken:
        return False
    return True
