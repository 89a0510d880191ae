"""Publish a district's annual list by hand."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.actors import Actor
from portal.accounts.refusals import Refusal
from portal.language import SpeakingCommand
from portal.regions.services import district_by_key
from publicity.services import publishing, records


class Command(SpeakingCommand):
    """`publish --year 2026 --district 360102`: exit 0 only where the list is out; out already, it stays as it is."""

    help = "Publish a district's annual list. A run that was killed is taken up where it stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--year", type=int, required=True)
        parser.add_argument("--district", required=True, help="six-digit code, or jingkai, gaoxin, wanli")
        parser.add_argument("--date", default="", help="YYYY-MM-DD, today by default")

    def handle(self, *args: Any, **options: Any) -> None:
        district = district_by_key(options["district"])
        if district is None:
            raise CommandError(_("There is no district %(key)s.") % {"key": options["district"]})
        try:
            today = date.fromisoformat(options["date"]) if options["date"] else timezone.localdate()
        except ValueError as error:
            words = _("%(text)s is not a date: write it as YYYY-MM-DD.") % {"text": options["date"]}
            raise CommandError(words) from error
        try:
            publication = publishing.publish_annual(
                district, year=options["year"], actor=Actor.system(), today=today
            )
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        records.refresh_publication(publication.pk, today=today)
        words = _(
            "Publication %(id)s (No. %(number)s): %(district)s %(year)s, %(white)s white, %(black)s black, root %(root)s"
        )
        self.stdout.write(
            words
            % {
                "id": publication.pk,
                "number": publication.sequence,
                "district": district.name,
                "year": publication.year,
                "white": publication.white,
                "black": publication.black,
                "root": publication.root,
            }
        )
