"""The applicant's side: begin, answer the standard, send papers, send off, take back. Clauses: Z1, S4."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import can_proceed

from institutions.models import (
    ApplicationItem,
    Institution,
    LicenceApplication,
    SchoolPermit,
    StandardItem,
    StopDeclaration,
)
from institutions.rules import licences as rules
from institutions.rules.licences import Gap, LicenceDays
from institutions.services.standards import standard_on
from institutions.terms import ApplicationKind, ItemAnswer, LicencePaper, Status
from institutions.terms import ApplicationState as State
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, Refusal
from portal.evidence import services as evidence
from portal.evidence.models import Evidence
from portal.rulebook.services import in_force
from portal.timeline import services as timeline
from portal.timeline.models import Event
from portal.workdays.services import calendar

SHOWN = 30
MEANWHILE = _("This application has moved on meanwhile. Look at its page.")


def days_for(institution: Institution, today: date) -> Any:
    """The days of each step in force in the institution's district."""
    return in_force(LicenceDays, on=today, district_id=institution.district_id)


def latest_permit(institution: Institution) -> SchoolPermit | None:
    """The permit that an application would be about: one in force, else one suspended, else the last that ended."""
    live = SchoolPermit.objects.live().filter(institution=institution)
    in_use = live.valid_on(timezone.localdate()).order_by("-pk").first()
    return in_use or live.order_by(F("suspended_on").desc(nulls_last=True), "-valid_until", "-pk").first()


def standing_of(institution: Institution) -> rules.Standing:
    """What the institution has now, as the rule asks for it."""
    permit = latest_permit(institution)
    today = timezone.localdate()
    if permit is None:
        has = "none"
    elif permit.suspended_on:
        has = "suspended"
    elif permit.valid_until and permit.valid_until < today and not permit.long_term:
        has = "ended"
    else:
        has = "valid"
    return rules.Standing(has, may_apply=institution.status not in {Status.BANNED, Status.REVOKED})


def possible_kinds(institution: Institution) -> list[str]:
    """What the institution can apply for now. Clause: Z1."""
    going_on = LicenceApplication.objects.open().filter(institution=institution)
    return rules.possible_kinds(standing_of(institution), list(going_on.values_list("kind", flat=True)))


def _capability(actor: Actor) -> str:
    """The institution applies itself; where it brings papers, the district types for it."""
    return "own.file" if actor.can("own.file") else "licences.handle"


@transaction.atomic
def begin(institution: Institution, *, actor: Actor, kind: str) -> LicenceApplication:
    """Begin an application; beginning it twice goes on with the one there is. Raises NotAllowed, Refusal."""
    institution = Institution.objects.lock(institution)
    actor.must(_capability(actor), institution)
    going_on = LicenceApplication.objects.open().filter(institution=institution).first()
    if going_on is not None and going_on.kind == kind:
        return going_on
    if kind not in possible_kinds(institution):
        raise Refusal(_("This can't be applied for now. Look at what the permit allows."), field="kind")
    row = LicenceApplication(institution=institution, kind=kind, permit=latest_permit(institution))
    row.on_paper = not actor.can("own.file")
    if kind in rules.ANSWERS_STANDARD:
        row.standard = standard_on(timezone.localdate())
    row.save()
    if row.standard is not None:
        items = StandardItem.objects.filter(section__standard=row.standard)
        ApplicationItem.objects.bulk_create(ApplicationItem(application=row, item=item) for item in items)
    timeline.record(
        actor, "licence.begun", row, clause="Z1", changes={"kind": kind}, district_id=row.district_id
    )
    return row


def _lock(application: LicenceApplication, actor: Actor) -> LicenceApplication:
    rows = LicenceApplication.objects.select_for_update(of=("self",)).select_related("institution")
    row = rows.get(pk=application.pk)
    actor.must(_capability(actor), row)
    if not row.on_paper and not actor.can("own.file"):
        raise Refusal(
            _("The institution prepares this application itself; only it changes, sends or withdraws it.")
        )
    return row


def _lock_draft(application: LicenceApplication, actor: Actor) -> LicenceApplication:
    row = _lock(application, actor)
    if not can_proceed(row.submit):
        raise ChangedMeanwhile(MEANWHILE)
    return row


@transaction.atomic
def answer(
    application: LicenceApplication, *, actor: Actor, answers: Mapping[int, tuple[str, str]]
) -> LicenceApplication:
    """Keep what the applicant says of items: item's key → answer and note. Clause: S4. Raises Refusal."""
    row = _lock_draft(application, actor)
    changed = []
    for item in row.items.filter(item__in=answers):
        item.answer, item.note = answers[item.item_id]
        changed.append(item)
    ApplicationItem.objects.bulk_update(changed, ["answer", "note"])
    return row


@transaction.atomic
def describe(
    application: LicenceApplication, *, actor: Actor, reason: str, settlement: str, wished: Mapping[str, Any]
) -> LicenceApplication:
    """Keep what is wished and why. Only what differs from the register counts as a wish. Clause: Z1."""
    row = _lock_draft(application, actor)
    row.reason, row.settlement = reason, settlement
    row.wished = {name: value for name, value in wished.items() if value not in ("", None, [])}
    row.save(update_fields=["reason", "settlement", "wished", "updated_at"])
    return row


