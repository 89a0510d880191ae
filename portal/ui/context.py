"""What every page knows."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.ui import preferences

REPORT_LINE = "88611646"
HOME = "/"
SEARCH = "/institutions/"
COMPLAIN = "/complaints/new/"
NOTICES = "/licences/notices/"
ANNUAL = "/annual/"
DRAWS = "/draws/"
PUBLIC_MENU: tuple[tuple[str | Promise, str], ...] = (
    (_("Home"), HOME),
    (_("Find an institution"), SEARCH),
    (_("Filed courses"), "/filings/"),
    (_("Published lists"), "/publications/"),
    (_("Complain"), COMPLAIN),
    (_("Follow a complaint"), "/complaints/track/"),
    (_("The regulation"), "/regulation/"),
)


class Entry(NamedTuple):
    """One entry of a menu."""

    label: str | Promise
    url: str
    active: bool


@cache
def edition() -> datetime:
    """Return when the templates of this installation were last written: the age of a page without data."""
    newest = max(path.stat().st_mtime for path in (settings.BASE_DIR / "templates").rglob("*.html"))
    return datetime.fromtimestamp(newest, tz=UTC)


def public_menu(path: str) -> list[Entry]:
    """Return the public menu with the section that `path` lies in marked."""
    return [
        Entry(label, url, path == url or (url != "/" and path.startswith(url))) for label, url in PUBLIC_MENU
    ]


def about() -> dict[str, Any]:
    """Return the portal's name, who is responsible, where to complain, and whether it is a demonstration."""
    return {
        "name": _("Off-campus Training Supervision, Nanchang"),
        "owner": _("Nanchang Education Bureau"),
        "line": REPORT_LINE,
        "complain": COMPLAIN,
        "home": HOME,
        "notices": NOTICES,
        "annual": ANNUAL,
        "draws": DRAWS,
        "search": SEARCH,
        "demo": settings.DEMO,
        "edition": edition(),
    }


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return what the shell of every page shows; what not every page needs is asked for only there."""
    menu: Callable[[], list[Entry]] = lambda: public_menu(request.path)  # noqa: E731
    return {
        "portal": about(),
        "prefers": preferences.of(request),
        "public_menu": menu,
        "now": timezone.localtime(),
    }
