"""A district's year is concluded when every institution has its final result. Clauses: D6, M7."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from institutions.models import AnnualInspection, AnnualReturn
from institutions.services.annual.reports import CONCLUDED
from institutions.services.annual.reviews import miss
from institutions.services.annual.zombies import mark_zombies
from institutions.terms import AnnualResult, AnnualState, AnnualStep
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, Refusal
from portal.timeline import services as timeline


@transaction.atomic
def conclude(inspection: AnnualInspection, *, actor: Actor) -> AnnualInspection:
    """Conclude a district's year: every result is final; zombies are marked. Raises Refusal."""
    inspection = AnnualInspection.objects.select_for_update().get(pk=inspection.pk)
    actor.must("annual.conclude", inspection)
    if inspection.state == AnnualState.CONCLUDED:
        raise ChangedMeanwhile(CONCLUDED)
    pending = inspection.returns.filter(result=AnnualResult.PENDING).count()
    if pending:
        words = _(
            "%(count)s institutions have no final result yet. Give each its result, and let the notices end."
        )
        raise Refusal(words % {"count": pending})
    inspection.conclude(timezone.localdate())
    inspection.save(update_fields=["state", "concluded_on"])
    timeline.record(actor, "annual.concluded", inspection, clause="D6", changes={"year": inspection.year})
    mark_zombies(inspection.district_id, actor=actor)
    return inspection


def conclude_due(today: date) -> int:
    """Conclude what is past its day: whoever neither reported nor got a result did not take part. Source: D6, M7."""
    done = 0
    late = AnnualInspection.objects.filter(state=AnnualState.OPEN, conclude_by__lt=today)
    for inspection in late.order_by("year", "pk"):
        done += _conclude_late(inspection)
    return done


@transaction.atomic
def _conclude_late(inspection: AnnualInspection) -> int:
    """Silence is absence; a report that the district did not answer keeps the year open, and stays on its desk."""
    actor = Actor.system()
    silent = AnnualReturn.objects.filter(
        annual_inspection=inspection, step=AnnualStep.EXPECTED, reported_at=None
    )
    count = 0
    for row in silent.order_by("pk"):
        miss(AnnualReturn.objects.lock(row), actor, str(_("No report by the last day.")))
        count += 1
    if inspection.returns.filter(result=AnnualResult.PENDING).exists():
        return count
    conclude(inspection, actor=actor)
    return count + 1
