"""The life of a school permit: applications, the way through the standard, and declarations to stop. Clauses: Z1, S4."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMModelMixin, transition

from institutions.queries import LicenceApplicationQuerySet, StopDeclarationQuerySet
from institutions.queries.licences import OPEN
from institutions.terms import ApplicationKind, ItemAnswer
from institutions.terms import ApplicationState as State
from portal.lifecycles import StateField


class LicenceApplication(FSMModelMixin, models.Model):
    """An application about a school permit, from draft to its effect. Clauses: Z1, S4."""

    institution = models.ForeignKey(
        "institutions.Institution", models.PROTECT, related_name="licence_applications"
    )
    kind = models.CharField(_("kind"), max_length=12, choices=ApplicationKind.choices)
    state = StateField(_("state"), max_length=12, choices=State.choices, default=State.DRAFT, protected=True)
    # The version it is held to, once one is (S4).
    standard = models.ForeignKey("institutions.SettingStandard", models.PROTECT, null=True, related_name="+")
    permit = models.ForeignKey(
        "institutions.SchoolPermit", models.PROTECT, null=True, related_name="applications"
    )
    # Brought on paper and typed by the district; what an institution prepares itself, only it changes and sends.
    on_paper = models.BooleanField(_("brought on paper"), default=False)
    # Files that were put in by mistake: they stay sealed where they are, and belong to the application no more.
    taken_off = models.JSONField(default=list, editable=False)
    # What is wished: name, legal_representative, address, area, subjects.
    wished = models.JSONField(default=dict)
    reason = models.TextField(_("why"), blank=True, max_length=2000)
    settlement = models.TextField(_("how pupils and fees are settled"), blank=True, max_length=2000)
    # What the district marked when it returned it: [part, key, words].
    marks = models.JSONField(default=list)
    answer = models.TextField(_("the district's words"), blank=True)
    due = models.DateField(_("next day"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("sent"), null=True, blank=True)
    accepted_on = models.DateField(_("accepted"), null=True, blank=True)
    checked_on = models.DateField(_("site checked"), null=True, blank=True)
    check_officers = models.CharField(_("officers"), max_length=120, blank=True)
    check_note = models.TextField(_("what was seen"), blank=True)
    check_passed = models.BooleanField(_("passed"), null=True)
    notice_from = models.DateField(_("public notice from"), null=True, blank=True)
    notice_until = models.DateField(_("public notice until"), null=True, blank=True)
    decided_on = models.DateField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    issued_on = models.DateField(_("in effect since"), null=True, blank=True)
    # What the permit and the register said before, for whoever reads it later.
    before = models.JSONField(default=dict)
    rule_version = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = LicenceApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("licence application")
        verbose_name_plural = _("licence applications")
        indexes = [models.Index(fields=["state", "due"], name="licence_queue")]
        constraints = [
            models.UniqueConstraint(
                fields=["institution"], condition=Q(state__in=OPEN), name="one_open_application"
            ),
            models.CheckConstraint(
                condition=Q(notice_until=None) | Q(notice_until__gte=F("notice_from")),
                name="notice_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.institution.name}"

    def get_absolute_url(self) -> str:
        return reverse("institutions:licence", args=[self.pk])

    @property
    def district_id(self) -> int:
        return self.institution.district_id

    @property
    def moves(self) -> bool:
        """Whether it names another address."""
        return bool(self.wished.get("address")) and self.wished["address"] != self.institution.address

    @property
    def done_steps(self) -> set[str]:
        """The steps it has taken."""
        taken = {"check": self.check_passed, "notice": self.notice_until and self.state == State.READY}
        return {step for step, is_taken in taken.items() if is_taken}

    @transition(state, source=[State.DRAFT, State.RETURNED], target=State.SUBMITTED)
    def submit(self, due: date) -> None:
        self.due = due

    @transition(state, source=State.SUBMITTED, target=State.RETURNED)
    def send_back(self, due: date) -> None:
        self.due = due

    @transition(state, source=State.SUBMITTED, target=State.ACCEPTED)
    def accept(self, due: date) -> None:
        self.due = due

    @transition(state, source=State.ACCEPTED, target=State.CHECKED)
    def check_site(self, due: date) -> None:
        self.due = due

    @transition(state, source=[State.ACCEPTED, State.CHECKED], target=State.NOTICE)
    def show(self, due: date) -> None:
        self.due = due

    @transition(state, source=State.NOTICE, target=State.READY)
    def end_notice(self, due: date) -> None:
        self.due = due

    @transition(state, source=[State.ACCEPTED, State.CHECKED, State.READY], target=State.GRANTED)
    def grant(self, due: date) -> None:
        self.due = due

    @transition(state, source=State.GRANTED, target=State.ISSUED)
    def take_effect(self) -> None:
        self.due = None

    @transition(
        state,
        source=[
            State.SUBMITTED,
            State.ACCEPTED,
            State.CHECKED,
            State.NOTICE,
            State.READY,
            State.GRANTED,
        ],
        target=State.REFUSED,
    )
    def refuse(self) -> None:
        self.due = None

    @transition(
        state,
        source=[
            State.DRAFT,
            State.SUBMITTED,
            State.RETURNED,
            State.ACCEPTED,
            State.CHECKED,
            State.NOTICE,
            State.READY,
            State.GRANTED,
        ],
        target=State.WITHDRAWN,
    )
    def withdraw(self) -> None:
        self.due = None

    @transition(state, source=State.RETURNED, target=State.LAPSED)
    def lapse(self) -> None:
        self.due = None


class ApplicationItem(models.Model):
    """One item of the setting standard: what the applicant says, and what the site check found. Clause: S4."""

    application = models.ForeignKey(LicenceApplication, models.CASCADE, related_name="items")
    item = models.ForeignKey("institutions.StandardItem", models.PROTECT, related_name="+")
    answer = models.CharField(_("answer"), max_length=16, choices=ItemAnswer.choices, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    found_met = models.BooleanField(_("found met"), null=True)
    found_note = models.CharField(_("what was seen"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("item of an application")
        verbose_name_plural = _("items of an application")
        ordering = ("item__section__order", "item__order", "item__pk")
        constraints = [models.UniqueConstraint(fields=["application", "item"], name="one_answer_per_item")]


class StopDeclaration(models.Model):
    """An institution that cannot meet the conditions stops, and says how pupils and fees are settled. Clause: Z1."""

    institution = models.ForeignKey(
        "institutions.Institution", models.PROTECT, related_name="stop_declarations"
    )
    stops_on = models.DateField(_("last day of training"))
    pupils = models.PositiveIntegerField(_("pupils"))
    refund = models.DecimalField(_("fees to pay back, yuan"), max_digits=10, decimal_places=2)
    settlement = models.TextField(_("how pupils and fees are settled"), max_length=2000)
    declared_at = models.DateTimeField(_("declared"))
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    settled_on = models.DateField(_("settled"), null=True, blank=True)
    settled_note = models.TextField(_("what the district found"), blank=True)

    objects = StopDeclarationQuerySet.as_manager()

    class Meta:
        verbose_name = _("declaration to stop")
        verbose_name_plural = _("declarations to stop")
        constraints = [
            models.UniqueConstraint(
                fields=["institution"], condition=Q(settled_on=None), name="one_open_declaration"
            ),
            models.CheckConstraint(condition=Q(refund__gte=0), name="refund_not_negative"),
        ]

    def __str__(self) -> str:
        return self.institution.name

    def get_absolute_url(self) -> str:
        return reverse("institutions:stop_declaration", args=[self.pk])

    @property
    def district_id(self) -> int:
        return self.institution.district_id


def snapshot(row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """What fields of a row say now, as JSON can keep it."""
    kept = {}
    for name in names:
        value = getattr(row, name)
        kept[name] = value.isoformat() if isinstance(value, date) else value
    return kept
