"""Files that prove something."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EvidenceConfig(AppConfig):
    """Uploads are hostile: sniffed, limited, hashed, sealed."""

    name = "portal.evidence"
    label = "evidence"
    verbose_name = _("evidence")

    def ready(self) -> None:
        from portal.evidence.originals import clear_leftovers
        from portal.evidence.services import finish_erasing
        from portal.jobs.due import DueStep, register
        from portal.timeline import verbs

        register(DueStep("evidence.erasing", order=89, run=lambda today: finish_erasing()))
        register(DueStep("evidence.leftovers", order=90, run=lambda today: clear_leftovers()))
        verbs.register({"evidence.added": _("added evidence"), "evidence.opened": _("opened evidence")})
