"""Which institutions a campaign looks at: by filter, by list, and taken out again. Clause: S5."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from inspections.models import Campaign, CampaignTarget, JointInspection
from inspections.rules.campaigns import name_key, typed_lines
from inspections.terms import InspectionState, TargetSource
from institutions.models import Institution
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, ReasonRequired, Refusal
from portal.timeline import services as timeline

AT_MOST_LINES = 500


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one line of a pasted list: `result` is found, known, outside, unknown or several."""

    text: str
    result: str
    institution: Institution | None = None


def eligible(campaign: Campaign, actor: Actor) -> Any:
    """The institutions that the actor may name as targets: in the territory, and in the campaign's districts."""
    return Institution.objects.visible_to(actor).filter(district__in=campaign.districts.all())


def not_yet_targets(campaign: Campaign, rows: Any) -> Any:
    """Those of `rows` that are no target yet."""
    return rows.exclude(pk__in=campaign.targets.values("institution"))


def matched(lines: Iterable[str], rows: Any) -> dict[str, list[Institution]]:
    """The institutions that each line names, by code or by whole name. Two queries at most."""
    wanted = {line: name_key(line) for line in lines}
    found: dict[str, list[Institution]] = defaultdict(list)
    codes = rows.filter(code__in=set(wanted.values())).for_list()
    by_code = {row.code: row for row in codes}
    names = {text for line in wanted for text in _spellings(line)}
    by_name: dict[str, list[Institution]] = defaultdict(list)
    for row in rows.filter(name__in=names).for_list():
        by_name[name_key(row.name)].append(row)
    for line, key in wanted.items():
        found[line] = [by_code[key]] if key in by_code else by_name.get(key, [])
    return found


def _spellings(line: str) -> set[str]:
    tight = "".join(line.split())
    wide = tight.replace("(", "（").replace(")", "）")
    return {line, tight, wide, tight.replace("（", "(").replace("）", ")")}


def read_list(campaign: Campaign, text: str, *, actor: Actor) -> list[Line]:
    """Say of each line of a list which institution it names, without taking any. Raises Refusal for too long a list."""
    lines = typed_lines(text)
    if len(lines) > AT_MOST_LINES:
        raise Refusal(_("At most %(n)d lines at once.") % {"n": AT_MOST_LINES}, field="lines")
    here = set(campaign.districts.values_list("pk", flat=True))
    known = set(campaign.targets.values_list("institution", flat=True))
    seen: set[int] = set()
    read = []
    for line, rows in matched(lines, Institution.objects.visible_to(actor)).items():
        read.append(_read(line, rows, here, known | seen))
        seen |= {row.pk for row in rows}
    return read


def _read(line: str, rows: list[Institution], here: set[int], known: set[int]) -> Line:
    if len(rows) > 1:
        return Line(line, "several")
    if not rows:
        return Line(line, "unknown")
    if rows[0].district_id not in here:
        return Line(line, "outside", rows[0])
    return Line(line, "known" if rows[0].pk in known else "found", rows[0])


@transaction.atomic
def take_list(campaign: Campaign, text: str, *, actor: Actor) -> list[Line]:
    """Make targets of the institutions that a list names, and say what became of each line. Clause: S5.

    Raises NotAllowed, ChangedMeanwhile, Refusal.
    """
    row = _locked(campaign, actor)
    lines = read_list(row, text, actor=actor)
    _take(row, [line.institution for line in lines if line.result == "found"], TargetSource.LIST, actor)
    return lines


@transaction.atomic
def take_chosen(campaign: Campaign, rows: Any, *, actor: Actor) -> int:
    """Make targets of the institutions that a filter leaves of `eligible`; how many are new. Clause: S5.

    Raises NotAllowed, ChangedMeanwhile.
    """
    row = _locked(campaign, actor)
    chosen = not_yet_targets(row, eligible(row, actor).filter(pk__in=rows.values("pk")))
    return _take(row, list(chosen), TargetSource.FILTER, actor)


@transaction.atomic
def take_drawn(campaign: Campaign, drawn: Sequence[Institution], *, actor: Actor) -> int:
    """Make targets of what a random draw drew; how many are new. Clauses: S5, N2.

    Raises NotAllowed, ChangedMeanwhile, and Refusal where the campaign does not take place there.
    """
    row = _locked(campaign, actor)
    here = set(row.districts.values_list("pk", flat=True))
    if any(institution.district_id not in here for institution in drawn):
        raise Refusal(_("The campaign does not take place in this district."), field="campaign")
    known = set(row.targets.values_list("institution", flat=True))
    new = [institution for institution in drawn if institution.pk not in known]
    return _take(row, new, TargetSource.DRAW, actor)


def _locked(campaign: Campaign, actor: Actor) -> Campaign:
    row = Campaign.objects.lock(campaign)
    actor.must("campaigns.manage", row)
    if row.is_closed:
        raise ChangedMeanwhile()
    return row


def _take(campaign: Campaign, rows: Iterable[Institution | None], source: str, actor: Actor) -> int:
    made = [
        CampaignTarget(campaign=campaign, institution=institution, source=source, added_by=actor.user)
        for institution in rows
        if institution is not None
    ]
    CampaignTarget.objects.bulk_create(made, batch_size=500)
    if made:
        changes = {"taken": len(made), "source": str(source)}
        timeline.record(actor, "campaign.targets_taken", campaign, clause="S5", changes=changes)
    return len(made)


@transaction.atomic
def drop(target: CampaignTarget, *, actor: Actor, reason: str) -> Campaign:
    """Take an institution out of a campaign that was not inspected for it. Clause: S5.

    Raises NotAllowed, ChangedMeanwhile, ReasonRequired, Refusal.
    """
    row = _locked(target.campaign, actor)
    actor.must("campaigns.manage", target)
    if not reason.strip():
        raise ReasonRequired(_("Write why it is taken out."))
    made = JointInspection.objects.filter(campaign=row, institution=target.institution_id)
    if made.exclude(state=InspectionState.CANCELLED).exists():
        raise Refusal(_("It is inspected for this campaign already: it stays."))
    code, institution = target.institution.code, target.institution_id
    target.delete()
    timeline.record(
        actor,
        "campaign.target_dropped",
        row,
        clause="S5",
        reason=reason.strip(),
        changes={"code": code},
        institution_id=institution,
    )
    return row
