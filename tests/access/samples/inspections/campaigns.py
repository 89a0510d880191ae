"""An object in a district for every address of campaigns and sweeps that takes parameters."""

from collections.abc import Callable
from typing import Any

from portal.regions.models import District
from tests.factories.campaigns import (
    CampaignFactory,
    CampaignTargetFactory,
    SweepPlaceFactory,
    SweepRoundFactory,
)


def campaign(district: District) -> dict[str, Any]:
    """A campaign under way that the district made."""
    return {"pk": CampaignFactory(owner=district).pk}


def target(district: District) -> dict[str, Any]:
    """A target of one."""
    return {"pk": CampaignTargetFactory(campaign__owner=district).pk}


def round_(district: District) -> dict[str, Any]:
    """A round of sweeps."""
    return {"pk": SweepRoundFactory(district=district).pk}


def place(district: District) -> dict[str, Any]:
    """A place that was not swept."""
    return {"pk": SweepPlaceFactory(round__district=district).pk}


OF_CAMPAIGNS = ("", "_change", "_start", "_close", "_filter", "_list")
SAMPLES: dict[str, Callable[[District], dict[str, Any]]] = {
    **dict.fromkeys((f"campaign{name}" for name in OF_CAMPAIGNS), campaign),
    "campaign_drop": target,
    **dict.fromkeys(("sweep", "sweep_carry", "sweep_places"), round_),
    **dict.fromkeys(("sweep_place", "sweep_remove"), place),
}
