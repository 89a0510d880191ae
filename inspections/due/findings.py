"""What happens by itself with findings and stops, and what is due."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.models import Finding
from inspections.rules.ladder import LadderTerms
from inspections.services import stops
from portal.accounts.actors import Actor
from portal.desk import due as desk_due
from portal.desk import menu
from portal.desk.due import DueItem
from portal.jobs.due import DueStep
from portal.jobs.due import register as register_step
from portal.rulebook import registry
from portal.timeline import verbs

SHOWN = 30


VERBS = {
    "finding.recorded": gettext_lazy("recorded a finding"),
    "finding.confirmed": gettext_lazy("confirmed the finding"),
    "finding.dismissed": gettext_lazy("dismissed the finding"),
    "finding.decided": gettext_lazy("decided on the finding"),
    "stop.lifted": gettext_lazy("lifted the stop of teaching"),
}


MENU = (menu.MenuEntry(gettext_lazy("Findings"), "inspections:findings", "inspections.view", order=21),)


LADDER_LABELS = {
    "months_without_training": gettext_lazy("months without training"),
    "admission_cut_percent": gettext_lazy("cut of the admission plan (percent)"),
}


def lift_stops(today: date) -> int:
    """Teaching goes on where the term is over and the re-inspection has passed. Clauses: P4, P5."""
    return stops.lift_due(today)


def findings_due(actor: Actor, today: date) -> Iterator[DueItem]:
    """A district's officers see what waits; the city what it opened itself, or what nobody has touched for a week."""
    visible = Finding.objects.visible_to(actor).for_list()
    if actor.district_ids is None:
        late = Q(found_on__lt=today - timedelta(days=7))
        visible = visible.filter(late | Q(joint_inspection__opened_by=actor.user))
    asked = (
        ("inspections.confirm", visible.to_confirm(), _("Confirm or dismiss")),
        ("inspections.decide", visible.to_decide(), _("Decide")),
    )
    for capability, waiting, words in asked:
        if not actor.can(capability):
            continue
        for finding in waiting.order_by("found_on")[:SHOWN]:
            title = f"{words} · {finding.get_group_display()}"
            url, name = finding.get_absolute_url(), finding.institution.name
            yield DueItem(title, url, None, _("Finding"), name)


def hand_over() -> None:
    """Hand all this to the ground."""
    verbs.register(VERBS)
    register_step(DueStep("inspections.lift_stops", order=21, run=lift_stops))
    desk_due.register(findings_due)
    for entry in MENU:
        menu.register(entry)
    registry.register(
        LadderTerms, title=gettext_lazy("Measures: figures of the ladders"), labels=LADDER_LABELS
    )
