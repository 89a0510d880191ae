"""An institution, its school permits and its teaching sites."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from institutions.queries import InstitutionQuerySet
from institutions.terms import Category, Situation, Status
from portal.privacy.fields import EncryptedTextField


class Institution(models.Model):
    """An off-campus training institution (校外培训机构). The licensing district is responsible. Clauses: S1, Z1, Z2."""

    code = models.CharField(_("code"), max_length=18, unique=True)
    name = models.CharField(_("name"), max_length=120)
    district = models.ForeignKey("regions.District", models.PROTECT, related_name="institutions")
    street = models.ForeignKey("regions.Street", models.PROTECT, null=True, blank=True, related_name="+")
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
    status = FSMField(
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

    def __str__(self) -> str:
        return self.name

    @transition(status, source=[Status.OPERATING, Status.STOPPED], target=Status.STOPPED)
    def stop_teaching(self, until):  # type: ignore[no-untyped-def]
        self.teaching_stopped_until = until


class SchoolPermit(models.Model):
    """A school permit (办学许可证) with its validity. Clause: Z1."""

    institution = models.ForeignKey(Institution, models.CASCADE, related_name="permits")
    number = models.CharField(_("permit number"), max_length=60, unique=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    long_term = models.BooleanField(_("without end"), default=False)


class TeachingSite(models.Model):
    """A place where an institution teaches (教学点). Clause: S6."""

    institution = models.ForeignKey(Institution, models.CASCADE, related_name="sites")
    address = models.CharField(_("address"), max_length=300)
    district = models.ForeignKey("regions.District", models.PROTECT, null=True, blank=True, related_name="+")
    street = models.ForeignKey("regions.Street", models.PROTECT, null=True, blank=True, related_name="+")
    is_main = models.BooleanField(_("main site"), default=False)
    cross_district = models.BooleanField(_("in another district"), default=False)
