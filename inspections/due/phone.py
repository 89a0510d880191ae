"""What phones leave behind."""

from django.utils.translation import gettext_lazy

from inspections.services import phone
from portal.desk import menu
from portal.desk.menu import MenuEntry
from portal.jobs.due import DueStep
from portal.jobs.due import register as register_step


def hand_over() -> None:
    """Hand all this to the ground."""
    entry = MenuEntry(
        gettext_lazy("Visits on this phone"), "inspections:on_phone", "inspections.record", order=28
    )
    menu.register(entry)
    register_step(DueStep("inspections.clear_phone_pieces", order=28, run=phone.clear_abandoned))
