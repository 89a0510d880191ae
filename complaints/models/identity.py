from django.db import models
from django.utils.translation import gettext_lazy as _

from complaints.queries import ApartQuerySet
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
    given_at = models.DateTimeField(_("given at"), auto_now_add=True)
    erased_on = models.DateField(_("erased on"), null=True, blank=True)

    objects = ApartQuerySet.as_manager()

    class Meta:
        verbose_name = _("complainant")
        verbose_name_plural = _("complainants")
