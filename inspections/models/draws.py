"""A random draw (双随机、一公开), what it drew, and who steps back from what. Clause: N2."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMModelMixin, transition

from inspections.queries.draws import DrawnTargetQuerySet, DrawQuerySet, InterestQuerySet
from inspections.terms.draws import DrawState
from portal.lifecycles import StateField
from portal.privacy.fields import EncryptedTextField

FROZEN = (DrawState.COMMITTED, DrawState.DRAWN, DrawState.PUBLISHED)
REVEALED = (DrawState.DRAWN, DrawState.PUBLISHED)


class Draw(FSMModelMixin, models.Model):
    """Targets and inspectors drawn by a seed from a frozen pool; anybody can draw again and compare. Clause: N2.

    `pool` is what is hashed and published; `points` explains its weights and `roster` names its inspectors
    (memberships) to the desk. The seed is encrypted until the draw, and its hash public before. `redraw_of` stays visible: nothing that was frozen is taken away.
    """

    number = models.CharField(_("number"), max_length=40, unique=True)
    title = models.CharField(_("title"), max_length=120)
    district = models.ForeignKey("regions.District", models.PROTECT, related_name="+")
    share = models.PositiveSmallIntegerField(_("share of the targets (per cent)"), null=True, blank=True)
    count = models.PositiveIntegerField(_("number of targets"), null=True, blank=True)
    inspectors = models.PositiveSmallIntegerField(_("inspectors for each visit"), default=2)
    pool = models.JSONField(_("pool"), default=dict)
    points = models.JSONField(_("points, item by item"), default=dict)
    roster = models.JSONField(_("whom the inspectors of the pool stand for"), default=dict)
    pool_hash = models.CharField(_("hash of the pool"), max_length=64, blank=True)
    seed_commitment = models.CharField(_("hash of the seed"), max_length=64, blank=True)
    sealed_seed = EncryptedTextField(_("sealed seed"), blank=True)
    seed = models.CharField(_("seed"), max_length=64, blank=True)
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    prepared_at = models.DateTimeField(_("prepared"), auto_now_add=True)
    committed_at = models.DateTimeField(_("pool frozen"), null=True, blank=True)
    drawn_at = models.DateTimeField(_("drawn"), null=True, blank=True)
    published_on = models.DateField(_("result published"), null=True, blank=True)
    redraw_of = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="redrawn_by", verbose_name=_("redraw of")
    )
    redraw_reason = models.CharField(_("why drawn again"), max_length=500, blank=True)
    state = StateField(
        _("state"), max_length=12, choices=DrawState.choices, default=DrawState.PREPARED, protected=True
    )

    objects = DrawQuerySet.as_manager()

    class Meta:
        verbose_name = _("random draw")
        verbose_name_plural = _("random draws")
        ordering = ("-prepared_at", "-pk")
        indexes = [models.Index(fields=["district", "state"], name="draw_queue")]
        constraints = [
            models.CheckConstraint(
                condition=Q(share__gte=1, share__lte=100, count=None) | Q(share=None, count__gte=1),
                name="draw_by_share_or_by_count",
            ),
            models.CheckConstraint(condition=Q(inspectors__gte=2), name="draw_of_two_inspectors"),
            models.CheckConstraint(
                condition=~Q(state__in=FROZEN)
                | ~Q(pool_hash="") & ~Q(seed_commitment="") & Q(committed_at__isnull=False),
                name="frozen_draw_has_its_hashes",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=REVEALED) | ~Q(seed="") & Q(drawn_at__isnull=False),
                name="drawn_draw_reveals_its_seed",
            ),
            models.CheckConstraint(
                condition=~Q(state=DrawState.PUBLISHED) | Q(published_on__isnull=False),
                name="published_draw_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(redraw_of=None) | ~Q(redraw_reason=""), name="a_redraw_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("inspections:draw", args=[self.pk])

    def get_public_url(self) -> str:
        """Its page for everybody, once the pool is frozen."""
        return reverse("inspections:public_draw", args=[self.pk])

    @property
    def is_frozen(self) -> bool:
        """Whether pool and commitment are public."""
        return bool(self.pool_hash)

    @property
    def is_revealed(self) -> bool:
        """Whether the public may see seed and result: not before a visit could be expected because of it."""
        return bool(self.seed) and self.state in {DrawState.PUBLISHED, DrawState.SUPERSEDED}

    @transition(state, source=DrawState.PREPARED, target=DrawState.COMMITTED)
    def commit(self, frozen: dict[str, Any], seed: str, at: datetime) -> None:
        """The pool is frozen and the seed sealed; `frozen` holds pool, points, roster and both hashes."""
        self.pool, self.points, self.roster = frozen["pool"], frozen["points"], frozen["roster"]
        self.pool_hash, self.seed_commitment = frozen["pool_hash"], frozen["seed_commitment"]
        self.sealed_seed, self.committed_at = seed, at

    @transition(state, source=DrawState.COMMITTED, target=DrawState.DRAWN)
    def reveal(self, at: datetime) -> None:
        """The seal is broken."""
        self.seed, self.sealed_seed, self.drawn_at = self.sealed_seed, "", at

    @transition(state, source=DrawState.DRAWN, target=DrawState.PUBLISHED)
    def publish(self, on: date) -> None:
        """The result is public."""
        self.published_on = on

    @transition(
        state, source=[DrawState.PREPARED, DrawState.COMMITTED, DrawState.DRAWN], target=DrawState.SUPERSEDED
    )
    def supersede(self) -> None:
        """Drawn again, with a reason that the next one carries."""


class DrawnTarget(models.Model):
    """An institution that was drawn, and the joint inspection that came of it. Clause: N2."""

    draw = models.ForeignKey(Draw, models.PROTECT, related_name="targets")
    institution = models.ForeignKey("institutions.Institution", models.PROTECT, related_name="+")
    rank = models.PositiveIntegerField(_("place in the draw"))
    weight = models.PositiveIntegerField(_("weight"))
    joint_inspection = models.OneToOneField(
        "inspections.JointInspection", models.PROTECT, null=True, blank=True, related_name="drawn_target"
    )

    objects = DrawnTargetQuerySet.as_manager()

    class Meta:
        verbose_name = _("drawn target")
        verbose_name_plural = _("drawn targets")
        ordering = ("rank",)
        constraints = [
            models.UniqueConstraint(fields=["draw", "institution"], name="an_institution_drawn_once"),
            models.UniqueConstraint(fields=["draw", "rank"], name="one_target_at_a_place"),
            models.CheckConstraint(condition=Q(weight__gte=1), name="drawn_target_has_a_weight"),
        ]

    def __str__(self) -> str:
        return f"{self.rank} {self.institution}"


class DrawnInspector(models.Model):
    """An inspector drawn for a target, in the role held then. Clause: N2."""

    target = models.ForeignKey(DrawnTarget, models.CASCADE, related_name="inspectors")
    membership = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField(_("place in the draw"))

    class Meta:
        verbose_name = _("drawn inspector")
        verbose_name_plural = _("drawn inspectors")
        ordering = ("place",)
        constraints = [
            models.UniqueConstraint(fields=["target", "membership"], name="an_inspector_drawn_once"),
            models.UniqueConstraint(fields=["target", "place"], name="one_inspector_at_a_place"),
        ]

    def __str__(self) -> str:
        return str(self.membership)


class InterestDeclaration(models.Model):
    """A conflict of interest (利害关系): this officer steps back from visits of this institution. Clauses: N2, N3.

    The reason is about a person's life: it is kept encrypted and never published; the pair alone is part of a pool.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    institution = models.ForeignKey("institutions.Institution", models.PROTECT, related_name="+")
    reason = EncryptedTextField(_("reason"))
    until = models.DateField(_("until"), null=True, blank=True)
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    declared_at = models.DateTimeField(_("declared"), auto_now_add=True)

    objects = InterestQuerySet.as_manager()

    class Meta:
        verbose_name = _("conflict of interest")
        verbose_name_plural = _("conflicts of interest")
        ordering = ("-declared_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "institution"],
                condition=Q(until=None),
                name="one_standing_interest_in_an_institution",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.institution}"

    def get_absolute_url(self) -> str:
        return reverse("inspections:interests")

    @property
    def district_id(self) -> int:
        return self.institution.district_id
