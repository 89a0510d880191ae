"""How a reader wants pages shown: large type and high contrast, kept in cookies of the browser."""

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest

CHOICES: Final[dict[str, dict[str, str]]] = {"type": {"large": "large"}, "contrast": {"high": "high"}}
COOKIES: Final[dict[str, str]] = {"type": "ui_type", "contrast": "ui_contrast"}
A_YEAR: Final = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Preferences:
    """What differs from the standard: `type` is "" or "large", `contrast` is "" or "high"."""

    type: str = ""
    contrast: str = ""


def of(request: HttpRequest) -> Preferences:
    """Return what this browser asked for; anything unknown counts as the standard."""
    chosen = {
        name: CHOICES[name].get(request.COOKIES.get(cookie, ""), "") for name, cookie in COOKIES.items()
    }
    return Preferences(**chosen)
