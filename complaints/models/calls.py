"""A report being taken down on the telephone or from a letter. Clauses: M8, N4."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from complaints.queries import CallDraftQuerySet
from complaints.terms import TAKEN_DOWN, Source
from portal.privacy.fields import EncryptedTextField


class CallDraft(models.Model):
    """What an officer has typed so far, kept as typed; empty once the complaint is filed."""

    client_id = models.UUIDField(_("key of the sending"), unique=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    source = models.CharField(_("came by"), max_length=10, choices=Source, default=Source.PHONE)
    said = EncryptedTextField(_("as typed"), blank=True)
    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    saved_at = models.DateTimeField(_("saved"), auto_now=True)
    complaint = models.OneToOneField(
        "complaints.Complaint", on_delete=models.CASCADE, null=True, blank=True, related_name="call"
    )

    objects = CallDraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("report being taken down")
        verbose_name_plural = _("reports being taken down")
        ordering = ["-saved_at"]
        constraints = [
            models.CheckConstraint(condition=Q(source__in=TAKEN_DOWN), name="taken_down_by_an_officer"),
        ]

    def __str__(self) -> str:
        return f"{self.get_source_display()} {self.started_at:%Y-%m-%d %H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("complaints:call", args=[self.client_id])
