from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMModelMixin, transition

from complaints.queries import ComplaintQuerySet
from complaints.rules import clocks
from complaints.terms import SHORT, Kind, Outcome, PauseGround, RefusalGround, Source, State, Step, Told
from portal.lifecycles import StateField
from portal.privacy.fields import EncryptedTextField


class Complaint(FSMModelMixin, models.Model):
    """What somebody reported, and how far it is. Who it was is kept apart. Clauses: M8, D2, N4."""

    number = models.CharField(_("complaint number"), max_length=24, unique=True)
    secret_hash = EncryptedTextField(_("hash of the secret"))
    client_id = models.UUIDField(_("key of the sending"), unique=True)
    source = models.CharField(_("came by"), max_length=10, choices=Source, default=Source.WEB)

    kind = models.CharField(_("what happened"), max_length=20, choices=Kind)
    urgent = models.BooleanField(_("urgent safety matter"), default=False)
    group = models.CharField(_("violation group"), max_length=40, blank=True)
    departments = models.JSONField(_("departments"), default=list)
    institution = models.ForeignKey(
        "institutions.Institution",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="complaints",
        verbose_name=_("institution"),
    )
    described_name = models.CharField(_("name as described"), max_length=120, blank=True)
    described_address = models.CharField(_("address as described"), max_length=200, blank=True)
    place = models.CharField(_("where"), max_length=200, blank=True)
    happened = models.CharField(_("when"), max_length=120, blank=True)
    description = models.TextField(_("description"), max_length=4000)
    named = models.BooleanField(_("named"), default=False)
    told = models.CharField(_("to be told by"), max_length=10, choices=Told, default=Told.TRACK)

    district = models.ForeignKey(
        "regions.District",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="complaints",
        verbose_name=_("handling district"),
    )
    street = models.ForeignKey(
        "regions.Street",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="complaints",
        verbose_name=_("street"),
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("handled by"),
    )
    joint_inspection = models.ForeignKey(
        "inspections.JointInspection",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("joint inspection"),
    )

    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        verbose_name=_("handled together with"),
    )
    state = StateField(
        _("state"), max_length=20, choices=State.choices, default=State.RECEIVED, protected=True
    )
    received_at = models.DateTimeField(_("received at"), auto_now_add=True)
    received_on = models.DateField(_("received on"))
    accept_by = models.DateField(_("accept or refuse by"))
    check_by = models.DateField(_("leads checked by"))
    answer_by = models.DateField(_("answer by"))
    due = models.DateField(_("due"), null=True, blank=True)
    due_step = models.CharField(_("due for"), max_length=10, choices=Step, blank=True)
    rule_version = models.CharField(_("version of the figures"), max_length=60)
    paused_on = models.DateField(_("clock stands still since"), null=True, blank=True)
    paused_ground = models.CharField(
        _("why the clock stands still"), max_length=30, choices=PauseGround, blank=True
    )

    accepted_on = models.DateField(_("accepted on"), null=True, blank=True)
    refusal_ground = models.CharField(
        _("why it is not accepted"), max_length=20, choices=RefusalGround, blank=True
    )
    refusal_text = models.TextField(_("refusal in words"), blank=True, max_length=2000)
    checked_on = models.DateField(_("leads checked on"), null=True, blank=True)
    outcome = models.CharField(_("what the check came to"), max_length=20, choices=Outcome, blank=True)
    tell_by = models.DateField(_("tell the person by"), null=True, blank=True)
    told_on = models.DateField(_("person told on"), null=True, blank=True)
    answer = models.TextField(_("answer"), blank=True, max_length=4000)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    round = models.PositiveSmallIntegerField(_("round"), default=1)
    reopened = models.PositiveSmallIntegerField(_("reopened by the person"), default=0)
    has_news = models.BooleanField(_("the person added something"), default=False)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    # What was written and sent is gone; number, kind, days and outcome stay (N4).
    erased_on = models.DateField(_("erased on"), null=True, blank=True)
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        verbose_name = _("complaint")
        verbose_name_plural = _("complaints")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["district", "state", "due"], name="complaint_queue"),
            models.Index(fields=["state", "due"], name="complaint_due"),
            models.Index(fields=["institution", "-received_on"], name="complaint_institution"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=State.REFUSED) | (~Q(refusal_ground="") & ~Q(refusal_text="")),
                name="complaint_refused_with_ground_and_words",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.ANSWERED) | (~Q(answer="") & Q(answered_on__isnull=False)),
                name="complaint_answered_with_an_answer",
            ),
            models.CheckConstraint(
                condition=Q(paused_on__isnull=True, paused_ground="")
                | (Q(paused_on__isnull=False) & ~Q(paused_ground="")),
                name="complaint_paused_for_a_listed_reason",
            ),
            models.CheckConstraint(
                condition=Q(erased_on=None) | Q(state=State.CLOSED, description="", answer=""),
                name="what_is_erased_is_closed_and_empty",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=models.F("id")),
                name="complaint_is_not_merged_into_itself",
            ),
            models.CheckConstraint(
                condition=Q(accept_by__gt=models.F("received_on"))
                & Q(check_by__gte=models.F("accept_by"))
                & Q(answer_by__gte=models.F("check_by")),
                name="complaint_clocks_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("complaints:detail", kwargs={"pk": self.pk})

    @property
    def is_open(self) -> bool:
        return self.state in (State.RECEIVED, State.ACCEPTED, State.IN_PROGRESS)

    @property
    def topic(self) -> str:
        """What happened, in officers' words."""
        return str(SHORT[Kind(self.kind)])

    @property
    def about(self) -> str:
        """The institution's name, or what it was called where the register does not know it."""
        return self.institution.name if self.institution else self.described_name

    @property
    def deadlines(self) -> clocks.Deadlines:
        return clocks.Deadlines(self.accept_by, self.check_by, self.answer_by)

    def set_deadlines(self, deadlines: clocks.Deadlines) -> None:
        """Take over the three clocks; the running one follows."""
        self.accept_by, self.check_by = deadlines.accept_by, deadlines.check_by
        self.answer_by = deadlines.answer_by
        self.set_running_clock()

    def set_running_clock(self) -> None:
        """Write down which clock runs now, so that a queue can be ordered by it."""
        clock = clocks.running(
            self.deadlines,
            accepted=self.accepted_on is not None,
            checked=self.checked_on is not None,
            finished=not self.is_open,
            paused=self.paused_on is not None,
        )
        self.due = clock.due if clock else None
        self.due_step = clock.step if clock else ""

    @transition(field=state, source=State.RECEIVED, target=State.ACCEPTED)
    def accept(self) -> None:
        """The district takes it on."""

    @transition(field=state, source=State.RECEIVED, target=State.REFUSED)
    def refuse(self) -> None:
        """The district does not take it on, and says why."""

    @transition(field=state, source=[State.ACCEPTED, State.IN_PROGRESS], target=State.IN_PROGRESS)
    def look_into(self) -> None:
        """Somebody was sent to look, or a visit was opened."""

    @transition(field=state, source=[State.ACCEPTED, State.IN_PROGRESS], target=State.ANSWERED)
    def give_answer(self) -> None:
        """The person has an answer."""

    @transition(field=state, source=[State.ANSWERED, State.CLOSED], target=State.IN_PROGRESS)
    def take_up_again(self) -> None:
        """The person is not satisfied, or the city wants it done better."""

    @transition(field=state, source=[State.REFUSED, State.CLOSED], target=State.RECEIVED)
    def receive_again(self) -> None:
        """What was not accepted is judged once more."""

    @transition(field=state, source=[State.ANSWERED, State.REFUSED], target=State.CLOSED)
    def close(self) -> None:
        """Nothing more is to be done."""
