"""Draw again from the stored pool and seed, and say whether the result is the one that is stored. Clause: N2."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from inspections.models import Draw
from inspections.services.draw_proof import verify
from portal.language import SpeakingCommand


class Command(SpeakingCommand):
    """`verify_draw ID`: exit 0 only where pool, commitment and result all hold."""

    help = "Recompute a random draw: the pool's hash, the seed's hash, targets and inspectors."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("id", type=int, help="as in its address /draws/<id>/")

    def handle(self, *args: Any, **options: Any) -> None:
        draw = Draw.objects.public().filter(pk=options["id"]).first()
        if draw is None:
            raise CommandError(_("There is no frozen draw %(id)s.") % {"id": options["id"]})
        checks = verify(draw)
        broken = [check for check in checks if not check.holds]
        for check in checks:
            out = self.stdout if check.holds else self.stderr
            out.write(f"{check.label}: {_('holds') if check.holds else _('does not hold')}")
        if broken:
            what = ", ".join(str(check.label) for check in broken)
            words = {"number": draw.number, "what": what}
            raise CommandError(_("Draw %(number)s can't be confirmed: %(what)s") % words)
        self.stdout.write(_("Draw %(number)s follows from its pool and its seed.") % {"number": draw.number})
