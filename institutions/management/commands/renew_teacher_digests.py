"""Write the digests of all teachers anew, after the portal's secret was changed."""

from typing import Any

from django.utils.translation import gettext as _

from institutions.services.teachers import renew_digests
from portal.language import SpeakingCommand


class Command(SpeakingCommand):
    """Exits 0 where every teacher has digests of the secret in force; the schools' lists are handed in again."""

    help = "Write the digests of all teachers anew; schools' lists must be handed in again afterwards."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(_("Digests written: %(n)s") % {"n": renew_digests()})
