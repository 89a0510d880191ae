"""Prove that no sealed event was altered, added or taken away."""

from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from portal.language import SpeakingCommand
from portal.timeline.models import Event, Seal
from portal.timeline.services.seals import find_flaws


class Command(SpeakingCommand):
    """`verify_timeline`: exit 0 only where every seal holds."""

    help = "Recompute every seal from the events as they stand."

    def handle(self, *args: Any, **options: Any) -> None:
        flaws = find_flaws()
        if flaws:
            where = ", ".join(f"{flaw.seal_id} ({flaw.what})" for flaw in flaws)
            raise CommandError(_("History was altered. Seals that do not hold: %(where)s") % {"where": where})
        counts = {
            "seals": Seal.objects.count(),
            "events": Event.objects.exclude(sealed=None).count(),
            "open": Event.objects.filter(sealed=None).count(),
        }
        self.stdout.write(
            _("All %(seals)s seals hold over %(events)s events; %(open)s events wait for the next seal.")
            % counts
        )
