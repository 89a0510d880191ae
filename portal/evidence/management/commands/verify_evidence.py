"""Prove that no original of the evidence was altered or lost."""

from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from portal.evidence.models import Evidence
from portal.evidence.originals import find_broken
from portal.language import SpeakingCommand


class Command(SpeakingCommand):
    """`verify_evidence`: exit 0 only where every original has the SHA-256 that was sealed."""

    help = "Read every original of the evidence again and compare its SHA-256."

    def handle(self, *args: Any, **options: Any) -> None:
        broken = find_broken()
        if broken:
            where = ", ".join(f"{one.evidence_id} ({one.what})" for one in broken)
            raise CommandError(_("Originals that are not what was sealed: %(where)s") % {"where": where})
        self.stdout.write(
            _("All %(count)s originals are what was sealed.") % {"count": Evidence.objects.count()}
        )
