"""What a granted application does: the permit and the register change, and what stood before is kept. Clause: Z1."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from institutions.models import Institution, LicenceApplication, SchoolPermit, TeachingSite
from institutions.models.licences import snapshot
from institutions.rules.situations import is_cross_district, licence_situation
from institutions.services import standing
from institutions.services.licences.handling import lock_for, tell
from institutions.terms import ApplicationKind
from portal.accounts.actors import Actor
from portal.accounts.refusals import ReasonRequired, Refusal
from portal.regions.places import Places
from portal.timeline import services as timeline

PERMIT_FACTS = (
    "number",
    "valid_from",
    "valid_until",
    "long_term",
    "subjects",
    "suspended_on",
    "surrendered_on",
)
REGISTER_FACTS = ("name", "legal_representative", "address", "situation")


@transaction.atomic
def issue(
    application: LicenceApplication,
    *,
    actor: Actor,
    number: str = "",
    valid_from: date | None = None,
    valid_until: date | None = None,
    subjects: list[str] | None = None,
) -> LicenceApplication:
    """Let a granted application take effect: a permit is issued, changed, renewed, suspended or given back.

    Number, days and subjects are asked of a new permit and a renewal only. Clause: Z1.
    Raises NotAllowed, ChangedMeanwhile, Refusal.
    """
    row = lock_for(application, actor, "take_effect")
    institution = Institution.objects.lock(row.institution)
    row.before = snapshot(institution, REGISTER_FACTS)
    if row.permit is not None:
        row.before["permit"] = snapshot(row.permit, PERMIT_FACTS)
    given = {
        "number": number,
        "valid_from": valid_from,
        "valid_until": valid_until,
        "subjects": subjects or [],
    }
    EFFECTS[row.kind](row, institution, given)
    _settle_situation(institution)
    row.take_effect()
    row.issued_on = timezone.localdate()
    row.save()
    tell(
        actor,
        "issued",
        row,
        changes={"permit": row.permit.number if row.permit else "", "before": row.before},
    )
    timeline.record(actor, "institution.changed", institution, clause="Z1", changes={"application": row.pk})
    return row


def _dated(given: dict[str, Any]) -> dict[str, Any]:
    """The number and days of a permit to be printed. Raises Refusal."""
    if not given["valid_from"] or not given["valid_until"]:
        raise Refusal(_("Write from when until when the permit is valid."), field="valid_from")
    if given["valid_until"] <= given["valid_from"]:
        raise Refusal(_("The last day is before the first."), field="valid_until")
    return {name: given[name] for name in ("valid_from", "valid_until")}


def _new(row: LicenceApplication, institution: Institution, given: dict[str, Any]) -> None:
    if not given["number"]:
        raise Refusal(_("Write the permit's number."), field="number")
    days = _dated(given)
    subjects = given["subjects"] or row.wished.get("subjects", [])
    try:
        with transaction.atomic():
            row.permit = SchoolPermit.objects.create(
                institution=institution, number=given["number"], subjects=subjects, **days
            )
    except IntegrityError as error:
        raise Refusal(_("Another permit has this number already."), field="number") from error
    _take_over(row, institution)
    if row.wished.get("address"):
        _site_at(institution, row.wished)


def _renew(row: LicenceApplication, institution: Institution, given: dict[str, Any]) -> None:
    permit = _permit_of(row)
    days = _dated(given)
    # One that still holds goes on without a gap; one that ended begins anew.
    goes_on = permit.valid_until is not None and permit.valid_until >= timezone.localdate()
    if not goes_on:
        permit.valid_from = days["valid_from"]
    permit.valid_until = days["valid_until"]
    permit.long_term = False
    permit.subjects = given["subjects"] or permit.subjects
    permit.save()


def _change(row: LicenceApplication, institution: Institution, given: dict[str, Any]) -> None:
    permit = _permit_of(row)
    if row.wished.get("subjects"):
        permit.subjects = row.wished["subjects"]
        permit.save(update_fields=["subjects"])
    moves = row.moves
    _take_over(row, institution)
    if moves:
        _site_at(institution, row.wished)


def _suspend(row: LicenceApplication, institution: Institution, given: dict[str, Any]) -> None:
    permit = _permit_of(row)
    permit.suspended_on = timezone.localdate()
    permit.save(update_fields=["suspended_on"])


def _resume(row: LicenceApplication, institution: Institution, given: dict[str, Any]) -> None:
    permit = _permit_of(row)
    permit.suspended_on = None
    permit.save(update_fields=["suspended_on"])


def _surrender(row: LicenceApplication, institution: Institution, given: dict[str, Any]) -> None:
    permit = _permit_of(row)
    permit.surrendered_on = timezone.localdate()
    permit.save(update_fields=["surrendered_on"])


EFFECTS: dict[str, Callable[[LicenceApplication, Institution, dict[str, Any]], None]] = {
    ApplicationKind.NEW: _new,
    ApplicationKind.RENEWAL: _renew,
    ApplicationKind.CHANGE: _change,
    ApplicationKind.SUSPENSION: _suspend,
    ApplicationKind.RESUMPTION: _resume,
    ApplicationKind.SURRENDER: _surrender,
}


def _permit_of(row: LicenceApplication) -> SchoolPermit:
    if row.permit_id is None:
        raise Refusal(_("The permit that this is about is gone. Refuse the application."))
    permit = SchoolPermit.objects.select_for_update().get(pk=row.permit_id)
    row.permit = permit
    if permit.revoked_on or permit.surrendered_on:
        raise Refusal(_("The permit was revoked or given back meanwhile. Refuse the application."))
    return permit


def _take_over(row: LicenceApplication, institution: Institution) -> None:
    """The facts wished enter the register."""
    names = [name for name in ("name", "legal_representative", "address") if row.wished.get(name)]
    for name in names:
        setattr(institution, name, row.wished[name])
    institution.save(update_fields=[*names, "updated_at"])


def _site_at(institution: Institution, wished: dict[str, Any]) -> None:
    """The place applied for becomes the main teaching site, the former one stays as a further site."""
    places = Places.load()
    where = places.district_id_in(wished["address"])
    TeachingSite.objects.filter(institution=institution, is_main=True).update(is_main=False)
    TeachingSite.objects.update_or_create(
        institution=institution,
        address=wished["address"],
        defaults={
            "district_id": where,
            "street_id": places.street_id_in(where, wished["address"]) if where else None,
            "cross_district": is_cross_district(institution.district_id, where),
            "is_main": True,
            "area": wished.get("area") or None,
            "opened_on": timezone.localdate(),
        },
    )


def _settle_situation(institution: Institution) -> None:
    has_permit = SchoolPermit.objects.live().filter(institution=institution).exists()
    institution.situation = licence_situation(
        has_business_licence=institution.has_credit_code, has_permit=has_permit
    )
    institution.save(update_fields=["situation", "updated_at"])


@transaction.atomic
def revoke(
    institution: Institution,
    *,
    actor: Actor,
    reason: str,
    decision: str,
    notice: str,
    defence: str,
    review: str,
) -> Institution:
    """Revoke the permits of an institution by a decision outside the ladder. Clauses: Z1, N3.

    Blocked until notice, defence or hearing, and legal review are on file: their numbers are asked for.
    Raises NotAllowed, ReasonRequired, Refusal, ChangedMeanwhile.
    """
    actor.must("licences.handle", institution)
    if not reason.strip():
        raise ReasonRequired(_("Write why the permit is revoked."))
    for name, number in {
        "decision": decision,
        "notice": notice,
        "defence": defence,
        "review": review,
    }.items():
        if not number.strip():
            raise Refusal(_("A permit is revoked only with this on file (N3): write its number."), field=name)
    if not SchoolPermit.objects.live().filter(institution=institution).exists():
        raise Refusal(_("There is no permit that could be revoked."))
    for row in LicenceApplication.objects.open().filter(institution=institution).select_for_update():
        row.withdraw()
        row.save()
        tell(actor, "withdrawn", row, reason=reason)
    files = f"{decision} · {notice} · {defence} · {review}"
    return standing.revoke_permit(institution, actor=actor, clause="N3", reason=f"{reason} ({files})")
