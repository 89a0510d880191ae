"""What goes on record is Chinese, whatever language the officer, the command or the daily work speaks."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise

from publicity.rules.whitelist import Condition
from publicity.terms import ConditionKey, Finding


def on_record(words: str | Promise, values: Mapping[str, Any] | None = None) -> str:
    """Return lazily translated `words` in the official language, filled with `values`."""
    with translation.override(settings.LANGUAGE_CODE):
        text = str(words)
        return text % {name: str(value) for name, value in values.items()} if values else text


def said(conditions: Iterable[Condition]) -> str:
    """Return conditions and what was found of them, in the official language."""
    return "；".join(
        on_record(ConditionKey(c.key).label) + "：" + on_record(Finding(c.found).label) for c in conditions
    )
