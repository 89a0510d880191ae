"""Random draws for tests, made the way the portal makes them."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from inspections.figures.draws import pool_of
from inspections.models import Draw, InterestDeclaration
from inspections.services import draws
from inspections.terms import InspectionState
from portal.accounts.actors import Actor
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.regions.models import District
from tests.factories.institutions import InstitutionFactory
from tests.people import person


def certify(*actors: Actor) -> None:
    """Give officers their certificates."""
    for actor in actors:
        assert actor.user is not None
        number = f"赣A{actor.user.pk:06d}"
        User.objects.filter(pk=actor.user.pk).update(enforcement_certificate=number)


def inspectors_in(district: District, count: int = 3) -> list[Actor]:
    """Certified officers of several departments, and for now the only ones."""
    User.objects.update(enforcement_certificate="")
    departments = ("fire", "market", "health", "housing")
    made = [
        person(
            f"drawn_{district.slug}_{n}",
            f"抽查员{n}",
            Role.DEPARTMENT_OFFICER,
            district=district,
            department=departments[n % len(departments)],
        )
        for n in range(count)
    ]
    certify(*made)
    return made


def prepared(actor: Actor, district: District, **more: Any) -> Draw:
    """A draw whose pool can still be looked at."""
    asked: dict[str, Any] = {"title": "春季双随机抽查", "count": 2} | more
    setting = draws.Setting(**asked)
    return draws.prepare(district, setting, actor=actor)


def committed(actor: Actor, district: District, **more: Any) -> Draw:
    """A draw whose pool is frozen, long enough ago to be drawn."""
    draw = prepared(actor, district, **more)
    seen = pool_of(draw, timezone.localdate()).pool_hash
    draw = draws.commit(draw, actor=actor, seen=seen)
    Draw.objects.filter(pk=draw.pk).update(committed_at=timezone.now() - timedelta(minutes=5))
    draw.refresh_from_db()
    return draw


def drawn(actor: Actor, district: District, **more: Any) -> Draw:
    """A draw that was drawn."""
    return draws.draw_now(committed(actor, district, **more), actor=actor)


def close_visits(draw: Draw) -> None:
    """Every visit of the draw is made."""
    for target in draw.targets.select_related("joint_inspection"):
        assert target.joint_inspection is not None
        type(target.joint_inspection).objects.filter(pk=target.joint_inspection_id).update(
            state=InspectionState.CLOSED, closed_on=timezone.localdate()
        )


def schools(district: District, count: int = 4) -> list[Any]:
    """Institutions that can be drawn."""
    return InstitutionFactory.create_batch(count, district=district)


def interest(user: Any, institution: Any, **more: Any) -> InterestDeclaration:
    """A conflict of interest that holds."""
    return InterestDeclaration.objects.create(
        **({"user": user, "institution": institution, "reason": "配偶在该机构任教"} | more)
    )
