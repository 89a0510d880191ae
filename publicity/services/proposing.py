"""Proposing institutions for a list: by hand, in bulk from the conditions, from a failed order. Clauses: S9, P8, D5."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inspections.models import RectificationOrder
from inspections.terms import Failure, OrderState
from institutions.models import Institution
from portal.accounts.actors import Actor
from portal.accounts.refusals import ReasonRequired, Refusal
from portal.regions.models import District
from portal.rulebook.services import in_force
from portal.timeline import services as timeline
from publicity.models import ListProposal, Publication, PublicRecord
from publicity.rules.blacklist import propose_for_failed_order, severity_of
from publicity.rules.whitelist import Condition, meets_all, reasons_to_take_off
from publicity.rules.years import ListDays, list_year
from publicity.services.facts import conditions_of, failed_without_proposal
from publicity.services.listings import standing_entries
from publicity.services.notices import notice_for
from publicity.services.wording import on_record, said
from publicity.terms import ListKind, Origin, PublicationKind

CHUNK = 500


class AlreadyProposed(Refusal):
    """There is a proposal for this list already."""

    words = _("A proposal of this institution for this list is waiting already.")


class AlreadyListed(AlreadyProposed):
    """It stands where it is proposed for."""

    words = _("This institution stands on this list already.")


class NotListed(Refusal):
    """It does not stand on the whitelist."""

    words = _("This institution does not stand on the whitelist.")


def year_of_list(today: date, district_id: int | None = None) -> int:
    """Return the year of the list that a proposal of today belongs to."""
    return list_year(today, in_force(ListDays, on=today, district_id=district_id).figure)


def propose(
    institution: Institution, *, actor: Actor, kind: str, reason: str, today: date | None = None
) -> ListProposal:
    """Propose one institution by hand, with a reason. The city looks at it before it accepts.

    Raises NotAllowed, ReasonRequired, AlreadyProposed.
    """
    actor.must("publicity.propose", institution)
    if not reason.strip():
        raise ReasonRequired(_("Write why: the institution and the city read it."))
    today = today or timezone.localdate()
    year = year_of_list(today, institution.district_id)
    conditions = conditions_of([institution.pk], year=year, today=today)[institution.pk]
    severity = severity_of(institution.status) if kind == ListKind.BLACK else ""
    return _write(
        institution,
        actor=actor,
        today=today,
        kind=kind,
        year=year,
        origin=Origin.BY_HAND,
        clause="S9",
        reason=reason.strip(),
        severity=severity,
        conditions=_kept(conditions),
        needs_look=True,
    )


def _kept(conditions: Sequence[Condition]) -> list[dict[str, Any]]:
    return [asdict(condition) for condition in conditions]


@transaction.atomic
def _write(institution: Institution, *, actor: Actor, today: date, **values: Any) -> ListProposal:
    """Write one proposal with its notice and its event; the database keeps it from being doubled."""
    _refuse_where_pointless(institution, values["kind"], values["year"], today)
    notice = asdict(notice_for(values["kind"], on=today, district_id=institution.district_id))
    try:
        with transaction.atomic():
            proposal = ListProposal.objects.create(
                institution=institution,
                district_id=institution.district_id,
                proposed_by=actor.user,
                proposed_as=actor.label,
                **notice,
                **values,
            )
    except IntegrityError as error:
        raise AlreadyProposed from error
    _tell(actor, proposal)
    return proposal


def _refuse_where_pointless(institution: Institution, kind: str, year: int, today: date) -> None:
    """Refuse what waits already, what is so already, and to take off whom no whitelist names."""
    if ListProposal.objects.pending().filter(institution=institution, kind=kind).exists():
        raise AlreadyProposed
    entry = standing_entries([institution.pk], today).get(institution.pk)
    if kind == ListKind.OFF and (entry is None or entry.list != ListKind.WHITE):
        raise NotListed
    if entry is not None and (entry.list, entry.publication.year) == (kind, year):
        raise AlreadyListed


def _tell(actor: Actor, proposal: ListProposal) -> None:
    changes = {
        "list": proposal.kind,
        "year": proposal.year,
        "notice_on": proposal.notice_on.isoformat(),
        "answer_by": proposal.answer_by.isoformat(),
        "rule": proposal.rule_version,
    }
    timeline.record(
        actor, "list.proposed", proposal, clause=proposal.clause, reason=proposal.reason, changes=changes
    )


@transaction.atomic
def propose_whitelist(
    district: District,
    *,
    actor: Actor,
    year: int,
    today: date,
    institution_ids: Collection[int] | None = None,
) -> int:
    """Propose a district's institutions that meet every condition (S9); returns how many are new.

    Who has a proposal for that list already, returned or not, is passed over: running it twice doubles nothing.
    An officer who chooses `institution_ids` may propose again who was returned or taken off.
    """
    actor.must_in("publicity.propose", district.pk)
    # One at a time in a district, so that each sees what the other has written.
    District.objects.select_for_update().get(pk=district.pk)
    wanted = Institution.objects.filter(district=district)
    known = ListProposal.objects.filter(district=district, kind=ListKind.WHITE)
    if institution_ids is None:
        known = known.filter(year=year)
    else:
        wanted = wanted.filter(pk__in=institution_ids)
        known = known.pending()
    wanted = wanted.exclude(pk__in=known.values("institution_id"))
    ids = list(wanted.order_by("code").values_list("pk", flat=True))
    made = 0
    for start in range(0, len(ids), CHUNK):
        made += _propose_eligible(district, ids[start : start + CHUNK], actor=actor, year=year, today=today)
    return made


def _propose_eligible(district: District, ids: list[int], *, actor: Actor, year: int, today: date) -> int:
    judged = conditions_of(ids, year=year, today=today)
    eligible = [pk for pk in ids if meets_all(judged[pk])]
    if not eligible:
        return 0
    notice = asdict(notice_for(ListKind.WHITE, on=today, district_id=district.pk))
    institutions = Institution.objects.in_bulk(eligible)
    rows = [
        ListProposal(
            institution=institutions[pk],
            district=district,
            kind=ListKind.WHITE,
            year=year,
            origin=Origin.COMPUTED,
            clause="S9",
            reason=on_record(_("Meets every condition of the whitelist.")),
            conditions=_kept(judged[pk]),
            proposed_by=actor.user,
            proposed_as=actor.label,
            **notice,
        )
        for pk in eligible
    ]
    for proposal in ListProposal.objects.bulk_create(rows):
        _tell(actor, proposal)
    return len(rows)


def propose_for_order(order_pk: int, *, today: date | None = None) -> ListProposal | None:
    """Propose the blacklist for an order that was not met (P8). Doing it twice proposes nothing twice."""
    today = today or timezone.localdate()
    order = RectificationOrder.objects.select_related("institution").get(pk=order_pk)
    institution = order.institution
    proposal = propose_for_failed_order(
        order_state=order.state, status=institution.status, put_right_since=_put_right_since(order)
    )
    if proposal is None or ListProposal.objects.filter(source_order=order).exists():
        return None
    year = year_of_list(today, institution.district_id)
    conditions = conditions_of([institution.pk], year=year, today=today)[institution.pk]
    words = {"number": order.number, "why": Failure(order.failure).label if order.failure else ""}
    try:
        return _write(
            institution,
            actor=Actor.system(),
            today=today,
            kind=ListKind.BLACK,
            year=year,
            origin=Origin.FAILED_ORDER,
            source_order=order,
            clause=proposal.clause,
            severity=proposal.severity,
            reason=on_record(_("Rectification order %(number)s was not met: %(why)s."), words),
            conditions=_kept(conditions),
            needs_look=True,
        )
    except AlreadyProposed:
        return None


def _put_right_since(order: RectificationOrder) -> bool:
    passed = RectificationOrder.objects.filter(institution=order.institution_id, state=OrderState.PASSED)
    return order.closed_on is not None and passed.filter(closed_on__gte=order.closed_on).exists()


def propose_failed(today: date) -> int:
    """Propose the blacklist for every failed order that no proposal came of (P8); returns how many."""
    waiting = failed_without_proposal().order_by("pk").values_list("pk", flat=True)
    return sum(propose_for_order(pk, today=today) is not None for pk in list(waiting))


def propose_to_take_off(today: date) -> int:
    """Propose to take off the whitelist who may no longer teach (S9); returns how many.

    A district whose annual list is just being prepared is left alone: that list names anew who stands on it.
    """
    listed = PublicRecord.objects.filter(list=ListKind.WHITE).exclude(
        institution__in=ListProposal.objects.pending().filter(kind=ListKind.OFF).values("institution")
    )
    preparing = Publication.objects.open().filter(kind=PublicationKind.ANNUAL)
    listed = listed.exclude(district__in=preparing.values("district"))
    ids = list(listed.order_by("institution").values_list("institution", flat=True))
    year, made = year_of_list(today), 0
    for start in range(0, len(ids), CHUNK):
        judged = conditions_of(ids[start : start + CHUNK], year=year, today=today)
        for pk, conditions in judged.items():
            if lost := reasons_to_take_off(conditions):
                made += _propose_off(pk, lost, conditions, year=year, today=today)
    return made


def _propose_off(
    institution_pk: int, lost: Sequence[Condition], judged: Sequence[Condition], *, year: int, today: date
) -> int:
    words = {"what": said(lost)}
    try:
        _write(
            Institution.objects.get(pk=institution_pk),
            actor=Actor.system(),
            today=today,
            kind=ListKind.OFF,
            year=year,
            origin=Origin.LOST,
            clause=lost[0].clause,
            reason=on_record(_("No longer meets the conditions of the whitelist: %(what)s"), words),
            conditions=_kept(judged),
        )
    except (AlreadyProposed, NotListed):
        return 0
    return 1
