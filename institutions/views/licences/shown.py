"""How an application is told on a page: steps, gaps, wishes, the way through the standard."""

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from institutions.models import LicenceApplication
from institutions.rules import licences as rules
from institutions.rules.licences import Gap
from institutions.terms import ApplicationState as State
from institutions.terms import ItemAnswer, LicencePaper, subject_words

ORDER = {
    State.DRAFT: 0,
    State.RETURNED: 0,
    State.SUBMITTED: 1,
    State.ACCEPTED: 2,
    State.CHECKED: 3,
    State.NOTICE: 3,
    State.READY: 4,
    State.GRANTED: 5,
    State.ISSUED: 6,
}


def step_words(row: LicenceApplication) -> dict[str, Any]:
    """The steps of the application in words, and the current one counted from 1; none once it came to nothing."""
    between = rules.steps_of(row.kind, moves=row.moves)
    names = [("prepare", 0), ("accept", 1)]
    names += [(step, {"check": 2, "notice": 3}[step]) for step in between]
    names += [("decide", 4), ("issue", 5)]
    words = {
        "prepare": _("prepare"),
        "accept": _("acceptance"),
        "check": _("site check"),
        "notice": _("public notice"),
        "decide": _("decision"),
        "issue": _("taking effect"),
    }
    place = ORDER.get(State(row.state), -1)
    current = next((n for n, (_name, order) in enumerate(names, 1) if order >= place), len(names) + 1)
    return {"words": [words[name] for name, _order in names], "current": current if place >= 0 else 0}


def gap_words(gaps: Iterable[Gap]) -> list[str]:
    """What is still missing, in words."""
    words = {
        "settlement": _("Say how pupils and fees are settled."),
        "change": _("Say what is to be changed."),
        "new": _("Name the address of the teaching site and the subjects."),
    }
    told = []
    items = []
    for gap in gaps:
        if gap.part == "item":
            items.append(gap.key)
        elif gap.part == "paper":
            told.append(_("Paper: %(paper)s") % {"paper": LicencePaper(gap.key).label})
        else:
            told.append(words[gap.key])
    if items:
        told.insert(0, _("Conditions not met or not answered: %(items)s") % {"items": "、".join(items)})
    return told


def mark_words(row: LicenceApplication) -> list[str]:
    """What the district marked when it returned the application."""
    known = {**dict(LicencePaper.choices), "items": _("answers to the setting standard")}
    return [str(known[mark]) for mark in row.marks if mark in known]


def settled_words(row: LicenceApplication) -> list[tuple[str, Any]]:
    """What is wished, as label and value."""
    labels = {
        "name": _("new name"),
        "legal_representative": _("new legal representative"),
        "address": _("address of the teaching site"),
        "area": _("area, m²"),
        "subjects": _("subjects to be taught"),
    }
    facts = [
        (label, "、".join(subject_words(row.wished[name])) if name == "subjects" else row.wished[name])
        for name, label in labels.items()
        if row.wished.get(name)
    ]
    if row.reason:
        facts.append((_("why"), row.reason))
    if row.settlement:
        facts.append((_("how pupils and fees are settled"), row.settlement))
    return facts


def progress(row: LicenceApplication, url: Callable[[int], str]) -> list[dict[str, Any]]:
    """The sections of the standard, each with its items and how many are met, not met and open."""
    items = row.items.select_related("item__section").order_by(
        "item__section__order", "item__section__pk", "item__order", "item__pk"
    )
    found = []
    for number, (section, group) in enumerate(groupby(items, key=lambda each: each.item.section), 1):
        rows = list(group)
        met = sum(1 for each in rows if each.answer in {ItemAnswer.MET, ItemAnswer.NOT_APPLICABLE})
        not_met = sum(1 for each in rows if each.answer == ItemAnswer.NOT_MET)
        found.append(
            {
                "pk": section.pk,
                "title": section.title,
                "rows": rows,
                "met": met,
                "not_met": not_met,
                "open": len(rows) - met - not_met,
                "url": url(number),
            }
        )
    return found
