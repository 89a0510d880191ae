"""What happens by itself with imports."""

from datetime import date

from django.utils.translation import gettext_lazy

from institutions.services import imports
from portal.desk import menu
from portal.desk.menu import MenuEntry
from portal.jobs.due import DueStep
from portal.jobs.due import register as register_step
from portal.timeline import verbs

VERBS = {
    "register.started": gettext_lazy("started an import"),
    "register.paused": gettext_lazy("paused an import"),
    "register.cancelled": gettext_lazy("gave up an import"),
    "register.imported": gettext_lazy("imported a register"),
}

MENU = (
    MenuEntry(gettext_lazy("Import a register"), "institutions:imports", "institutions.import", order=11),
)


def go_on_with_imports(today: date) -> int:
    """An import whose worker was killed goes on where it stopped."""
    return imports.resume_stopped()


def clear_workbooks(today: date) -> int:
    """Registers as they were sent hold telephone numbers: they go after ninety days (N4)."""
    return imports.clear_old()


def hand_over() -> None:
    """Hand all this to the ground."""
    verbs.register(VERBS)
    for entry in MENU:
        menu.register(entry)
    register_step(DueStep("institutions.go_on_with_imports", order=13, run=go_on_with_imports))
    register_step(DueStep("institutions.clear_workbooks", order=14, run=clear_workbooks))
