"""An import of a district's register: the file, how it was read, and a result per row."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMModelMixin, transition

from institutions.queries import ImportRunQuerySet
from institutions.terms import ImportState, RowResult
from portal.lifecycles import StateField


def workbook_place(instance: "ImportRun", name: str) -> str:
    """Where the workbook as sent lies; the name sent never reaches the disk."""
    return f"imports/{instance.sha256[:2]}/{instance.sha256}"


class ImportRun(FSMModelMixin, models.Model):
    """One workbook a district sent: preview first, then written in batches. Clause: S1."""

    district = models.ForeignKey("regions.District", models.PROTECT, related_name="+")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    name = models.CharField(_("file name"), max_length=160)
    sha256 = models.CharField(max_length=64)
    workbook = models.FileField(upload_to=workbook_place, max_length=120, blank=True)
    state = StateField(
        _("state"), max_length=16, choices=ImportState.choices, default=ImportState.PREVIEW, protected=True
    )
    # How it was read: sheet, header row, columns taken for what, the figures it would bring.
    reading = models.JSONField(default=dict)
    total = models.PositiveIntegerField(_("rows"), default=0)
    done = models.PositiveIntegerField(_("rows done"), default=0)
    # As whom it was started; a worker writes in their name.
    started_as = models.ForeignKey("accounts.Membership", models.PROTECT, null=True, related_name="+")
    moved_at = models.DateTimeField(null=True)
    # When it was last begun, and how far it was then: what its speed is measured from.
    began_at = models.DateTimeField(null=True)
    began_done = models.PositiveIntegerField(default=0)
    error = models.CharField(_("error"), max_length=300, blank=True)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("register import")
        verbose_name_plural = _("register imports")
        constraints = [
            models.CheckConstraint(
                condition=Q(done__lte=models.F("total")), name="import_does_no_more_than_all"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("institutions:import", args=[self.pk])

    @property
    def rows_a_second(self) -> int:
        """How many rows it wrote a second since it was last begun; 0 while that can't be said."""
        if self.began_at is None or self.moved_at is None or self.moved_at <= self.began_at:
            return 0
        return round((self.done - self.began_done) / (self.moved_at - self.began_at).total_seconds())

    @property
    def seconds_left(self) -> int | None:
        """How long the rest takes at that speed; None while that can't be said."""
        speed = self.rows_a_second
        return -(-(self.total - self.done) // speed) if speed else None

    @transition(
        state, source=[ImportState.PREVIEW, ImportState.FAILED, ImportState.PAUSED], target=ImportState.QUEUED
    )
    def queue(self) -> None:
        self.error = ""

    @transition(state, source=[ImportState.QUEUED, ImportState.RUNNING], target=ImportState.RUNNING)
    def run(self) -> None:
        pass

    @transition(state, source=[ImportState.QUEUED, ImportState.RUNNING], target=ImportState.PAUSED)
    def pause(self) -> None:
        """The batch under way is finished, the next is not begun."""

    @transition(
        state,
        source=[
            ImportState.PREVIEW,
            ImportState.QUEUED,
            ImportState.RUNNING,
            ImportState.PAUSED,
            ImportState.FAILED,
        ],
        target=ImportState.CANCELLED,
    )
    def cancel(self) -> None:
        """What is written stays; the rest never will be."""

    @transition(state, source=ImportState.RUNNING, target=ImportState.DONE)
    def finish(self) -> None:
        pass

    @transition(state, source=[ImportState.QUEUED, ImportState.RUNNING], target=ImportState.FAILED)
    def fail(self, error: str) -> None:
        self.error = error[:300]


class ImportRow(models.Model):
    """What became of one row of the workbook."""

    # No index of its own: one_result_per_row begins with it.
    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rows", db_index=False)
    number = models.PositiveIntegerField(_("row"))
    name = models.CharField(_("name of the institution"), max_length=120, blank=True)
    result = models.CharField(_("result"), max_length=12, choices=RowResult.choices)
    # Of a refused row: the column and the reason's key. Its cells stay in the workbook.
    column = models.CharField(_("column"), max_length=60, blank=True)
    reason = models.CharField(_("reason"), max_length=20, blank=True)
    detail = models.CharField(max_length=120, blank=True)
    institution = models.ForeignKey("institutions.Institution", models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("imported row")
        verbose_name_plural = _("imported rows")
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="one_result_per_row")]
