"""What others are asked about a complaint: the person, another department, the district that is late. Clauses: D2, S5, N4."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from complaints.queries import AnswerTemplateQuerySet, JointRequestQuerySet, UrgeQuerySet
from complaints.terms import SHORT, Kind
from portal.accounts.roles import Department


class Question(models.Model):
    """What an officer asks the person; it is answered by what they add with their secret. Clauses: M8, D2."""

    complaint = models.ForeignKey("complaints.Complaint", models.CASCADE, related_name="questions")
    text = models.TextField(_("question to the person"), max_length=1000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    asked_on = models.DateField(_("asked on"))
    supplement = models.OneToOneField(
        "complaints.Supplement", models.CASCADE, null=True, blank=True, related_name="answers"
    )
    withdrawn_on = models.DateField(_("no longer asked since"), null=True, blank=True)

    class Meta:
        verbose_name = _("question to the person")
        verbose_name_plural = _("questions to the person")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["complaint"],
                condition=Q(supplement=None, withdrawn_on=None),
                name="one_question_at_a_time",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="a_question_has_words"),
        ]

    @property
    def is_open(self) -> bool:
        return self.supplement_id is None and self.withdrawn_on is None


class Urge(models.Model):
    """The city urges a district (催办), and what it answers. Clauses: D2, S13."""

    complaint = models.ForeignKey("complaints.Complaint", models.CASCADE, related_name="urges")
    text = models.TextField(_("what is urged"), max_length=1000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    urged_on = models.DateField(_("urged on"))
    reply = models.TextField(_("what the district says"), max_length=1000, blank=True)
    replied_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    replied_on = models.DateField(_("replied on"), null=True, blank=True)

    objects = UrgeQuerySet.as_manager()

    class Meta:
        verbose_name = _("urging")
        verbose_name_plural = _("urgings")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="an_urging_has_words"),
            models.CheckConstraint(
                condition=Q(replied_on=None, reply="") | (Q(replied_on__isnull=False) & ~Q(reply="")),
                name="a_reply_to_urging_has_words",
            ),
        ]


class JointRequest(models.Model):
    """What the lead asks another department (联合办理). It reads this, never the report itself. Clauses: S5, N4."""

    complaint = models.ForeignKey("complaints.Complaint", models.CASCADE, related_name="joint_requests")
    district = models.ForeignKey("regions.District", models.PROTECT, related_name="+")
    department = models.CharField(_("department"), max_length=20, choices=Department.choices)
    text = models.TextField(_("what is asked"), max_length=2000)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    asked_on = models.DateField(_("asked on"))
    due = models.DateField(_("due"))
    rule_version = models.CharField(_("version of the figures"), max_length=60)
    opinion = models.TextField(_("what the department found or did"), max_length=4000, blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    given_on = models.DateField(_("given on"), null=True, blank=True)

    objects = JointRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("joint handling")
        verbose_name_plural = _("joint handlings")
        ordering = ["pk"]
        indexes = [models.Index(fields=["district", "department", "given_on"], name="joint_queue")]
        constraints = [
            models.UniqueConstraint(
                fields=["complaint", "department"],
                condition=Q(given_on=None),
                name="a_department_is_asked_once_at_a_time",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="a_joint_request_has_words"),
            models.CheckConstraint(
                condition=Q(given_on=None, opinion="") | (Q(given_on__isnull=False) & ~Q(opinion="")),
                name="an_opinion_has_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.complaint.number} · {self.get_department_display()}"

    def get_absolute_url(self) -> str:
        return reverse("complaints:joint_request", args=[self.pk])


class AnswerTemplate(models.Model):
    """Words that officers begin an answer with, of the city or of one district."""

    district = models.ForeignKey(
        "regions.District",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("district"),
    )
    kind = models.CharField(_("what happened"), max_length=20, choices=Kind, blank=True)
    title = models.CharField(_("title"), max_length=60)
    text = models.TextField(_("words"), max_length=4000)
    retired_on = models.DateField(_("no longer used since"), null=True, blank=True)

    objects = AnswerTemplateQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer template")
        verbose_name_plural = _("answer templates")
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title="") & ~Q(text=""), name="a_template_has_words"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("complaints:template", args=[self.pk])

    @property
    def kind_words(self) -> str:
        """What it is for, in officers' words."""
        return str(SHORT[Kind(self.kind)]) if self.kind else ""
