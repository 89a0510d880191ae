"""What belongs to one annual return: report, papers, points, objection. Clauses: M7, D5, N5."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from institutions.models.annual import AnnualReturn
from institutions.models.scoring import ScoringItem
from institutions.queries import AnnualObjectionQuerySet
from institutions.terms import AnnualResult, DocumentKind, ObjectionAnswer


class AnnualReport(models.Model):
    """The institution's own figures of the year, kept while it still writes. Clauses: M7, N5."""

    annual_return = models.OneToOneField(AnnualReturn, models.CASCADE, related_name="report_figures")
    pupils_preschool = models.PositiveIntegerField(_("pupils before school"), null=True, blank=True)
    pupils_primary = models.PositiveIntegerField(_("pupils of primary school"), null=True, blank=True)
    pupils_junior = models.PositiveIntegerField(_("pupils of junior middle school"), null=True, blank=True)
    pupils_senior = models.PositiveIntegerField(_("pupils of senior middle school"), null=True, blank=True)
    teachers = models.PositiveIntegerField(_("teachers"), null=True, blank=True)
    certified = models.PositiveIntegerField(_("teachers with a certificate"), null=True, blank=True)
    classes = models.PositiveIntegerField(_("classes held"), null=True, blank=True)
    fee_income = models.DecimalField(
        _("income from fees, yuan"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    refunds = models.DecimalField(_("refunds, yuan"), max_digits=12, decimal_places=2, null=True, blank=True)
    area = models.DecimalField(_("area, m²"), max_digits=9, decimal_places=2, null=True, blank=True)
    # N5: nobody is employed unchecked; the day on which the last of the staff was checked.
    records_checked_on = models.DateField(_("last criminal-record check of the staff"), null=True, blank=True)
    changes = models.TextField(_("what changed this year"), max_length=2000, blank=True)
    statement = models.TextField(_("report"), max_length=3000, blank=True)
    saved_at = models.DateTimeField(_("saved"))

    class Meta:
        verbose_name = _("annual self-report")
        verbose_name_plural = _("annual self-reports")
        constraints = [
            models.CheckConstraint(
                condition=Q(teachers=None) | Q(certified=None) | Q(certified__lte=F("teachers")),
                name="annual_certified_are_teachers",
            ),
            models.CheckConstraint(
                condition=(Q(fee_income=None) | Q(fee_income__gte=0)) & (Q(refunds=None) | Q(refunds__gte=0)),
                name="annual_money_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.annual_return_id}"


class AnnualDocument(models.Model):
    """A paper of a return: which kind, and the file that is kept as evidence."""

    annual_return = models.ForeignKey(AnnualReturn, models.CASCADE, related_name="documents")
    kind = models.CharField(_("kind"), max_length=12, choices=DocumentKind.choices)
    evidence = models.ForeignKey("evidence.Evidence", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("paper of an annual return")
        verbose_name_plural = _("papers of annual returns")
        ordering = ("kind", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["annual_return", "kind", "evidence"], name="one_annual_paper_of_a_kind_a_file"
            )
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class AnnualScore(models.Model):
    """The points of one item: the institution's own, and the district's with a reason where they differ."""

    annual_return = models.ForeignKey(AnnualReturn, models.CASCADE, related_name="scores")
    item = models.ForeignKey(ScoringItem, models.PROTECT, related_name="+")
    self_points = models.PositiveSmallIntegerField(_("own points"), null=True, blank=True)
    points = models.PositiveSmallIntegerField(_("points"), null=True, blank=True)
    vetoed = models.BooleanField(_("veto"), default=False)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("points of an item")
        verbose_name_plural = _("points of items")
        constraints = [
            models.UniqueConstraint(fields=["annual_return", "item"], name="one_annual_score_an_item"),
            models.CheckConstraint(
                condition=Q(vetoed=False) | ~Q(reason=""), name="annual_veto_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.annual_return_id} {self.item_id}"


class AnnualObjection(models.Model):
    """What the institution holds against the result in notice, and the district's answer. Clause: D5."""

    annual_return = models.OneToOneField(AnnualReturn, models.PROTECT, related_name="objection")
    text = models.TextField(_("objection"), max_length=2000)
    filed_on = models.DateField(_("objected on"))
    answer_by = models.DateField(_("answer by"))
    answer = models.CharField(_("answer"), max_length=8, choices=ObjectionAnswer.choices, blank=True)
    # What was in notice when it was objected to; the answer may change it.
    against = models.CharField(_("result objected to"), max_length=12, choices=AnnualResult.choices)
    reason = models.TextField(_("reason of the answer"), max_length=2000, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = AnnualObjectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("objection to an annual result")
        verbose_name_plural = _("objections to annual results")
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_on=None)
                | (~Q(answer="") & ~Q(reason="") & Q(answered_on__gte=F("filed_on"))),
                name="annual_objection_answered_with_a_reason",
            )
        ]

    def __str__(self) -> str:
        return f"{self.annual_return_id}"

    @property
    def district_id(self) -> int:
        return self.annual_return.annual_inspection.district_id

    @property
    def institution_id(self) -> int:
        return self.annual_return.institution_id

    def is_late(self, today: date) -> bool:
        """Whether the district should have answered by now."""
        return not self.answer and self.answer_by < today
