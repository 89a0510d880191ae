"""Who teaches in an institution. Clauses: S10, P7, N4, N5."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from institutions.models.institutions import Institution
from institutions.queries import TeacherQuerySet
from institutions.terms import Subject
from portal.privacy.fields import EncryptedTextField
from portal.privacy.masks import mask_id


class Teacher(models.Model):
    """A teacher an institution filed. The identity number is encrypted; its keyed digest finds it again."""

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="staff")
    name = models.CharField(_("name"), max_length=40)
    id_number = EncryptedTextField(_("identity number"))
    id_digest = models.CharField(max_length=64, db_index=True, editable=False)
    # The same number under the purpose of the schools' lists: comparing is one join of digests, and nobody has to
    # decrypt every number of the city each day. It can't be joined with `id_digest`.
    serving_digest = models.CharField(max_length=64, db_index=True, editable=False, blank=True, default="")
    certificate = models.CharField(_("teaching certificate"), max_length=30, blank=True)
    subject = models.CharField(_("school subject"), max_length=12, choices=Subject.choices)
    contract_from = models.DateField(_("contract from"))
    contract_until = models.DateField(_("contract until"), null=True, blank=True)
    # N5: who was not checked is not employed.
    record_checked_on = models.DateField(_("criminal-record check"))
    left_on = models.DateField(_("left"), null=True, blank=True)
    filed_at = models.DateTimeField(_("filed at"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True)
    rule_version = models.CharField(max_length=60, blank=True, default="", editable=False)
    # Identity number and digests are erased once nobody needs them any more (N4).
    erased_on = models.DateField(_("identity number erased"), null=True, blank=True, editable=False)

    objects = TeacherQuerySet.as_manager()

    class Meta:
        verbose_name = _("teacher")
        verbose_name_plural = _("teachers")
        ordering = ("name", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "id_digest"],
                condition=Q(left_on=None),
                name="one_person_once_an_institution",
            ),
            models.CheckConstraint(
                condition=Q(contract_until=None) | Q(contract_until__gte=F("contract_from")),
                name="contract_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(record_checked_on__lte=F("contract_from")), name="checked_before_employed"
            ),
            models.CheckConstraint(
                condition=Q(erased_on=None) | Q(left_on__isnull=False), name="only_who_left_is_erased"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def masked_number(self) -> str:
        """The identity number as it may be shown to those who need not know it (N4)."""
        return mask_id(self.id_number)

    def get_absolute_url(self) -> str:
        return reverse("institutions:teacher", args=[self.pk])
