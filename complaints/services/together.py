"""Joint handling with one lead: departments are asked in the lead's words and say their part. Clauses: S5, N4."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from complaints.models import Complaint, JointRequest
from complaints.rules.together import TogetherTerms, opinion_due
from complaints.services import events, notifying
from complaints.services.handling import LOOKED_INTO
from complaints.services.locking import locked_for
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, NotAllowed, ReasonRequired, Refusal
from portal.accounts.roles import Department
from portal.rulebook.services import in_force
from portal.workdays.services import calendar


@transaction.atomic
def ask(complaint: Complaint, *, actor: Actor, departments: Sequence[str], text: str) -> list[JointRequest]:
    """Ask other departments of the district; the lead stays with whoever handles it. Clause: S5.

    `text` is the lead's own summary: the report itself and who made it go to nobody (N4).
    Raises NotAllowed, ChangedMeanwhile, ReasonRequired, Refusal (asked already, or the lead's own).
    """
    complaint = locked_for(complaint, actor, *LOOKED_INTO)
    if complaint.district_id is None:
        raise ChangedMeanwhile()
    if not departments:
        raise ReasonRequired(_("Choose a department."), field="departments")
    if not text.strip():
        raise ReasonRequired(_("Write what the department is to look into."), field="text")
    wanted = set(departments)
    if not wanted <= set(Department.values) or wanted & {Department.EDUCATION, Department.STREET}:
        raise Refusal(_("Choose departments other than the lead's own."), field="departments")
    if complaint.joint_requests.filter(department__in=wanted, given_on=None).exists():
        raise Refusal(_("One of these departments is asked already."), field="departments")
    today = timezone.localdate()
    terms = in_force(TogetherTerms, on=today, district_id=complaint.district_id)
    due = opinion_due(today, complaint.due, terms.figure, calendar())
    made = [
        JointRequest.objects.create(
            complaint=complaint,
            district_id=complaint.district_id,
            department=name,
            text=text.strip(),
            asked_by=actor.user,
            asked_on=today,
            due=due,
            rule_version=terms.version,
        )
        for name in sorted(wanted)
    ]
    for request in made:
        notifying.ask_department(request)
    changes = {"departments": sorted(wanted), "due": due.isoformat()}
    events.record(actor, "complaint.joint_asked", complaint, clause="S5", changes=changes)
    return made


@transaction.atomic
def give(request: JointRequest, *, actor: Actor, opinion: str) -> JointRequest:
    """Say the department's part. Clause: S5. Raises NotAllowed, ChangedMeanwhile, ReasonRequired."""
    row = JointRequest.objects.lock(request)
    actor.must_in("complaints.join", row.district_id)
    if actor.department != row.department:
        raise NotAllowed(_("Only the department that was asked answers."))
    if row.given_on is not None:
        raise ChangedMeanwhile()
    if not opinion.strip():
        raise ReasonRequired(_("Write what the department found or did."), field="opinion")
    row.opinion, row.given_by, row.given_on = opinion.strip(), actor.user, timezone.localdate()
    row.save()
    changes = {"department": row.department}
    events.record(actor, "complaint.joint_given", row.complaint, clause="S5", changes=changes)
    return row
