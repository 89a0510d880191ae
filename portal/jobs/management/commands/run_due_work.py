"""Run the daily work by hand, for any date."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.jobs.due import run_all
from portal.language import SpeakingCommand


class Command(SpeakingCommand):
    """`run_due_work [--date 2026-06-01]`: exit 0 only where every step ran."""

    help = "Run all that is due up to a date: deadlines, expiries, annual inspection, lists."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--date", default="", help="YYYY-MM-DD, today by default")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            day = date.fromisoformat(options["date"]) if options["date"] else timezone.localdate()
        except ValueError as error:
            message = _("%(text)s is not a date: write it as YYYY-MM-DD.") % {"text": options["date"]}
            raise CommandError(message) from error
        outcomes = run_all(day)
        for outcome in outcomes:
            self.stdout.write(f"{day} {outcome.name}: {outcome.error or outcome.done}")
        failed = [outcome.name for outcome in outcomes if outcome.error]
        if failed:
            raise CommandError(_("These steps failed: %(steps)s") % {"steps": ", ".join(failed)})
