"""What goes on record is Chinese, whatever language the officer, the command or the daily work speaks."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise


def on_record(words: str | Promise, values: Mapping[str, Any] | None = None) -> str:
    """Return lazily translated `words` in the official language, filled with `values`."""
    with translation.override(settings.LANGUAGE_CODE):
        text = str(words)
        return text % {name: str(value) for name, value in values.items()} if values else text
