"""What a street saw: reported, made a visit of, or answered. Clause: M7."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from inspections.models import Anomaly, JointInspection
from inspections.rules.anomalies import AnomalyTerms, anomaly_due
from inspections.services.joint import open_inspection
from inspections.terms import URGENT_ANOMALIES, AnomalyAnswer, AnomalyState, Source
from institutions.models import Institution
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, NotAllowed, ReasonRequired, Refusal
from portal.evidence import services as evidence
from portal.regions.models import District, Street
from portal.rulebook.services import in_force
from portal.timeline import services as timeline
from portal.workdays.services import calendar


@transaction.atomic
def report(
    *,
    actor: Actor,
    kind: str,
    district: District,
    street: Street | None = None,
    institution: Institution | None = None,
    place: str = "",
    text: str = "",
    urgent: bool = False,
    files: Sequence[UploadedFile] = (),
    client_id: uuid.UUID | None = None,
) -> Anomaly:
    """Report what was seen; the same `client_id` twice reports it once. Clause: M7.

    Danger is urgent whatever was ticked. Raises NotAllowed, Refusal, BadUpload.
    """
    actor.must_in("anomalies.report", district.pk)
    if client_id and (known := Anomaly.objects.filter(client_id=client_id).first()):
        return known
    if institution is not None:
        district, street = institution.district, institution.street or street
    _check_place(actor, institution, street, place)
    today = timezone.localdate()
    urgent = urgent or kind in URGENT_ANOMALIES
    terms = in_force(AnomalyTerms, on=today, district_id=district.pk)
    made = Anomaly.objects.create(
        number=uuid.uuid4().hex,
        client_id=client_id or uuid.uuid4(),
        **{"district": district, "street": street, "institution": institution, "place": place.strip()},
        **{"kind": kind, "text": text.strip(), "urgent": urgent},
        **{"reported_by": actor.user, "reported_as": actor.label, "reported_at": timezone.now()},
        due=anomaly_due(today, urgent=urgent, terms=terms.figure, calendar=calendar()),
        rule_version=terms.version,
    )
    _number(made, today.year)
    evidence.store_all(actor, files, subject=made, district_id=district.pk)
    changes: dict[str, Any] = {"kind": str(kind), "due": made.due.isoformat(), "files": len(files)}
    timeline.record(actor, "anomaly.reported", made, clause="M7", changes=changes)
    return made


def _number(made: Anomaly, year: int) -> None:
    """The number holds the row's own key, so no two are alike and none is counted twice."""
    made.number = f"{made.district.key}-YC-{year}-{made.pk:05d}"
    made.save(update_fields=["number"])


def _check_place(actor: Actor, institution: Institution | None, street: Street | None, place: str) -> None:
    """Raises Refusal without a place, NotAllowed for a street that is not the actor's own."""
    if institution is None and not place.strip():
        raise Refusal(_("Write where it was seen."), field="place")
    if actor.street_id and (street is None or street.pk != actor.street_id):
        raise NotAllowed(_("This lies in another street."))


def _to_handle(anomaly: Anomaly, actor: Actor) -> Anomaly:
    """The open report, locked. Raises NotAllowed, ChangedMeanwhile."""
    row = Anomaly.objects.lock(anomaly)
    actor.must("anomalies.handle", row)
    if row.state != AnomalyState.REPORTED:
        raise ChangedMeanwhile()
    return row


@transaction.atomic
def open_visit(anomaly: Anomaly, *, actor: Actor, institution: Institution, **given: Any) -> JointInspection:
    """Open a joint inspection for it; where it named a place only, the institution that was found there. Clause: M7.

    Raises what opening an inspection raises, and ChangedMeanwhile.
    """
    row = _to_handle(anomaly, actor)
    if institution.district_id != row.district_id:
        raise Refusal(_("This institution is licensed by another district: tell that one."))
    inspection = open_inspection(actor=actor, institution=institution, **{"source": Source.ANOMALY, **given})
    row.institution = institution
    row.open_visit(inspection, actor.user, timezone.now())
    row.save()
    changes = {"inspection": inspection.pk}
    timeline.record(actor, "anomaly.visit_opened", row, clause="M7", changes=changes)
    return inspection


@transaction.atomic
def answer(anomaly: Anomaly, *, actor: Actor, kind: str, text: str) -> Anomaly:
    """Tell the street why no visit follows. Clause: M7. Raises NotAllowed, ChangedMeanwhile, ReasonRequired."""
    row = _to_handle(anomaly, actor)
    if not text.strip():
        raise ReasonRequired(_("Write to the street what was found or done."), field="text")
    row.give_answer(AnomalyAnswer(kind), text.strip(), actor.user, timezone.now())
    row.save()
    changes = {"answer": str(kind)}
    timeline.record(actor, "anomaly.answered", row, clause="M7", reason=row.answer, changes=changes)
    return row
