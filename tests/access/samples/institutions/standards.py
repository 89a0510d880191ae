"""One object a parameter of the addresses of the setting standard."""

from typing import Any

from institutions.models import SettingStandard
from portal.regions.models import District


def standard(district: District) -> dict[str, Any]:
    """The version that migrations seeded."""
    return {"pk": SettingStandard.objects.get(version="2018").pk}


CITY_WIDE = {"standard"}
SAMPLES = {"standard": standard}
