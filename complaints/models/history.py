"""What happened to a complaint, row by row: appended, never edited."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from complaints.terms import PauseGround, Step
from portal.accounts.roles import Department


class Supplement(models.Model):
    """What the person added later. Clause: M8."""

    complaint = models.ForeignKey(
        "complaints.Complaint", on_delete=models.CASCADE, related_name="supplements"
    )
    client_id = models.UUIDField(_("key of the sending"), unique=True)
    text = models.TextField(_("text"), max_length=2000, blank=True)
    files = models.PositiveSmallIntegerField(_("files"), default=0)
    added_at = models.DateTimeField(_("added at"), auto_now_add=True)

    class Meta:
        ordering = ["pk"]


class Note(models.Model):
    """An officer's internal note; no citizen ever sees it."""

    complaint = models.ForeignKey("complaints.Complaint", on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    text = models.TextField(_("text"), max_length=2000)
    written_at = models.DateTimeField(_("written at"), auto_now_add=True)

    class Meta:
        ordering = ["pk"]


class Dispatch(models.Model):
    """Where a complaint was sent: district, street and departments. Clauses: M7, D2."""

    complaint = models.ForeignKey("complaints.Complaint", on_delete=models.CASCADE, related_name="dispatches")
    from_district = models.ForeignKey(
        "regions.District", on_delete=models.PROTECT, null=True, related_name="+"
    )
    to_district = models.ForeignKey("regions.District", on_delete=models.PROTECT, related_name="+")
    to_street = models.ForeignKey(
        "regions.Street", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    departments = models.JSONField(_("departments"), default=list)
    reason = models.TextField(_("reason"), max_length=1000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    dispatched_at = models.DateTimeField(_("dispatched at"), auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    @property
    def department_labels(self) -> list[str]:
        return [str(Department(value).label) for value in self.departments]


class Extension(models.Model):
    """More time for a step, once, with a reason. Clause: D2."""

    complaint = models.ForeignKey("complaints.Complaint", on_delete=models.CASCADE, related_name="extensions")
    step = models.CharField(_("stage"), max_length=10, choices=Step)
    due_before = models.DateField(_("was due"))
    due_after = models.DateField(_("is due"))
    reason = models.TextField(_("reason"), max_length=1000)
    rule_version = models.CharField(_("version of the figures"), max_length=60)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    granted_at = models.DateTimeField(_("granted at"), auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["complaint", "step"], name="one_extension_of_a_step"),
            models.CheckConstraint(
                condition=Q(due_after__gt=models.F("due_before")), name="extension_extends"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="extension_has_a_reason"),
        ]


class Pause(models.Model):
    """A time in which the clock stood still, for a listed reason. Clause: D2."""

    complaint = models.ForeignKey("complaints.Complaint", on_delete=models.CASCADE, related_name="pauses")
    ground = models.CharField(_("ground"), max_length=30, choices=PauseGround)
    paused_on = models.DateField(_("from"))
    resumed_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["complaint"], condition=Q(resumed_on__isnull=True), name="one_running_pause"
            ),
        ]


class Escalation(models.Model):
    """A missed deadline, told upward once. Clauses: D2, S13."""

    complaint = models.ForeignKey(
        "complaints.Complaint", on_delete=models.CASCADE, related_name="escalations"
    )
    step = models.CharField(_("stage"), max_length=10, choices=Step)
    due = models.DateField(_("was due"))
    found_on = models.DateField(_("found on"))

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["complaint", "step", "due"], name="a_deadline_is_missed_once"),
        ]
