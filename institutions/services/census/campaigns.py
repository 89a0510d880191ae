"""Opening a census, reporting its areas, closing it. Clauses: S1, S7."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_fsm import can_proceed

from institutions.figures import census as figures
from institutions.models import Census, CensusArea, CensusEntry
from institutions.rules.census import CensusDays, may_close, starts_open
from institutions.terms import AreaKind, AreaState, CensusState
from portal.accounts.actors import Actor
from portal.accounts.models import Membership
from portal.accounts.refusals import ChangedMeanwhile, ReasonRequired, Refusal
from portal.accounts.roles import Role
from portal.regions.models import District
from portal.rulebook.services import in_force
from portal.timeline import services as timeline
from portal.workdays.services import calendar

ALREADY_OPEN = gettext_lazy("%(district)s has a census under way. Close it before the next one begins.")
CLOSED_NOW = gettext_lazy("This census is not under way. Look at its page.")


def proposed_days(today: date, district_id: int | None) -> dict[str, date]:
    """Return first day, day to report and last day as a form proposes them."""
    days = in_force(CensusDays, on=today, district_id=district_id).figure
    report_by = calendar().add(today, days.report_days)
    ends_on = calendar().add(report_by, days.match_days)
    return {"starts_on": today, "report_by": report_by, "ends_on": ends_on}


@transaction.atomic
def open_campaign(
    districts: Sequence[District],
    *,
    actor: Actor,
    campaign: uuid.UUID,
    title: str,
    starts_on: date,
    report_by: date,
    ends_on: date,
) -> list[Census]:
    """Open a census in each district; one that begins later is planned. The same campaign twice opens it once.

    Raises NotAllowed, Refusal where a district has one under way.
    """
    opened = []
    for district in sorted(districts, key=lambda row: row.pk):
        actor.must_in("census.manage", district.pk)
        District.objects.select_for_update().get(pk=district.pk)
        known = Census.objects.filter(campaign=campaign, district=district).first()
        if known is not None:
            opened.append(known)
            continue
        row = Census(
            campaign=campaign,
            district=district,
            title=title,
            starts_on=starts_on,
            report_by=report_by,
            ends_on=ends_on,
            opened_by=actor.user,
            rule_version=in_force(CensusDays, on=starts_on, district_id=district.pk).version,
        )
        row.save(force_insert=True)
        timeline.record(actor, "census.planned", row, clause="S1", changes={"title": title})
        if starts_open(starts_on, timezone.localdate()):
            _begin(row, actor)
        opened.append(row)
    return opened


def _begin(row: Census, actor: Actor) -> None:
    """Make an area of every street, and let the work begin. The district or the census is locked."""
    if Census.objects.filter(district_id=row.district_id, state=CensusState.OPEN).exclude(pk=row.pk).exists():
        raise Refusal(ALREADY_OPEN % {"district": row.district.name}, field="districts")
    row.begin()
    row.save(update_fields=["state"])
    officers = _street_officers(row.district_id)
    areas = [
        CensusArea(census=row, street=street, report_by=row.report_by, reporter=officers.get(street.pk))
        for street in row.district.streets.all()
    ]
    CensusArea.objects.bulk_create(areas)
    timeline.record(actor, "census.opened", row, clause="S1", changes={"areas": len(areas)})


def _street_officers(district_id: int) -> dict[int, Membership]:
    held = Membership.objects.in_force(timezone.localdate()).filter(
        role=Role.STREET_OFFICER, district_id=district_id, street__isnull=False
    )
    return {row.street_id: row for row in held.order_by("-since", "-pk") if row.street_id}


def begin_due(today: date) -> int:
    """Begin every planned census whose first day has come; one that another is in the way of waits for it."""
    begun = 0
    for pk in Census.objects.filter(state=CensusState.PLANNED, starts_on__lte=today).values_list(
        "pk", flat=True
    ):
        with transaction.atomic():
            row = Census.objects.select_for_update(of=("self",)).select_related("district").get(pk=pk)
            District.objects.select_for_update().get(pk=row.district_id)
            busy = Census.objects.filter(district_id=row.district_id, state=CensusState.OPEN).exists()
            if can_proceed(row.begin) and not busy:
                _begin(row, Actor.system())
                begun += 1
    return begun


def under_way(census_id: int) -> Census:
    """Return the census locked, where it is under way. Raises ChangedMeanwhile."""
    row = Census.objects.select_for_update(of=("self",)).select_related("district").get(pk=census_id)
    if not row.is_open:
        raise ChangedMeanwhile(CLOSED_NOW)
    return row


@transaction.atomic
def add_area(census: Census, *, actor: Actor, **values: Any) -> CensusArea:
    """Name a community, block or estate of a street, so that it shows until it was swept. Clause: S7.

    Raises NotAllowed, ChangedMeanwhile, Refusal for a name that stands there.
    """
    row = under_way(census.pk)
    actor.must("census.manage", row)
    area = CensusArea(census=row, **{"report_by": row.report_by} | values)
    if area.street.district_id != row.district_id:
        raise Refusal(_("This street lies in another district."), field="street")
    try:
        with transaction.atomic():
            area.save(force_insert=True)
    except IntegrityError as error:
        raise Refusal(_("This street has an area of this kind and name already."), field="name") from error
    timeline.record(actor, "census.area_added", area, clause="S7", changes={"area": str(area)})
    return area


def _area(area: CensusArea, actor: Actor, capability: str) -> CensusArea:
    under_way(area.census_id)
    row = (
        CensusArea.objects.select_for_update(of=("self",)).select_related("street", "census").get(pk=area.pk)
    )
    actor.must(capability, row)
    return row


@transaction.atomic
def report(area: CensusArea, *, actor: Actor, nothing_found: bool, note: str = "") -> CensusArea:
    """Report that an area was swept; "nothing found" is a report too. Clauses: S1, S7.

    Raises NotAllowed, ChangedMeanwhile, Refusal where "nothing found" is not what the entries say.
    """
    row = _area(area, actor, "census.report")
    if not can_proceed(row.report):
        raise ChangedMeanwhile(_("This area was reported already."))
    found = _entries_in(row)
    if nothing_found and found:
        raise Refusal(
            _('There are %(n)d entries of this area: take "nothing found" away.') % {"n": found},
            field="nothing_found",
        )
    if not nothing_found and not found:
        raise Refusal(
            _('Nothing was entered for this area. Enter what was found first, or tick "nothing found".'),
            field="nothing_found",
        )
    row.report(nothing_found=nothing_found, note=note)
    row.reported_by = actor.user
    row.save()
    timeline.record(
        actor, "census.reported", row, clause="S7", changes={"area": str(row), "entries": found}, reason=note
    )
    return row


def _entries_in(area: CensusArea) -> int:
    """How many entries an area has; a street counts all that was found in it."""
    if area.kind == AreaKind.STREET:
        return CensusEntry.objects.filter(census_id=area.census_id, street_id=area.street_id).count()
    return CensusEntry.objects.filter(area=area).count()


@transaction.atomic
def send_back(area: CensusArea, *, actor: Actor, reason: str) -> CensusArea:
    """Have an area swept again. Raises NotAllowed, ChangedMeanwhile, ReasonRequired."""
    row = _area(area, actor, "census.manage")
    if not can_proceed(row.send_back):
        raise ChangedMeanwhile(_("This area is not reported."))
    if not reason.strip():
        raise ReasonRequired(_("Write what has to be swept again: the street reads it."), field="note")
    row.send_back()
    row.note = reason
    row.save()
    timeline.record(actor, "census.sent_back", row, clause="S7", reason=reason, changes={"area": str(row)})
    return row


def missing_areas(census: Census) -> list[str]:
    """Return the names of the areas that did not report."""
    areas = CensusArea.objects.filter(census=census, state=AreaState.PENDING).select_related("street")
    return [str(area) for area in areas.order_by("street__order", "kind", "name")]


@transaction.atomic
def close(census: Census, *, actor: Actor, reason: str = "") -> Census:
    """Close a census and keep its figures. With areas missing, only with a reason; they are named in its event.

    Raises NotAllowed, ChangedMeanwhile, ReasonRequired. Clause: S7.
    """
    row = Census.objects.select_for_update(of=("self",)).select_related("district").get(pk=census.pk)
    actor.must("census.manage", row)
    if not can_proceed(row.close):
        raise ChangedMeanwhile(CLOSED_NOW)
    missing = missing_areas(row)
    total = row.areas.count()
    if not may_close(total, total - len(missing), reason):
        words = _("Not reported: %(names)s. Write why the census closes without them.")
        raise ReasonRequired(words % {"names": "、".join(missing)})
    row.closing = figures.closing_figures(row) | {"missing": missing}
    row.close(reason)
    row.closed_by = actor.user
    row.save()
    timeline.record(
        actor, "census.closed", row, clause="S7", reason=reason, changes={"missing": missing, "areas": total}
    )
    return row
