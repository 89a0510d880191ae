"""Events and the seals over them: append-only, in the ORM here and by a trigger on PostgreSQL."""

from typing import Any, Self

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.timeline import verbs


class AppendOnlyError(Exception):
    """History is appended, never edited."""


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """A queryset that refuses to rewrite history."""

    def update(self, **kwargs: Any) -> int:
        raise AppendOnlyError("history is appended, never edited")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise AppendOnlyError("history is appended, never deleted")


class EventQuerySet(AppendOnlyQuerySet):
    """Events about somebody or something."""

    def about(self, subject: models.Model) -> Self:
        """The history of one row, newest first."""
        kind = ContentType.objects.get_for_model(type(subject), for_concrete_model=False)
        return self.filter(subject_type=f"{kind.app_label}.{kind.model}", subject_id=str(subject.pk)).newest()

    def of_institution(self, institution_id: int) -> Self:
        """The one history of an institution, newest first."""
        return self.filter(institution_id=institution_id).newest()

    def newest(self) -> Self:
        """Newest first."""
        return self.order_by("-at", "-pk")


class Event(models.Model):
    """One thing that happened: who, as what, did what to what, under which clause, why."""

    at = models.DateTimeField(_("time"), db_index=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    actor_name = models.CharField(_("who"), max_length=60)
    role = models.CharField(_("acting as"), max_length=120)
    verb = models.CharField(_("what"), max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    subject_name = models.CharField(_("subject"), max_length=200)
    institution_id = models.BigIntegerField(null=True)
    district_id = models.BigIntegerField(null=True)
    clause = models.CharField(_("clause"), max_length=8, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    changes = models.JSONField(_("changes"), default=dict)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "-at"], name="event_of_subject"),
            models.Index(fields=["institution_id", "-at"], name="event_of_institution"),
            models.Index(fields=["district_id", "-at"], name="event_of_district"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Append-only: a new row may be written, an old one may not."""
        if self.pk is not None and not kwargs.get("force_insert"):
            raise AppendOnlyError("history is appended, never edited")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise AppendOnlyError("history is appended, never deleted")

    @property
    def words(self) -> str:
        """What happened, in the reader's language."""
        return verbs.say(self.verb)


class Seal(models.Model):
    """The Merkle root over a run of events, chained to the seal before it."""

    day = models.DateField(_("day"))
    size = models.PositiveIntegerField(_("events"))
    root = models.CharField(_("Merkle root"), max_length=64)
    previous = models.CharField(_("seal before"), max_length=64, blank=True)
    digest = models.CharField(_("seal"), max_length=64, unique=True)
    made_at = models.DateTimeField(_("sealed at"))

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = _("seal")
        verbose_name_plural = _("seals")
        constraints = [models.UniqueConstraint(fields=["previous"], name="one_seal_after_each")]


class SealedEvent(models.Model):
    """Which event lies under which seal, at which place."""

    event = models.OneToOneField(Event, models.PROTECT, primary_key=True, related_name="sealed")
    seal = models.ForeignKey(Seal, models.PROTECT, related_name="leaves")
    position = models.PositiveIntegerField()

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["seal", "position"], name="one_leaf_per_place")]
