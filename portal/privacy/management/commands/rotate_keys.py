"""Encrypt personal data anew with the newest of ENCRYPTION_KEYS."""

from typing import Any

from cryptography.fernet import InvalidToken
from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from portal.language import SpeakingCommand
from portal.privacy.services.rotation import encrypted_fields, rotate


class Command(SpeakingCommand):
    """`rotate_keys`: put the new key first in ENCRYPTION_KEYS, keep the old ones, run this, then drop them."""

    help = "Encrypt every encrypted text anew that is not yet under the newest key."

    def handle(self, *args: Any, **options: Any) -> None:
        for model, name in encrypted_fields():
            try:
                changed = rotate(model, name)
            except InvalidToken as error:
                where = f"{model._meta.label}.{name}"
                raise CommandError(
                    _("%(where)s holds a text that none of the keys opens. Add the key it was made with.")
                    % {"where": where}
                ) from error
            self.stdout.write(f"{model._meta.label}.{name}: {changed}")
        self.stdout.write(_("Everything is under the newest key; the older ones can go."))
