"""Telling officers in their inbox: the number and what happened, never what was reported. Clauses: D2, S13, N4."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils import timezone

from complaints.models import Complaint, JointRequest
from portal.accounts.actors import Actor
from portal.accounts.models import Membership, User
from portal.accounts.roles import CAPABILITIES, Role
from portal.telling.services import inbox

HANDLING = [role for role, held in CAPABILITIES.items() if "complaints.handle" in held]


def officers_of(district_id: int | None) -> list[User]:
    """Who handles complaints in a district; those of the city where there is none."""
    held = Membership.objects.in_force(timezone.localdate()).filter(role__in=HANDLING, district=district_id)
    return [member.user for member in held.select_related("user")]


def city_officers() -> list[User]:
    """Who watches over the districts."""
    return officers_of(None)


def handlers_of(complaint: Complaint) -> list[User]:
    """The officer who took it on; else those of its district."""
    taken = complaint.assigned_to
    return [taken] if taken is not None else officers_of(complaint.district_id)


def of_district(complaint: Complaint) -> list[User]:
    """Everybody who could take it on."""
    return officers_of(complaint.district_id)


def upward(complaint: Complaint) -> list[User]:
    """The district with its head, and the city. Clause: S13."""
    return [*of_district(complaint), *city_officers()]


WHO: dict[str, Callable[[Complaint], list[User]]] = {
    "complaint.dispatched": of_district,
    "complaint.supplemented": handlers_of,
    "complaint.reopened": handlers_of,
    "complaint.returned": handlers_of,
    "complaint.urged": handlers_of,
    "complaint.urge_replied": lambda complaint: city_officers(),
    "complaint.overdue": upward,
    "complaint.joint_given": handlers_of,
    "complaint.identity_asked": of_district,
}


def notify(complaint: Complaint, verb: str, event_pk: int, actor: Actor) -> None:
    """Tell whom it concerns, once for an event; not whoever did it."""
    who = WHO.get(verb)
    if who is not None:
        _put(complaint, who(complaint), verb, f"complaint:{complaint.pk}:{event_pk}", actor=actor)


def remind(complaint: Complaint) -> None:
    """Say once that a deadline is near. Clause: D2."""
    key = f"complaint:{complaint.pk}:near:{complaint.due_step}:{complaint.due}"
    _put(complaint, handlers_of(complaint), "complaint.near", key, due=str(complaint.due))


def ask_department(request: JointRequest) -> None:
    """Tell the officers of a department that they are asked. Clause: S5."""
    held = Membership.objects.in_force(timezone.localdate()).filter(
        role=Role.DEPARTMENT_OFFICER, district=request.district_id, department=request.department
    )
    inbox.put(
        [member.user for member in held.select_related("user")],
        key=f"complaint:joint:{request.pk}",
        kind="complaint.joint_asked",
        url=request.get_absolute_url(),
        values={"due": request.due.isoformat()},
    )


def _put(
    complaint: Complaint,
    users: Iterable[Any],
    kind: str,
    key: str,
    *,
    actor: Actor | None = None,
    **values: str,
) -> None:
    own = actor.user.pk if actor is not None and actor.user is not None else None
    told = [user for user in users if user.pk != own]
    url = complaint.get_absolute_url()
    inbox.put(told, key=key, kind=kind, url=url, values={"number": complaint.number, **values})
