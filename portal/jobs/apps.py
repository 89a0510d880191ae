"""Work outside the request."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    """Queued tasks and the daily work."""

    name = "portal.jobs"
    label = "jobs"
    verbose_name = _("jobs")
