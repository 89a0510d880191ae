"""A published list: immutable, chained and signed. Clauses: S9, M8."""

import json
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMModelMixin, transition

from portal.lifecycles import StateField
from publicity.queries import EntryQuerySet, PublicationQuerySet, SealedError
from publicity.rules import canonical
from publicity.terms import ListKind, PublicationKind, PublicationState


class Publication(FSMModelMixin, models.Model):
    """A district's list, published: annual every June, interim for a change in between. Clause: M8.

    It is prepared open, seen by nobody, and sealed in one transaction. From then on nothing of it changes,
    neither here nor in the database (a trigger on PostgreSQL); a correction is a new one that names the old.
    """

    kind = models.CharField(_("kind"), max_length=8, choices=PublicationKind.choices)
    district = models.ForeignKey("regions.District", models.PROTECT, related_name="publications")
    year = models.PositiveSmallIntegerField(_("year"))
    corrects = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="corrected_by")
    opened_on = models.DateField(_("opened"))
    state = StateField(
        _("state"),
        max_length=8,
        choices=PublicationState.choices,
        default=PublicationState.OPEN,
        protected=True,
    )
    # The day its entries were written for; on another day they are written anew.
    prepared_on = models.DateField(null=True)
    # From here on: set when it is sealed.
    sequence = models.PositiveIntegerField(_("number in the chain"), null=True, unique=True)
    published_on = models.DateField(_("published"), null=True)
    sealed_at = models.DateTimeField(_("sealed"), null=True)
    size = models.PositiveIntegerField(_("entries"), default=0)
    white = models.PositiveIntegerField(_("on the whitelist"), default=0)
    black = models.PositiveIntegerField(_("on the blacklist"), default=0)
    root = models.CharField(_("Merkle root"), max_length=64, blank=True)
    previous = models.CharField(_("hash of the publication before"), max_length=64, blank=True)
    content_hash = models.CharField(_("content hash"), max_length=64, blank=True)
    signature = models.CharField(_("signature"), max_length=128, blank=True)
    public_key = models.CharField(_("public key"), max_length=64, blank=True)
    key_id = models.CharField(_("signing key"), max_length=16, blank=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        indexes = [models.Index(fields=["district", "year", "kind"], name="publication_of_district")]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "year"],
                condition=Q(kind=PublicationKind.ANNUAL, corrects__isnull=True),
                name="one_annual_list_a_year",
            ),
            models.UniqueConstraint(
                fields=["district"],
                condition=Q(kind=PublicationKind.INTERIM, state=PublicationState.OPEN),
                name="one_interim_list_in_preparation",
            ),
            models.UniqueConstraint(
                fields=["previous"],
                condition=Q(state=PublicationState.SEALED),
                name="one_publication_after_each",
            ),
            models.CheckConstraint(
                condition=Q(state=PublicationState.OPEN)
                | Q(sequence__isnull=False, published_on__isnull=False, sealed_at__isnull=False)
                & ~Q(root="")
                & ~Q(content_hash="")
                & ~Q(signature=""),
                name="sealed_publication_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.district} {self.year} {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        return reverse("publicity:publication", args=[self.pk])

    @property
    def is_sealed(self) -> bool:
        return self.state == PublicationState.SEALED

    @property
    def off(self) -> int:
        """How many were taken off the whitelist."""
        return self.size - self.white - self.black

    @property
    def header(self) -> dict[str, Any]:
        """What is signed, recomputed from the row as it stands."""
        assert self.sequence is not None
        assert self.published_on is not None
        return canonical.header(
            sequence=self.sequence,
            kind=self.kind,
            district=self.district.key,
            year=self.year,
            published_on=self.published_on,
            corrects=self.corrects.sequence if self.corrects else None,
            size=self.size,
            white=self.white,
            black=self.black,
            root=self.root,
            previous=self.previous,
        )

    @transition(state, source=PublicationState.OPEN, target=PublicationState.SEALED)
    def seal(self) -> None:
        """It is out."""

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Append-only: what the database holds as sealed is not written again."""
        _refuse_sealed(self)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        _refuse_sealed(self)
        return super().delete(*args, **kwargs)


class PublicationEntry(models.Model):
    """One line of a publication: its canonical JSON is a leaf under the root. Clause: M8."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="entries")
    position = models.PositiveIntegerField()
    institution = models.ForeignKey("institutions.Institution", models.PROTECT, related_name="list_entries")
    # None where an earlier listing that still stands is carried over into an annual list.
    proposal = models.OneToOneField("publicity.ListProposal", models.PROTECT, null=True, related_name="entry")
    code = models.CharField(_("code"), max_length=18)
    list = models.CharField(_("list"), max_length=8, choices=ListKind.choices)
    listed_since = models.DateField(_("listed since"))
    listed_until = models.DateField(_("listed until"), null=True)
    content = models.TextField()

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        constraints = [
            models.UniqueConstraint(fields=["publication", "position"], name="one_entry_per_place"),
            models.UniqueConstraint(fields=["publication", "institution"], name="one_entry_per_institution"),
        ]
        indexes = [models.Index(fields=["publication", "list", "position"], name="entries_of_list")]

    def __str__(self) -> str:
        return f"{self.publication_id}#{self.position} {self.code}"

    @cached_property
    def words(self) -> dict[str, Any]:
        """What the entry says."""
        said: dict[str, Any] = json.loads(self.content)
        return said

    @property
    def leaf(self) -> bytes:
        """The bytes under the root."""
        return self.content.encode()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Append-only: nothing is added to, or changed in, what is sealed."""
        _refuse_sealed(self.publication)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        _refuse_sealed(self.publication)
        return super().delete(*args, **kwargs)


def _refuse_sealed(publication: Publication) -> None:
    if publication.pk and Publication.objects.filter(pk=publication.pk).public().exists():
        raise SealedError("a publication that is out is never changed: publish a correction")
