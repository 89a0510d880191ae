"""Who looks into it: district, street, departments, officer, visit."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from complaints.models import Complaint, Dispatch
from complaints.services import events
from complaints.terms import State
from portal.accounts.actors import Actor
from portal.accounts.refusals import Refusal
from portal.accounts.roles import Department
from portal.regions.models import District, Street


def send(
    complaint: Complaint,
    *,
    actor: Actor,
    district: District,
    street: Street | None,
    departments: Sequence[str],
    reason: str = "",
) -> Dispatch:
    """Write down where a locked complaint goes. The caller has checked who asks.

    What was accepted is then being looked into; what was not is only handed on, its clocks running.
    """
    _check(district, street, departments)
    before = complaint.district
    if before is None or before.pk != district.pk:
        complaint.assigned_to = None
    complaint.district, complaint.street = district, street
    if departments:
        complaint.departments = list(departments)
    if complaint.state != State.RECEIVED:
        complaint.look_into()
    complaint.save()
    dispatch = Dispatch.objects.create(
        complaint=complaint,
        from_district=before,
        to_district=district,
        to_street=street,
        departments=list(departments),
        reason=reason,
        by=actor.user,
    )
    _tell(dispatch, complaint, actor)
    return dispatch


def _check(district: District, street: Street | None, departments: Sequence[str]) -> None:
    """Refuse a street of another district and a department that is none."""
    if street is not None and street.district_id != district.pk:
        raise Refusal(_("This street is not in that district."), field="street")
    unknown = set(departments) - set(Department.values)
    if unknown:
        raise Refusal(_("There is no such department."), field="departments")


def _tell(dispatch: Dispatch, complaint: Complaint, actor: Actor) -> None:
    """Leave the event, in keys that anybody can look up later."""
    before, street = dispatch.from_district, dispatch.to_street
    events.record(
        actor,
        "complaint.dispatched",
        complaint,
        clause="M7",
        reason=dispatch.reason,
        changes={
            "from": before.key if before else "",
            "to": dispatch.to_district.key,
            "street": street.name if street else "",
            "departments": dispatch.departments,
        },
    )
