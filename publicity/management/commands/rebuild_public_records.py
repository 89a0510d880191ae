"""Drop what the public reads and build it anew."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.language import SpeakingCommand
from publicity.services import records


class Command(SpeakingCommand):
    """`rebuild_public_records`: nothing is lost, all of it is drawn from publications, permits and filings."""

    help = "Drop the public read model and its search, and build them anew."

    def handle(self, *args: Any, **options: Any) -> None:
        built = records.rebuild(timezone.localdate())
        self.stdout.write(_("%(n)s public records.") % {"n": built})
