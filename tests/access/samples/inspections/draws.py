"""An object in a district for every address of random draws and conflicts of interest."""

from collections.abc import Callable
from typing import Any

from inspections.models import Draw
from portal.accounts.models import User
from portal.regions.models import District
from tests.factories.draws import interest
from tests.factories.institutions import InstitutionFactory


def draw(district: District) -> dict[str, Any]:
    """A draw in preparation."""
    made = Draw.objects.create(number=f"SJ-{district.key}-1", title="抽查", district=district, share=5)
    return {"pk": made.pk}


def frozen(district: District) -> dict[str, Any]:
    """A draw set aside after its pool was frozen: public, and nothing goes on."""
    made = Draw.objects.create(
        number=f"SJ-{district.key}-2",
        title="抽查",
        district=district,
        share=5,
        pool={
            "wanted": 1,
            "inspectors_each": 2,
            "targets": [],
            "inspectors": [],
            "excluded": [],
            "rules": {"weights": {}},
        },
        pool_hash="0" * 64,
    )
    return {"pk": made.pk}


def declared(district: District) -> dict[str, Any]:
    """A conflict of interest."""
    user = User.objects.create_user(username=f"interest_{district.slug}", name="回避人")
    return {"pk": interest(user, InstitutionFactory(district=district)).pk}


SAMPLES: dict[str, Callable[[District], dict[str, Any]]] = {
    **dict.fromkeys(("draw", "draw_commit", "draw_now", "draw_visits", "draw_publish", "draw_redraw"), draw),
    **dict.fromkeys(("public_draw", "draw_json"), frozen),
    "interest_end": declared,
}
