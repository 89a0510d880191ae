"""How a complaint ended, each time: what was answered, and what the person said of it. Clauses: M8, D2."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from complaints.terms import Outcome, RefusalGround, Satisfaction


class Answering(models.Model):
    """One answer or refusal, kept when the complaint is taken up again."""

    complaint = models.ForeignKey("complaints.Complaint", on_delete=models.CASCADE, related_name="answerings")
    round = models.PositiveSmallIntegerField(_("round"))
    text = models.TextField(_("what the person reads"), max_length=4000)
    outcome = models.CharField(_("what the check came to"), max_length=20, choices=Outcome, blank=True)
    ground = models.CharField(_("why it is not accepted"), max_length=20, choices=RefusalGround, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    on = models.DateField(_("answered on"))

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["complaint", "round"], name="one_answer_of_a_round"),
            models.CheckConstraint(condition=~Q(text=""), name="an_answer_has_words"),
        ]


class Rating(models.Model):
    """What the person said of an answer, once. Clause: M8."""

    complaint = models.ForeignKey("complaints.Complaint", on_delete=models.CASCADE, related_name="ratings")
    round = models.PositiveSmallIntegerField(_("round"))
    client_id = models.UUIDField(_("key of the sending"), unique=True)
    satisfaction = models.CharField(_("satisfied?"), max_length=16, choices=Satisfaction)
    text = models.TextField(_("why"), max_length=2000, blank=True)
    given_at = models.DateTimeField(_("given at"), auto_now_add=True)

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["complaint", "round"], name="an_answer_is_rated_once"),
            models.CheckConstraint(
                condition=~Q(satisfaction=Satisfaction.DISSATISFIED) | ~Q(text=""),
                name="who_is_dissatisfied_says_why",
            ),
        ]
