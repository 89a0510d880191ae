"""What a phone sends of a visit in pieces: photos and signatures, each whole or not at all. Clauses: S5, N2."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inspections.queries import PhoneUploadQuerySet
from inspections.terms import UploadKind


class PhoneUpload(models.Model):
    """One photo or signature made on a phone, under the key that the phone gave it.

    The phone's own hash of what it sends has to hold; where and when it was taken is kept beside it.
    `evidence` is there once every piece has arrived.
    """

    id = models.UUIDField(primary_key=True)
    part = models.ForeignKey("inspections.VisitPart", models.CASCADE, related_name="uploads")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=10, choices=UploadKind.choices)
    name = models.CharField(_("file name"), max_length=120)
    label = models.CharField(_("what it shows"), max_length=120, blank=True)
    sha256 = models.CharField(_("hash taken on the phone"), max_length=64)
    pieces_in_all = models.PositiveSmallIntegerField(_("pieces"))
    taken_at = models.DateTimeField(_("taken"), null=True)
    latitude = models.DecimalField(_("latitude"), max_digits=9, decimal_places=6, null=True)
    longitude = models.DecimalField(_("longitude"), max_digits=9, decimal_places=6, null=True)
    accuracy = models.PositiveIntegerField(_("exact to (metres)"), null=True)
    # The same bytes under another key are the same evidence: a photo chosen twice, or sent by two phones.
    evidence = models.ForeignKey("evidence.Evidence", models.PROTECT, null=True, related_name="phone_uploads")
    begun_at = models.DateTimeField(_("begun"), auto_now_add=True)

    objects = PhoneUploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo or signature from a phone")
        verbose_name_plural = _("photos and signatures from phones")
        ordering = ("taken_at", "begun_at")
        constraints = [
            models.CheckConstraint(
                condition=Q(pieces_in_all__gte=1, pieces_in_all__lte=64), name="upload_has_some_pieces"
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="upload_lies_on_the_earth",
            ),
        ]

    def __str__(self) -> str:
        return self.label or self.name

    @property
    def has_place(self) -> bool:
        """Whether the phone said where it was taken."""
        return self.latitude is not None


class UploadPiece(models.Model):
    """One piece, until all are there."""

    upload = models.ForeignKey(PhoneUpload, models.CASCADE, related_name="pieces")
    index = models.PositiveSmallIntegerField()
    data = models.BinaryField()

    class Meta:
        verbose_name = _("piece of a photo")
        verbose_name_plural = _("pieces of photos")
        ordering = ("index",)
        constraints = [
            models.UniqueConstraint(fields=["upload", "index"], name="each_piece_once"),
            models.CheckConstraint(condition=Q(index__lt=64), name="piece_within_the_whole"),
        ]
