"""Who may see which institution and its papers."""

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from portal.accounts.actors import Actor
from portal.accounts.scope import within

if TYPE_CHECKING:
    from institutions.models import (  # noqa: F401 - named in strings below
        AnnualInspection,
        AnnualReturn,
        CourseFiling,
        ImportRun,
        Institution,
        SchoolPermit,
    )


class InstitutionQuerySet(models.QuerySet["Institution"]):
    """Institutions in the register."""

    def visible_to(self, actor: Actor) -> Self:
        """Those in the actor's territory; an institution sees itself."""
        return self.filter(within(actor, "district", institution="pk", street="street"))

    def for_list(self) -> Self:
        """With what a list shows."""
        return self.select_related("district", "street")

    def for_page(self) -> Self:
        """With what the page of one shows."""
        return self.for_list().prefetch_related("permits", "sites__district", "sites__street", "sites__rooms")

    def with_cross_sites(self) -> Self:
        """With how many sites of each lie in another district (S6)."""
        return self.annotate(
            cross_sites=models.Count(
                "sites", filter=Q(sites__cross_district=True, sites__closed_on=None), distinct=True
            )
        )

    def with_marks(self) -> Self:
        """With the situations that the register found and that still hold, as `standing_marks` (Z2)."""
        marks: Any = self.model._meta.get_field("marks").related_model
        standing = marks._default_manager.filter(settled_on=None)
        return self.prefetch_related(models.Prefetch("marks", queryset=standing, to_attr="standing_marks"))

    def named(self, text: str) -> Self:
        """Those whose name, code or address holds `text`."""
        return self.filter(
            Q(name__icontains=text) | Q(code__icontains=text.upper()) | Q(address__icontains=text)
        )

    def lock(self, institution: "Institution") -> "Institution":
        """The row, locked until the transaction ends; go on with this one only."""
        return self.select_for_update().get(pk=institution.pk)


class SchoolPermitQuerySet(models.QuerySet["SchoolPermit"]):
    """School permits."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the institutions in the actor's territory."""
        return self.filter(
            within(actor, "institution__district", institution="institution", street="institution__street")
        )

    def live(self) -> Self:
        """Those neither revoked nor surrendered."""
        return self.filter(revoked_on=None, surrendered_on=None)

    def usable(self) -> Self:
        """Those not suspended, and not given back; a revoked one stays, with its day."""
        return self.filter(suspended_on=None, surrendered_on=None)

    def ending_by(self, day: date) -> Self:
        """Those that end by `day` and were not revoked; of several of one institution, the one that ends last."""
        live = self.live()
        later = live.model._default_manager.filter(
            Q(valid_until__gt=models.OuterRef("valid_until")) | Q(long_term=True),
            institution=models.OuterRef("institution"),
            revoked_on=None,
            surrendered_on=None,
        )
        return live.filter(valid_until__lte=day, long_term=False).exclude(models.Exists(later))

    def valid_on(self, day: date) -> Self:
        """Those in force on `day`."""
        open_end = Q(long_term=True) | Q(valid_until__gte=day) | Q(valid_until=None)
        return self.live().filter(open_end, suspended_on=None).exclude(valid_from__gt=day)
