"""A membership: a person, a role, a territory, and from when until when."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.accounts.roles import Department, Role


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Memberships and who holds them."""

    def in_force(self, on: date) -> Self:
        """Those that hold on day `on`, of people who may still sign in."""
        return self.filter(Q(until=None) | Q(until__gte=on), since__lte=on, user__is_active=True)

    def for_acting(self) -> Self:
        """With all that an Actor needs, in one query."""
        return self.select_related("user", "district", "street", "institution")


class Membership(models.Model):
    """A person in a role over a territory. A person can hold several, and acts in one at a time."""

    user = models.ForeignKey("accounts.User", models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=24, choices=Role.choices)
    department = models.CharField(_("department"), max_length=24, choices=Department.choices, blank=True)
    district = models.ForeignKey("regions.District", models.PROTECT, null=True, blank=True, related_name="+")
    street = models.ForeignKey("regions.Street", models.PROTECT, null=True, blank=True, related_name="+")
    institution = models.ForeignKey(
        "institutions.Institution", models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")), name="membership_ends_after_start"
            ),
            models.CheckConstraint(
                condition=~Q(role="institution") | Q(institution__isnull=False),
                name="institution_role_names_one",
            ),
            models.CheckConstraint(
                condition=~Q(role__in=["district_bureau", "department_officer", "street_officer"])
                | Q(district__isnull=False),
                name="district_roles_name_a_district",
            ),
            models.CheckConstraint(
                condition=~Q(role="department_officer") | ~Q(department=""),
                name="department_officer_has_department",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.label}"

    @property
    def label(self) -> str:
        """Where and as what: 东湖区 · 区县教育局."""
        where = self.institution or self.street or self.district
        what = (
            self.get_department_display() if self.role == Role.DEPARTMENT_OFFICER else self.get_role_display()
        )
        return f"{where} · {what}" if where else str(what)
