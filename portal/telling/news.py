"""The words of what officers are told in their inbox. Each app registers its own."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise

_words: dict[str, str | Promise] = {}


def register(words: Mapping[str, str | Promise]) -> None:
    """Add `kind → words` pairs; the words may name values as %(name)s."""
    _words.update(words)


def say(kind: str, values: Mapping[str, Any]) -> str:
    """Return the words of a kind with its values, or the kind itself where nobody registered it."""
    return str(_words.get(kind, kind)) % values
