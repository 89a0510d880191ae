"""Who teaches at a school, kept so that it can be compared and not be read. Clauses: P7, Z6, N4."""

from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMModelMixin, transition

from institutions.models.teachers import Teacher
from institutions.queries import ServingListQuerySet, ServingMatchQuerySet
from institutions.terms import ListState, MatchState
from portal.lifecycles import StateField


class ServingList(FSMModelMixin, models.Model):
    """A school's list of its serving teachers (在职教师名单) as the district handed it in. Clause: P7.

    The file is not kept. When a newer list of the school is kept, the digests of this one are deleted; the row stays.
    """

    district = models.ForeignKey(
        "regions.District", models.PROTECT, related_name="+", verbose_name=_("district")
    )
    school = models.CharField(_("school"), max_length=80)
    as_of = models.DateField(_("as of"))
    count = models.PositiveIntegerField(_("teachers on the list"), default=0)
    # The rows that could not be used: [row in the file, reason]. Neither name nor number.
    refused = models.JSONField(_("rows refused"), default=list)
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField(_("handed in"), auto_now_add=True)
    state = StateField(
        _("state"), max_length=12, choices=ListState.choices, default=ListState.PREVIEW, protected=True
    )
    replaced_at = models.DateTimeField(_("replaced"), null=True, blank=True)

    objects = ServingListQuerySet.as_manager()

    class Meta:
        verbose_name = _("list of serving teachers")
        verbose_name_plural = _("lists of serving teachers")
        ordering = ("-uploaded_at", "-pk")
        constraints = [
            models.CheckConstraint(condition=~Q(school=""), name="serving_list_names_its_school"),
            models.UniqueConstraint(
                fields=["district", "school"],
                condition=Q(state=ListState.CURRENT),
                name="one_current_list_a_school",
            ),
            models.CheckConstraint(
                condition=Q(state=ListState.REPLACED, replaced_at__isnull=False)
                | (~Q(state=ListState.REPLACED) & Q(replaced_at=None)),
                name="a_replaced_list_says_when",
            ),
        ]

    def __str__(self) -> str:
        return self.school

    def get_absolute_url(self) -> str:
        return reverse("institutions:serving_list", args=[self.pk])

    @transition(state, source=ListState.PREVIEW, target=ListState.CURRENT)
    def keep(self) -> None:
        """Compare from now on."""

    @transition(state, source=ListState.CURRENT, target=ListState.REPLACED)
    def replace(self, at: datetime) -> None:
        """A newer list of the school stands in its place."""
        self.replaced_at = at


class ServingTeacher(models.Model):
    """One serving teacher of a list: a keyed digest and nothing else. Clauses: P7, N4."""

    serving_list = models.ForeignKey(ServingList, models.CASCADE, related_name="entries")
    digest = models.CharField(max_length=64, db_index=True, editable=False)

    class Meta:
        verbose_name = _("entry of a list of serving teachers")
        verbose_name_plural = _("entries of lists of serving teachers")
        constraints = [
            models.UniqueConstraint(fields=["serving_list", "digest"], name="one_person_once_a_list")
        ]

    def __str__(self) -> str:
        return str(self.pk)


class ServingMatch(FSMModelMixin, models.Model):
    """A teacher of an institution who stands on a school's list; an officer decides. Clause: P7."""

    teacher = models.ForeignKey(Teacher, models.PROTECT, related_name="matches")
    serving_list = models.ForeignKey(ServingList, models.PROTECT, related_name="matches")
    found_on = models.DateField(_("found on"))
    decide_by = models.DateField(_("decide by"))
    rule_version = models.CharField(max_length=60, blank=True, editable=False)
    state = StateField(
        _("state"), max_length=12, choices=MatchState.choices, default=MatchState.OPEN, protected=True
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    objects = ServingMatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("match with a list of serving teachers")
        verbose_name_plural = _("matches with lists of serving teachers")
        ordering = ("decide_by", "pk")
        constraints = [
            models.UniqueConstraint(fields=["teacher", "serving_list"], name="one_match_a_teacher_and_list"),
            models.CheckConstraint(
                condition=Q(state=MatchState.OPEN, decided_on=None)
                | (~Q(state=MatchState.OPEN) & Q(decided_on__isnull=False) & ~Q(reason="")),
                name="a_decided_match_has_day_and_reason",
            ),
        ]

    def __str__(self) -> str:
        # The history of an institution names the teacher; the school stays with the district.
        return self.teacher.name

    @property
    def institution_id(self) -> int:
        """The institution the match is about."""
        return self.teacher.institution_id

    @property
    def district_id(self) -> int:
        """The district that decides: the one that licensed the institution."""
        return self.teacher.institution.district_id

    def get_absolute_url(self) -> str:
        return reverse("institutions:serving_match", args=[self.pk])

    @transition(state, source=MatchState.OPEN, target=MatchState.CONFIRMED)
    def confirm(self, on: date, reason: str) -> None:
        """The same person teaches at a school (P7)."""
        self.decided_on, self.reason = on, reason

    @transition(state, source=MatchState.OPEN, target=MatchState.DISMISSED)
    def dismiss(self, on: date, reason: str) -> None:
        """No longer serving, or another person."""
        self.decided_on, self.reason = on, reason
