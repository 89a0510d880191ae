"""Says what the authenticator of the demonstration's city accounts shows now."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from portal.demo.accounts import current_code
from portal.language import SpeakingCommand


class Command(SpeakingCommand):
    help = "Print the six digits that the demonstration's second factor shows now."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(_("This portal is no demonstration: nobody's second factor is known."))
        code, left = current_code()
        self.stdout.write(_("%(code)s (for %(left)d seconds more)") % {"code": code, "left": left})
