"""What stands on the pages: the tests name a message, the browser shows it in Chinese."""

from django.utils import translation


def zh(message: str, **values: object) -> str:
    """The Chinese of a message. That every message has one is checked with the catalogues."""
    with translation.override("zh-hans"):
        said = translation.gettext(message)
    return said % values if values else said
