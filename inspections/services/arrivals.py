"""At the door: whether a visit is genuine, and that its code was scanned. Clauses: N2, N4."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inspections.models import JointInspection, Visit
from inspections.rules.lawful import mask_certificate
from inspections.rules.topics import looked_at
from inspections.terms import InspectionState, VisitKind
from institutions.models import StandardItem
from institutions.services.standards import standard_on
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, NotAllowed, Refusal
from portal.accounts.roles import Department, Role
from portal.timeline import services as timeline


class NoSuchVisit(Refusal):
    """No lawful visit goes by that code today."""

    status = 404
    words = _(
        "No visit of this code is made today. Do not let anybody in on it, and call the education bureau."
    )


class AnotherInstitution(Refusal):
    """The code at the door is not the one of the institution to be visited."""

    words = _("This is the code of another institution: look at the address of the visit.")


@dataclass(frozen=True, slots=True)
class Officers:
    """How many officers a department sends, and the ends of their certificates' numbers."""

    department: str
    certificates: list[str]
    items: list[StandardItem]

    @property
    def number(self) -> int:
        return len(self.certificates)


@dataclass(frozen=True, slots=True)
class Genuine:
    """What whoever stands at the door may know of a visit. Clauses: N2, N4."""

    institution: str
    in_name_of: str
    on: date
    purpose: str
    teams: list[Officers]
    officers: int
    confirmed: bool


def plain(code: str) -> str:
    """The code as it was given out, whatever was typed between its signs."""
    return "".join(code.split()).replace("-", "").upper()


def of_today(code: str) -> JointInspection:
    """The lawful visit that this code stands for today. Clause: N2. Raises NoSuchVisit."""
    sought = plain(code)
    found = JointInspection.objects.filter(visit_code=sought).for_page().first() if sought else None
    if found is None or found.state != InspectionState.OPEN or not found.may_begin:
        raise NoSuchVisit(field="code")
    if visit_of(found).on != timezone.localdate():
        raise NoSuchVisit(field="code")
    return found


def visit_of(inspection: JointInspection) -> Visit:
    """The first visit of an inspection, with its standard."""
    visits = Visit.objects.select_related("standard")
    return visits.get(joint_inspection=inspection, kind=VisitKind.FIRST)


def genuine(code: str) -> Genuine:
    """What the public page says of a visit of today: whose, how many officers, what for. Clauses: N2, N4.

    Neither names nor where the visit comes from. Raises NoSuchVisit.
    """
    inspection = of_today(code)
    standard = visit_of(inspection).standard or standard_on(timezone.localdate())
    items: dict[str, list[StandardItem]] = {}
    of_the_day = StandardItem.objects.filter(section__standard=standard).select_related("section")
    for item in looked_at(of_the_day, inspection.topic_keys):
        items.setdefault(item.department, []).append(item)
    members = list(inspection.members.all())
    teams = [
        Officers(
            str(Department(name).label),
            [mask_certificate(member.certificate) for member in members if member.department == name],
            items.get(name, []),
        )
        for name in inspection.departments
    ]
    return Genuine(
        institution=inspection.institution.name,
        in_name_of=inspection.get_in_name_of_display(),
        on=inspection.on,
        purpose=inspection.purpose,
        teams=teams,
        officers=len(members),
        confirmed=inspection.arrived_at is not None,
    )


@transaction.atomic
def confirm(code: str, *, actor: Actor) -> JointInspection:
    """The institution confirms the visit at its own door. Clause: N2. Raises NotAllowed, NoSuchVisit."""
    actor.must("own.view")
    inspection = of_today(code)
    if actor.role != Role.INSTITUTION or inspection.institution_id != actor.institution_id:
        raise NoSuchVisit(field="code")
    return _arrived(JointInspection.objects.lock(inspection), actor)


@transaction.atomic
def arrive(inspection: JointInspection, *, actor: Actor, code: str) -> JointInspection:
    """An officer of the team scans or types the institution's code at its door; twice is once. Clause: N2.

    `code` is the institution's, or the address of its page that its notice holds.
    Raises NotAllowed, ChangedMeanwhile, AnotherInstitution.
    """
    inspection = JointInspection.objects.lock(inspection)
    actor.must("inspections.record", inspection)
    if inspection.state != InspectionState.OPEN:
        raise ChangedMeanwhile()
    if not inspection.may_begin:
        raise NotAllowed(_("The visit is not approved yet: another officer approves it first."))
    if code.strip().rstrip("/").rpartition("/")[2].upper() != inspection.institution.code.upper():
        raise AnotherInstitution(field="code")
    if visit_of(inspection).on > timezone.localdate():
        raise Refusal(_("The day of the visit has not come."), field="code")
    return _arrived(inspection, actor)


def _arrived(inspection: JointInspection, actor: Actor) -> JointInspection:
    """Keep the first time of it."""
    if inspection.arrived_at is None:
        inspection.arrived_at = timezone.now()
        inspection.save(update_fields=["arrived_at"])
        timeline.record(actor, "inspection.arrived", inspection, clause="N2")
    return inspection
