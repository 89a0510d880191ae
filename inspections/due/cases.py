"""What is due of penalty cases, and their clocks. Clause: N3."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.models import PenaltyCase
from inspections.rules.procedure import ProcedureTerms
from inspections.services.cases import clocks_of, standings_of
from inspections.terms import Stage
from portal.accounts.actors import Actor
from portal.accounts.roles import Role
from portal.desk import due as desk_due
from portal.desk import menu
from portal.desk.due import DueItem
from portal.rulebook import registry
from portal.timeline import verbs

SHOWN = 30
# Stages in which it is not the bureau's turn.
THEIRS = (Stage.TERM, Stage.CLOSED)

VERBS = {
    "case.opened": gettext_lazy("opened a penalty case"),
    "case.step": gettext_lazy("put a step of the penalty case on file"),
    "case.decided": gettext_lazy("closed the penalty case with the decision"),
    "case.closed": gettext_lazy("closed the penalty case without a penalty"),
}

MENU = (
    menu.MenuEntry(gettext_lazy("Penalty cases"), "inspections:cases", "inspections.view", order=27),
    menu.MenuEntry(gettext_lazy("Penalty cases"), "inspections:my_cases", "own.view", order=20, side="my"),
)


def cases_due(actor: Actor, today: date) -> Iterator[DueItem]:
    """The bureau's next act in each case; the city sees what is past its last day; the reviewer what to review."""
    if not actor.can("procedure.record"):
        return
    visible = PenaltyCase.objects.visible_to(actor).for_list().queue()
    rows = visible.overdue(today) if actor.district_ids is None else visible.open()
    for row, now in standings_of(rows[:SHOWN], today):
        remind = timedelta(days=clocks_of(row).remind_days)
        if now.stage in THEIRS and row.decide_by > today + remind:
            continue
        if now.stage == Stage.REVIEW and actor.user and actor.user.pk in {row.officer_id, row.companion_id}:
            continue
        words = f"{Stage(now.stage).label} · {row.number}"
        yield DueItem(words, row.get_absolute_url(), row.decide_by, _("Penalty case"), row.institution.name)


def own_cases_due(actor: Actor, today: date) -> Iterator[DueItem]:
    """What the institution may still say, and until when."""
    if actor.role != Role.INSTITUTION:
        return
    rows = PenaltyCase.objects.visible_to(actor).for_list().open()
    for row, now in standings_of(rows[:SHOWN], today):
        if now.stage in {Stage.TERM, Stage.HEARING}:
            words = _("Defence or hearing · %(number)s") % {"number": row.number}
            yield DueItem(words, row.get_own_url(), now.until, _("Penalty case"), row.institution.name)


def hand_over() -> None:
    """Hand all this to the ground."""
    verbs.register(VERBS)
    desk_due.register(cases_due)
    desk_due.register(own_cases_due)
    for entry in MENU:
        menu.register(entry)
    registry.register(
        ProcedureTerms,
        title=gettext_lazy("Penalty cases: clocks"),
        labels={
            "statement_days": gettext_lazy("statement and defence (working days)"),
            "hearing_days": gettext_lazy("to ask for a hearing (working days)"),
            "announce_days": gettext_lazy("hearing announced before (working days)"),
            "decide_days": gettext_lazy("decision after opening (calendar days)"),
            "lapse_years": gettext_lazy("lapses after (years)"),
            "lapse_years_at_stake": gettext_lazy("lapses after, life, health or money at stake (years)"),
            "remind_days": gettext_lazy("reminded before the last day (days)"),
        },
    )
