"""Special campaigns and their targets: who may see them, and what their pages need. Clauses: S5, S7."""

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from inspections.queries.territory import territory
from inspections.terms import OPEN_ORDERS, CampaignState, FindingState, InspectionState
from portal.accounts.actors import Actor
from portal.accounts.scope import within

if TYPE_CHECKING:
    from inspections.models import Campaign, CampaignTarget  # noqa: F401 - named in strings below


def _visits(state: str, target: str = "") -> Any:
    """The inspections of a target for its campaign that stand so."""
    inspections = apps.get_model("inspections", "JointInspection").objects
    return inspections.filter(
        campaign=OuterRef(f"{target}campaign"), institution=OuterRef(f"{target}institution"), state=state
    )


def _how_many(rows: Any, inspection: str) -> Coalesce:
    """How many of `rows` came from inspections of the target for its campaign."""
    own = {
        f"{inspection}__campaign": OuterRef("campaign"),
        f"{inspection}__institution": OuterRef("institution"),
    }
    counted = rows.filter(**own).order_by().values(f"{inspection}__campaign").annotate(n=Count("pk"))
    return Coalesce(Subquery(counted.values("n"), output_field=IntegerField()), 0)


class CampaignQuerySet(models.QuerySet["Campaign"]):
    """Special campaigns."""

    def visible_to(self, actor: Actor) -> Self:
        """Those that take place in the actor's districts; a draft of the city's is seen by the city only."""
        places = apps.get_model("inspections", "Campaign").districts.through.objects
        here = places.filter(within(actor, "district"), campaign=OuterRef("pk"))
        unseen = Q(state=CampaignState.DRAFT, owner=None)
        drafts = Q() if actor.district_ids is None else ~unseen
        return self.filter(drafts, Exists(here))

    def for_list(self) -> Self:
        """With what a list shows, those under way first."""
        return (
            self.select_related("owner")
            .prefetch_related("districts")
            .order_by(F("closed_on").desc(nulls_first=True), "-begins", "-pk")
        )

    def open(self) -> Self:
        """Those under way."""
        return self.filter(state=CampaignState.OPEN)

    def lock(self, campaign: "Campaign") -> "Campaign":
        """The row, locked until the transaction ends; go on with this one only."""
        return self.select_for_update().get(pk=campaign.pk)


class CampaignTargetQuerySet(models.QuerySet["CampaignTarget"]):
    """Institutions that a campaign looks at."""

    def visible_to(self, actor: Actor) -> Self:
        """Those in the territory, of campaigns that the actor sees."""
        campaigns = apps.get_model("inspections", "Campaign").objects.visible_to(actor)
        return self.filter(territory(actor), campaign__in=campaigns)

    def with_visits(self) -> Self:
        """With whether each is visited: a joint inspection for the campaign was closed; or one is under way."""
        return self.annotate(
            visited=Exists(_visits(InspectionState.CLOSED)), underway=Exists(_visits(InspectionState.OPEN))
        )

    def for_list(self) -> Self:
        """With what the progress page shows; what is not visited first."""
        findings = apps.get_model("inspections", "Finding").objects.exclude(state=FindingState.DISMISSED)
        orders = apps.get_model("inspections", "RectificationOrder").objects.filter(state__in=OPEN_ORDERS)
        last = _visits(InspectionState.CLOSED).order_by("-closed_on", "-pk")
        going = _visits(InspectionState.OPEN).order_by("-pk")
        return (
            self.with_visits()
            .annotate(
                visited_on=Subquery(last.values("closed_on")[:1]),
                inspection_pk=Coalesce(Subquery(going.values("pk")[:1]), Subquery(last.values("pk")[:1])),
                findings=_how_many(findings, "joint_inspection"),
                orders_open=_how_many(orders, "decision__finding__joint_inspection"),
            )
            .select_related("institution__district", "institution__street")
            .order_by("visited", "underway", "institution__district__order", "institution__name", "pk")
        )

    def of_district(self, slug: str) -> Self:
        """Those of a district by its key in addresses; all where none is chosen."""
        return self.filter(institution__district__slug=slug) if slug else self.all()

    def left(self) -> Self:
        """Those not visited yet."""
        return self.filter(~Exists(_visits(InspectionState.CLOSED)))
