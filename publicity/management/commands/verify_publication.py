"""Recompute a publication and say whether it is still what was published."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from portal.language import SpeakingCommand
from publicity.models import Publication
from publicity.services.verifying import holds, verify


class Command(SpeakingCommand):
    """`verify_publication ID`: exit 0 only where entries, root, hash, chain, signature and key all hold."""

    help = "Recompute a publication's entries, Merkle root, content hash, chain and signature."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("id", type=int, help="as in its address /publications/<id>/")

    def handle(self, *args: Any, **options: Any) -> None:
        found = Publication.objects.public().select_related("district", "corrects")
        publication = found.filter(pk=options["id"]).first()
        if publication is None:
            raise CommandError(_("There is no publication %(id)s.") % {"id": options["id"]})
        steps = verify(publication)
        for step in steps:
            mark = _("holds") if step.holds else _("does not hold")
            self.stdout.write(f"{step.check.label}: {mark}")
        if not holds(steps):
            broken = ", ".join(str(step.check.label) for step in steps if not step.holds)
            raise CommandError(
                _("Publication %(id)s is not what was published: %(what)s")
                % {"id": publication.pk, "what": broken}
            )
        self.stdout.write(_("Publication %(id)s is unchanged.") % {"id": publication.pk})
