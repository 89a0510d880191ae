"""What the public reads of an institution: drawn from what is published, dropped and rebuilt at will. Clause: M8."""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from institutions.terms import Category, Situation, Status
from publicity.queries import PublicRecordQuerySet
from publicity.terms import LISTS, ListKind, Standing


class PublicRecord(models.Model):
    """One institution as the public sees it. Nobody writes it but `services.records`. Clause: M8.

    What it is searched by stands beside it in a table of its own, one kind a database (`queries/search_*`).
    """

    institution = models.OneToOneField("institutions.Institution", models.CASCADE, related_name="+")
    code = models.CharField(_("code"), max_length=18, unique=True)
    name = models.CharField(_("name of the institution"), max_length=120)
    # What a query's words are looked for in, and the initials of it.
    name_key = models.CharField(max_length=400)
    initials = models.CharField(max_length=400)
    district = models.ForeignKey("regions.District", models.PROTECT, related_name="+")
    category = models.CharField(_("category"), max_length=12, choices=Category.choices)
    subjects = models.JSONField(_("subjects"), default=list)
    address = models.CharField(_("address"), max_length=300, blank=True)
    sites = models.JSONField(_("teaching sites"), default=list)
    situation = models.CharField(_("licence situation"), max_length=16, choices=Situation.choices)
    status = models.CharField(_("status"), max_length=12, choices=Status.choices)
    stopped_until = models.DateField(_("no training until"), null=True)
    standing = models.CharField(_("may it teach"), max_length=12, choices=Standing.choices)
    permits = models.JSONField(_("school permits"), default=list)
    filings = models.PositiveIntegerField(_("filed classes"), default=0)
    measures = models.JSONField(_("measures"), default=list)
    list = models.CharField(_("list"), max_length=8, choices=LISTS, blank=True)
    listed_since = models.DateField(_("listed since"), null=True)
    listed_until = models.DateField(_("listed until"), null=True)
    list_clause = models.CharField(_("clause"), max_length=8, blank=True)
    list_reason = models.TextField(_("reason"), blank=True)
    publication = models.ForeignKey("publicity.Publication", models.SET_NULL, null=True, related_name="+")
    # Of all of the above: a refresh writes only what changed.
    digest = models.CharField(max_length=64)
    refreshed_at = models.DateTimeField(_("last changed"))

    objects = PublicRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("public record")
        verbose_name_plural = _("public records")
        indexes = [
            models.Index(fields=["district", "list", "category", "id"], name="record_facets"),
            models.Index(fields=["list", "id"], name="record_by_list"),
            models.Index(fields=["category", "id"], name="record_by_category"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("publicity:institution", args=[self.code])

    @property
    def may_teach(self) -> bool:
        return self.standing == Standing.MAY_TEACH

    @property
    def list_tone(self) -> str:
        """How the list is shown: always with its word."""
        return {ListKind.WHITE: "good", ListKind.BLACK: "bad"}.get(self.list, "neutral")  # type: ignore[call-overload]

    def content(self) -> dict[str, Any]:
        """Every column that says something, for the digest."""
        skipped = {"id", "digest", "refreshed_at"}
        return {
            field.attname: getattr(self, field.attname)
            for field in self._meta.concrete_fields
            if field.name not in skipped
        }


class SearchRow(models.Model):
    """What a public record is searched by. Its table is made for each database: `queries/search_*.py`.

    A full-text table of SQLite has no key but its `rowid`, so that is the key's name on both.
    """

    record_id = models.BigIntegerField(primary_key=True, db_column="rowid")
    grams = models.TextField()

    class Meta:
        db_table = "publicity_search"
        verbose_name = _("search row")
        verbose_name_plural = _("search rows")