@transaction.atomic
def attach(
    application: LicenceApplication, *, actor: Actor, paper: str, uploads: Sequence[UploadedFile]
) -> list[Evidence]:
    """Keep papers of one kind. Clause: Z1. Raises BadUpload, Refusal."""
    row = _lock_draft(application, actor)
    kept = evidence.store_all(
        actor,
        uploads,
        subject=row,
        district_id=row.district_id,
        institution_id=row.institution_id,
        label=str(LicencePaper(paper).value),
    )
    again = {str(file.pk) for file in kept} & set(row.taken_off)
    if again:  # the same file put in once more belongs to it again
        row.taken_off = [key for key in row.taken_off if key not in again]
        row.save(update_fields=["taken_off"])
    return kept


@transaction.atomic
def take_off(application: LicenceApplication, *, actor: Actor, file: str) -> LicenceApplication:
    """Take a file off a draft; it stays sealed and is not part of what is sent. Raises ChangedMeanwhile, Refusal."""
    row = _lock_draft(application, actor)
    found = next((paper for paper in papers_of(row) if str(paper.pk) == file), None)
    if found is None:
        raise ChangedMeanwhile(_("This file is not part of the application any more."))
    row.taken_off = [*row.taken_off, str(found.pk)]
    row.save(update_fields=["taken_off", "updated_at"])
    changes = {"file": found.name, "sha256": found.sha256}
    timeline.record(
        actor, "licence.file_taken_off", row, clause="Z1", changes=changes, district_id=row.district_id
    )
    return row


def papers_of(application: LicenceApplication) -> list[Evidence]:
    """The files of an application, oldest first, without those taken off again."""
    return [file for file in Evidence.objects.of(application) if str(file.pk) not in application.taken_off]


def history_of(application: LicenceApplication) -> list[Event]:
    """What happened to it, newest first."""
    return list(Event.objects.about(application)[:SHOWN])


def gaps(application: LicenceApplication) -> list[Gap]:
    """What keeps the application from being sent. Clauses: Z1, S4."""
    kind = application.kind
    found = rules.missing_words(kind, settlement=application.settlement, wished=application.wished)
    items = dict(application.items.values_list("item__code", "answer"))
    found += rules.missing_items(items, items)
    return found + rules.missing_papers(kind, {file.label for file in papers_of(application)})


def unmet(application: LicenceApplication) -> Iterable[ApplicationItem]:
    """The items that the applicant says are not met. Clause: Z1."""
    return application.items.filter(answer=ItemAnswer.NOT_MET).select_related("item__section")


@transaction.atomic
def submit(application: LicenceApplication, *, actor: Actor) -> LicenceApplication:
    """Send the application to the district; whatever is missing refuses it. Clause: Z1. Raises Refusal."""
    row = _lock_draft(application, actor)
    missing = gaps(row)
    if missing:
        raise Refusal(_("%(n)s things are still missing: they are listed above.") % {"n": len(missing)})
    today = timezone.localdate()
    days = days_for(row.institution, today)
    row.submit(calendar().add(today, days.figure.accept_days))
    row.submitted_at, row.rule_version, row.marks = timezone.now(), days.version, []
    row.save()
    timeline.record(
        actor, "licence.submitted", row, clause="Z1", reason=row.reason, district_id=row.district_id
    )
    return row


@transaction.atomic
def withdraw(application: LicenceApplication, *, actor: Actor) -> LicenceApplication:
    """Take the application back. Raises NotAllowed, ChangedMeanwhile."""
    row = _lock(application, actor)
    if not can_proceed(row.withdraw):
        raise ChangedMeanwhile(MEANWHILE)
    row.withdraw()
    row.save()
    timeline.record(actor, "licence.withdrawn", row, clause="Z1", district_id=row.district_id)
    return row


@transaction.atomic
def declare_stop(
    institution: Institution, *, actor: Actor, stops_on: date, pupils: int, refund: Decimal, settlement: str
) -> StopDeclaration:
    """One that cannot meet the conditions says when it stops and how pupils and fees are settled. Clause: Z1."""
    actor.must(_capability(actor), institution)
    try:
        with transaction.atomic():
            row = StopDeclaration.objects.create(
                institution=institution,
                stops_on=stops_on,
                pupils=pupils,
                refund=refund,
                settlement=settlement,
                declared_at=timezone.now(),
                declared_by=actor.user,
            )
    except IntegrityError as error:
        raise ChangedMeanwhile(_("It is declared already. The district settles it with you.")) from error
    changes = {"stops_on": stops_on.isoformat(), "pupils": pupils, "refund": str(refund)}
    timeline.record(
        actor, "licence.stop_declared", row, clause="Z1", changes=changes, district_id=row.district_id
    )
    return row


def kind_words(kind: str) -> str:
    """The kind as a reader knows it."""
    return str(ApplicationKind(kind).label)


def is_draft(application: LicenceApplication) -> bool:
    """Whether the applicant may still change it."""
    return application.state in {State.DRAFT, State.RETURNED}
