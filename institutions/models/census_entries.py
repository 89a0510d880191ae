"""What a census found: entries, their problems, and how they came into the register. Clauses: S1, S3, Z1, Z2."""

import uuid
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMModelMixin, transition

from institutions.queries import CensusEntryQuerySet, CensusProblemQuerySet, CensusWorkbookQuerySet
from institutions.rules.situations import licence_situation
from institutions.terms import (
    EntryState,
    Group,
    Premises,
    ProblemState,
    RowResult,
    SheetState,
    TeachingForm,
)
from portal.lifecycles import StateField
from portal.privacy.fields import EncryptedTextField


class CensusEntry(FSMModelMixin, models.Model):
    """One institution as it was found on the spot, with all that S1 asks. Clauses: S1, Z1, Z2."""

    census = models.ForeignKey("institutions.Census", models.PROTECT, related_name="entries")
    district = models.ForeignKey("regions.District", models.PROTECT, related_name="+")
    area = models.ForeignKey("institutions.CensusArea", models.PROTECT, null=True, related_name="entries")
    street = models.ForeignKey("regions.Street", models.PROTECT, related_name="+", verbose_name=_("street"))
    client_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name on the door"), max_length=120)
    community = models.CharField(_("community"), max_length=60, blank=True)
    address = models.CharField(_("address"), max_length=300)
    premises = models.CharField(_("kind of premises"), max_length=12, choices=Premises.choices, blank=True)
    subjects = models.CharField(_("subjects taught"), max_length=200, blank=True)
    content = models.TextField(_("what is taught"), max_length=1000, blank=True)
    weekly_hours = models.DecimalField(
        _("class hours a week"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    form = models.CharField(_("form of teaching"), max_length=12, choices=TeachingForm.choices, blank=True)
    teachers = models.PositiveSmallIntegerField(_("number of teachers"), null=True, blank=True)
    fee_items = models.CharField(_("fee items"), max_length=200, blank=True)
    fee_standard = models.CharField(_("fee standards"), max_length=200, blank=True)
    code = models.CharField(_("unified social credit code, if seen"), max_length=18, blank=True)
    licence_seen = models.BooleanField(_("business licence seen"), default=False)
    permit_seen = models.BooleanField(_("school permit seen"), default=False)
    permit_number = models.CharField(_("permit number, if seen"), max_length=60, blank=True)
    person_met = EncryptedTextField(_("person met"), blank=True)
    phone = EncryptedTextField(_("telephone"), blank=True)
    note = models.TextField(_("what else was seen"), max_length=1000, blank=True)
    found_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    found_at = models.DateTimeField(_("entered"), default=timezone.now)
    # By what it is known again: in the workbook sent twice, and in the register.
    row_digest = models.CharField(max_length=64, blank=True)
    name_key = models.CharField(max_length=120, blank=True)
    core_key = models.CharField(max_length=120, blank=True)
    address_key = models.CharField(max_length=120, blank=True)
    state = StateField(
        _("state"), max_length=16, choices=EntryState.choices, default=EntryState.OPEN, protected=True
    )
    institution = models.ForeignKey(
        "institutions.Institution", models.PROTECT, null=True, related_name="census_entries"
    )
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(_("decided"), null=True)
    decision_reason = models.TextField(_("reason"), blank=True)

    objects = CensusEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of a census")
        verbose_name_plural = _("entries of a census")
        ordering = ("-pk",)
        indexes = [
            models.Index(fields=["census", "state"], name="census_entry_state"),
            models.Index(fields=["census", "name_key"], name="census_entry_name"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="census_entry_has_a_name"),
            models.CheckConstraint(
                condition=Q(state__in=[EntryState.MERGED, EntryState.ENTERED], institution__isnull=False)
                | Q(state__in=[EntryState.OPEN, EntryState.ASIDE], institution=None),
                name="census_entry_in_the_register_names_it",
            ),
            models.CheckConstraint(
                condition=Q(weekly_hours=None) | Q(weekly_hours__gte=Decimal(0)),
                name="census_entry_hours_positive",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("institutions:census_entry", args=[self.pk])

    @property
    def situation(self) -> str:
        """Which papers were seen (P1, P2)."""
        return licence_situation(
            has_business_licence=self.licence_seen or bool(self.code),
            has_permit=self.permit_seen or bool(self.permit_number),
        )

    @transition(state, source=EntryState.OPEN, target=EntryState.MERGED)
    def merge(self, institution: models.Model) -> None:
        """It is this institution of the register."""
        self.institution_id = institution.pk

    @transition(state, source=EntryState.OPEN, target=EntryState.ENTERED)
    def enter(self, institution: models.Model) -> None:
        """The register had none such: it has now."""
        self.institution_id = institution.pk

    @transition(state, source=EntryState.OPEN, target=EntryState.ASIDE)
    def set_aside(self) -> None:
        """It trains no pupils, or it is a slip."""

    @transition(
        state, source=[EntryState.MERGED, EntryState.ENTERED, EntryState.ASIDE], target=EntryState.OPEN
    )
    def reopen(self) -> None:
        """What was decided is undone."""
        self.institution_id = self.decided_by_id = self.decided_at = None
        self.decision_reason = ""


class EntryChange(models.Model):
    """A field that a merge took over into the register: what stood there before, and what stands there since."""

    entry = models.ForeignKey(CensusEntry, models.CASCADE, related_name="taken_over")
    field = models.CharField(max_length=24)
    # As JSON, encrypted: a telephone number can be among them (N4).
    before = EncryptedTextField()
    after = EncryptedTextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "field"], name="one_change_a_field")]


class CensusProblem(FSMModelMixin, models.Model):
    """One kind of problem at one entry, until it is settled. Clause: S3."""

    entry = models.ForeignKey(CensusEntry, models.CASCADE, related_name="problems")
    kind = models.CharField(_("kind of problem"), max_length=32, choices=Group.choices)
    state = StateField(
        _("state"), max_length=16, choices=ProblemState.choices, default=ProblemState.OPEN, protected=True
    )
    settled_on = models.DateField(_("settled on"), null=True, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    note = models.TextField(_("how it was settled"), max_length=1000, blank=True)

    objects = CensusProblemQuerySet.as_manager()

    class Meta:
        verbose_name = _("problem found by a census")
        verbose_name_plural = _("problems found by a census")
        indexes = [models.Index(fields=["kind", "state"], name="census_problem_kind")]
        constraints = [
            models.UniqueConstraint(fields=["entry", "kind"], name="one_problem_of_a_kind"),
            models.CheckConstraint(
                condition=Q(state=ProblemState.OPEN, settled_on=None)
                | Q(state=ProblemState.SETTLED, settled_on__isnull=False),
                name="settled_problem_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry} · {self.get_kind_display()}"

    @property
    def district_id(self) -> int:
        return self.entry.district_id

    def get_absolute_url(self) -> str:
        return reverse("institutions:census_problem", args=[self.pk])

    @transition(state, source=ProblemState.OPEN, target=ProblemState.SETTLED)
    def settle(self, note: str) -> None:
        """Put right, and said how."""
        self.note, self.settled_on = note, timezone.localdate()


class RegisterKey(models.Model):
    """A key under which an institution of the register is found again (rules/matching.py). Clause: S1."""

    institution = models.ForeignKey("institutions.Institution", models.CASCADE, related_name="register_keys")
    kind = models.CharField(max_length=8)
    key = models.CharField(max_length=120)
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["kind", "key"], name="register_key_found")]
        constraints = [
            models.UniqueConstraint(fields=["institution", "kind", "key"], name="one_key_of_a_kind")
        ]


def sheet_place(instance: "CensusWorkbook", name: str) -> str:
    """Where the workbook as sent lies; the name sent never reaches the disk."""
    return f"census/{instance.sha256[:2]}/{uuid.uuid4().hex}"


class CensusWorkbook(FSMModelMixin, models.Model):
    """A workbook of entries: read first, then written, with a result per row. Clause: S1."""

    census = models.ForeignKey("institutions.Census", models.PROTECT, related_name="workbooks")
    # The street of the officer who sent it; empty where the district did.
    street = models.ForeignKey("regions.Street", models.PROTECT, null=True, related_name="+")
    name = models.CharField(_("file name"), max_length=160)
    sha256 = models.CharField(max_length=64)
    workbook = models.FileField(upload_to=sheet_place, max_length=120, blank=True)
    state = StateField(
        _("state"), max_length=16, choices=SheetState.choices, default=SheetState.PREVIEW, protected=True
    )
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)

    objects = CensusWorkbookQuerySet.as_manager()

    class Meta:
        verbose_name = _("workbook of a census")
        verbose_name_plural = _("workbooks of a census")

    def __str__(self) -> str:
        return self.name

    @property
    def district_id(self) -> int:
        return self.census.district_id

    def get_absolute_url(self) -> str:
        return reverse("institutions:census_workbook", args=[self.pk])

    @transition(state, source=SheetState.PREVIEW, target=SheetState.WRITTEN)
    def written(self) -> None:
        """Its good rows are entries now."""


class CensusRow(models.Model):
    """What became of one row of a workbook."""

    workbook = models.ForeignKey(CensusWorkbook, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("row"))
    name = models.CharField(_("name on the door"), max_length=120, blank=True)
    result = models.CharField(_("result"), max_length=12, choices=RowResult.choices)
    column = models.CharField(_("column"), max_length=24, blank=True)
    reason = models.CharField(_("reason"), max_length=20, blank=True)
    detail = models.CharField(max_length=120, blank=True)
    entry = models.ForeignKey(CensusEntry, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["workbook", "number"], name="one_result_a_census_row")]
