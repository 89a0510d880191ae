from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMModelMixin, transition

from complaints.queries import ApartQuerySet, IdentityRequestQuerySet
from complaints.terms import Opening
from portal.lifecycles import StateField
from portal.privacy.fields import EncryptedTextField


class ComplainantIdentity(models.Model):
    """Who complained, apart from the complaint and encrypted. Clauses: N4, D2 (a named person).

    Read it through `services.identity.read_identity`, which checks who asks and leaves an event.
    """

    complaint = models.OneToOneField(
        "complaints.Complaint", on_delete=models.CASCADE, related_name="identity", verbose_name=_("complaint")
    )
    name = EncryptedTextField(_("name"))
    phone = EncryptedTextField(_("telephone"))
    email = EncryptedTextField(_("e-mail"), blank=True, default="")
    given_at = models.DateTimeField(_("given at"), auto_now_add=True)
    erased_on = models.DateField(_("erased on"), null=True, blank=True)

    objects = ApartQuerySet.as_manager()

    class Meta:
        verbose_name = _("complainant")
        verbose_name_plural = _("complainants")


class IdentityRequest(FSMModelMixin, models.Model):
    """One officer asks to open who complained, another agrees or not. Clause: N4."""

    complaint = models.ForeignKey(
        "complaints.Complaint", on_delete=models.CASCADE, related_name="identity_requests"
    )
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_as = models.CharField(_("asked as"), max_length=120)
    asked_at = models.DateTimeField(_("asked"), auto_now_add=True)
    reason = models.CharField(_("what it is needed for"), max_length=300)
    state = StateField(
        _("state"), max_length=10, choices=Opening.choices, default=Opening.ASKED, protected=True
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    open_until = models.DateTimeField(_("can be opened until"), null=True, blank=True)
    declined_for = models.CharField(_("why it is not opened"), max_length=300, blank=True)

    objects = IdentityRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request to open who complained")
        verbose_name_plural = _("requests to open who complained")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=models.F("asked_by")),
                name="a_second_officer_agrees",
            ),
            models.CheckConstraint(
                condition=~Q(state=Opening.GRANTED) | Q(decided_by__isnull=False, open_until__isnull=False),
                name="what_is_granted_was_agreed_to",
            ),
            models.UniqueConstraint(
                fields=["complaint", "asked_by"],
                condition=Q(state=Opening.ASKED),
                name="one_open_request_of_an_officer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.complaint} · {self.asked_by}"

    def get_absolute_url(self) -> str:
        return reverse("complaints:identity_request", args=[self.pk])

    @transition(field=state, source=Opening.ASKED, target=Opening.GRANTED)
    def grant(self, by: Any, at: Any, until: Any) -> None:
        """A second officer agrees."""
        self.decided_by, self.decided_at, self.open_until = by, at, until

    @transition(field=state, source=Opening.ASKED, target=Opening.DECLINED)
    def decline(self, by: Any, at: Any, reason: str) -> None:
        """A second officer does not agree."""
        self.decided_by, self.decided_at, self.declined_for = by, at, reason
