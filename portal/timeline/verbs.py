"""The words for what happened. Each app registers its own in `apps.py`."""

from collections.abc import Mapping

from django.utils.functional import Promise

_words: dict[str, str | Promise] = {}


def register(words: Mapping[str, str | Promise]) -> None:
    """Add `verb → what the history says` pairs."""
    _words.update(words)


def say(verb: str) -> str:
    """Return the words for `verb`, or the verb itself."""
    return str(_words.get(verb, verb))


def known() -> frozenset[str]:
    """Return every verb with words."""
    return frozenset(_words)
