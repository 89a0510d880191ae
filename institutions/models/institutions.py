"""An institution, its school permits and its teaching sites."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMModelMixin, transition

from institutions.queries import InstitutionQuerySet, SchoolPermitQuerySet
from institutions.terms import Category, Situation, Status
from portal.lifecycles import StateField
from portal.privacy.fields import EncryptedTextField


class Institution(FSMModelMixin, models.Model):
    """An off-campus training institution (校外培训机构). The licensing district is responsible. Clauses: S1, Z1, Z2."""

    code = models.CharField(_("code"), max_length=18, unique=True)
    name = models.CharField(_("name of the institution"), max_length=120)
    district = models.ForeignKey(
        "regions.District",
        models.PROTECT,
        related_name="institutions",
        verbose_name=_("district"),
        db_index=False,  # institution_in_district begins with it
    )
    street = models.ForeignKey(
        "regions.Street", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("street")
    )
    address = models.CharField(_("address"), max_length=300, blank=True)
    category = models.CharField(
        _("category"), max_length=12, choices=Category.choices, default=Category.OTHER
    )
    subjects = models.JSONField(_("subjects"), default=list, blank=True)
    situation = models.CharField(_("licence situation"), max_length=16, choices=Situation.choices)
    organiser = models.CharField(_("organiser"), max_length=60, blank=True)
    legal_representative = models.CharField(_("legal representative"), max_length=60, blank=True)
    phone = EncryptedTextField(_("telephone"), blank=True)
    fee_text = models.CharField(_("fees"), max_length=200, blank=True)
    teacher_text = models.CharField(_("teachers"), max_length=100, blank=True)
    status = StateField(
        _("status"), max_length=12, choices=Status.choices, default=Status.OPERATING, protected=True
    )
    teaching_stopped_until = models.DateField(_("no training until"), null=True, blank=True)
    zombie_since = models.DateField(_("zombie since"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = InstitutionQuerySet.as_manager()

    class Meta:
        verbose_name = _("institution")
        verbose_name_plural = _("institutions")
        ordering = ("district", "code")
        indexes = [
            models.Index(fields=["district", "category", "status"], name="institution_in_district"),
            models.Index(fields=["name"], name="institution_by_name"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="institution_has_a_name"),
            models.CheckConstraint(
                condition=Q(teaching_stopped_until=None) | Q(status=Status.STOPPED),
                name="only_a_stopped_institution_has_a_term",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def has_credit_code(self) -> bool:
        """Whether the code is a 统一社会信用代码; a provisional one begins with T."""
        return not self.code.startswith("T")

    def get_absolute_url(self) -> str:
        return reverse("institutions:detail", args=[self.code])

    @transition(status, source=[Status.OPERATING, Status.STOPPED], target=Status.STOPPED)
    def stop_teaching(self, until: date | None) -> None:
        """No training until `until`, or until put right where it is None (P3, P4, P5, Z5)."""
        self.teaching_stopped_until = until

    @transition(status, source=[Status.STOPPED, Status.CLOSED], target=Status.OPERATING)
    def resume_teaching(self) -> None:
        """Teach again: put right and, where there was a term, the term is over."""
        self.teaching_stopped_until = None

    @transition(status, source=[Status.OPERATING, Status.STOPPED, Status.CLOSED], target=Status.CLOSED)
    def close(self) -> None:
        """Closed for rectification (停业整顿, P3)."""
        self.teaching_stopped_until = None

    @transition(
        status,
        source=[Status.OPERATING, Status.STOPPED, Status.CLOSED, Status.REVOKED],
        target=Status.REVOKED,
    )
    def revoke(self) -> None:
        """The permit is revoked (P3, P4)."""
        self.teaching_stopped_until = None

    @transition(status, source="*", target=Status.BANNED)
    def ban(self) -> None:
        """Banned (取缔, P1)."""
        self.teaching_stopped_until = None


class SchoolPermit(models.Model):
    """A school permit (办学许可证) with its validity. Clause: Z1."""

    institution = models.ForeignKey(Institution, models.CASCADE, related_name="permits")
    number = models.CharField(_("permit number"), max_length=60, unique=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    long_term = models.BooleanField(_("without end"), default=False)
    # The school subjects it allows; none named where an old register did not say.
    subjects = models.JSONField(_("subjects allowed"), default=list, blank=True)
    revoked_on = models.DateField(_("revoked on"), null=True, blank=True)
    suspended_on = models.DateField(_("suspended on"), null=True, blank=True)
    surrendered_on = models.DateField(_("surrendered on"), null=True, blank=True)

    objects = SchoolPermitQuerySet.as_manager()

    class Meta:
        verbose_name = _("school permit")
        verbose_name_plural = _("school permits")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None)
                | Q(valid_from=None)
                | Q(valid_until__gte=models.F("valid_from")),
                name="permit_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(revoked_on=None) | Q(surrendered_on=None),
                name="permit_revoked_or_surrendered",
            ),
        ]

    def __str__(self) -> str:
        return self.number
