"""Files that prove something."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EvidenceConfig(AppConfig):
    """Uploads are hostile: sniffed, limited, hashed, sealed."""

    name = "portal.evidence"
    label = "evidence"
    verbose_name = _("evidence")

    def ready(self) -> None:
        from portal.timeline import verbs

        verbs.register({"evidence.added": _("added evidence"), "evidence.opened": _("opened evidence")})
