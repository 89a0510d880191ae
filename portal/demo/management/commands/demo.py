"""Loads the demonstration city."""

import time
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from complaints.models import Complaint
from inspections.models import JointInspection, RectificationOrder
from institutions.models import Institution
from portal.demo import accounts, city
from portal.language import SpeakingCommand
from portal.timeline.models import Event

COUNTED = (Institution, JointInspection, RectificationOrder, Complaint, Event)


class Command(SpeakingCommand):
    help = "Load the demonstration city: the same seed and day make the same city, and twice changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--institutions", type=int, default=2000)
        parser.add_argument("--today", type=date.fromisoformat, default=None, help="YYYY-MM-DD")
        parser.add_argument("--seed", type=int, default=city.SEED)
        parser.add_argument("--fresh", action="store_true", help="clear everything away first")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(_("This portal is no demonstration (DEMO=0): nothing was loaded."))
        if options["institutions"] < 24:
            raise CommandError(_("A city needs 24 institutions at least."))
        if options["fresh"]:
            city.clear_away()
            call_command("migrate", verbosity=0, interactive=False)
        if city.is_there():
            self.stdout.write(_("The demonstration city is already there; nothing was changed."))
        else:
            begun = time.monotonic()
            today = options["today"] or timezone.localdate()
            made = city.build(today=today, size=options["institutions"], seed=options["seed"])
            counts = " · ".join(
                f"{kind._meta.verbose_name_plural} {made[kind._meta.label]}" for kind in COUNTED
            )
            self.stdout.write(f"{counts} ({time.monotonic() - begun:.1f} s)")
        self._show_accounts()

    def _show_accounts(self) -> None:
        self.stdout.write(_("Password of every account: %(password)s") % {"password": accounts.PASSWORD})
        for person in accounts.people():
            if person.username in accounts.SHOWN:
                self.stdout.write(f"  {person.username:<12} {person.name}  {person.note}")
        self.stdout.write(_("The second factor of city and admin: manage.py demo_code"))
