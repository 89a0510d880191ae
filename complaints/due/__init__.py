"""All that complaints do by themselves, and all that they hand to the shared ground."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from complaints import figures
from complaints.due import together
from complaints.models import Complaint, IdentityRequest
from complaints.rules import clocks, endings, kinds
from complaints.rules.sums import SuppressionTerms
from complaints.services import calls, drafts, erasing, identity, overdue
from complaints.terms import SHORT, Kind, Opening, State, Step
from inspections.figures import draw_facts, risk_facts
from portal.accounts.actors import Actor
from portal.desk import due as desk_due
from portal.desk import menu, sections
from portal.evidence import access
from portal.jobs.due import DueStep
from portal.jobs.due import register as register_step
from portal.rulebook import registry
from portal.timeline import verbs

SHOWN = 30
AHEAD = timedelta(days=3)
LISTED = 5

VERBS = {
    "complaint.received": gettext_lazy("received a complaint"),
    "complaint.taken_down": gettext_lazy("took the complaint down"),
    "complaint.accepted": gettext_lazy("accepted the complaint"),
    "complaint.refused": gettext_lazy("did not accept the complaint"),
    "complaint.dispatched": gettext_lazy("dispatched the complaint"),
    "complaint.taken": gettext_lazy("took on the complaint"),
    "complaint.linked": gettext_lazy("found the institution in the register"),
    "complaint.checked": gettext_lazy("checked the leads"),
    "complaint.told": gettext_lazy("told the person of the case"),
    "complaint.visit_opened": gettext_lazy("opened a joint inspection from the complaint"),
    "complaint.merged": gettext_lazy("joined it with another complaint of the same matter"),
    "complaint.unmerged": gettext_lazy("took it apart from the other complaint"),
    "complaint.noted": gettext_lazy("wrote an internal note"),
    "complaint.extended": gettext_lazy("extended the deadline"),
    "complaint.paused": gettext_lazy("let the clock stand still"),
    "complaint.resumed": gettext_lazy("let the clock run on"),
    "complaint.supplemented": gettext_lazy("added to the complaint"),
    "complaint.supplement_read": gettext_lazy("read what was added"),
    "complaint.identity_asked": gettext_lazy("asked to look up who complained"),
    "complaint.identity_granted": gettext_lazy("agreed to looking up who complained"),
    "complaint.identity_declined": gettext_lazy("did not agree to looking up who complained"),
    "complaint.identity_read": gettext_lazy("looked up who complained"),
    "complaint.identity_erased": gettext_lazy("erased who complained"),
    "complaint.erased": gettext_lazy("erased what was reported"),
    "complaint.overdue": gettext_lazy("missed a deadline"),
    "complaint.answered": gettext_lazy("answered the complaint"),
    "complaint.closed": gettext_lazy("closed the complaint"),
    "complaint.rated": gettext_lazy("said what the answer is worth"),
    "complaint.reopened": gettext_lazy("had the complaint taken up again"),
    "complaint.returned": gettext_lazy("sent the complaint back to be done better"),
    "complaint.asked": gettext_lazy("asked the person for more"),
    "complaint.urged": gettext_lazy("urged the district"),
    "complaint.urge_replied": gettext_lazy("replied to the city's urging"),
    "complaint.joint_asked": gettext_lazy("asked departments for their part"),
    "complaint.joint_given": gettext_lazy("said the department's part"),
    "template.written": gettext_lazy("wrote an answer template"),
    "template.changed": gettext_lazy("changed an answer template"),
    "template.retired": gettext_lazy("took an answer template out of use"),
}

LABELS = {
    "accept_working_days": gettext_lazy("accept or refuse (working days)"),
    "check_working_days": gettext_lazy("check the leads (working days)"),
    "check_extension_working_days": gettext_lazy("one extension of the check (working days)"),
    "tell_working_days": gettext_lazy("tell a named person of a case opened (working days)"),
    "answer_days": gettext_lazy("answer (calendar days)"),
    "answer_extension_days": gettext_lazy("one extension of the answer (calendar days)"),
}
REOPENING = {
    "within_days": gettext_lazy("the person may rate the answer (calendar days)"),
    "times": gettext_lazy("taken up again by the person (times)"),
    "accept_working_days": gettext_lazy("accept or refuse (working days)"),
    "check_working_days": gettext_lazy("check the leads (working days)"),
    "answer_days": gettext_lazy("answer (calendar days)"),
}
DAYS = {"days": gettext_lazy("calendar days")}


def escalate(today: date) -> int:
    """Tell upward every missed deadline, once. Clause: D2."""
    return overdue.escalate_missed(today)


def close(today: date) -> int:
    """Close what was answered long enough ago. Clause: D2."""
    return overdue.close_answered(today)


def erase(today: date) -> int:
    """Erase who complained once the purpose has ended, and later what was reported. Clause: N4."""
    return identity.erase_old(today) + erasing.erase_contents(today)


def clear_drafts(today: date) -> int:
    """Throw away the files of drafts never sent. Clause: N4."""
    return drafts.clear_abandoned()


def due_items(actor: Actor, today: date) -> Iterable[desk_due.DueItem]:
    """What the actor should do about complaints: overdue, due within three days, news, people to tell."""
    if not actor.can("complaints.handle"):
        return []
    return list(_due_items(actor, today))


def _due_items(actor: Actor, today: date) -> Iterator[desk_due.DueItem]:
    mine = Complaint.objects.visible_to(actor)
    if actor.district_ids is None:  # the city urges where a district is late, and dispatches what has none
        mine = mine.filter(Q(due__lt=today) | Q(district__isnull=True) | Q(assigned_to=actor.user))
    soon = Q(due__lte=today + AHEAD) | Q(urgent=True)
    wanted = mine.still_open().filter(due__isnull=False).filter(soon | Q(district__isnull=True)).for_list()
    for complaint in wanted[:SHOWN]:
        yield _item(complaint, Step(complaint.due_step).label, complaint.due)
    to_tell = mine.filter(
        tell_by__lte=today + AHEAD, told_on__isnull=True, state__in=[State.IN_PROGRESS, State.ACCEPTED]
    )
    for complaint in to_tell.for_list()[:SHOWN]:
        yield _item(complaint, _("Tell the person that a case was opened"), complaint.tell_by)
    yield from _openings(actor)
    if actor.can("complaints.oversee"):
        waiting = Complaint.objects.visible_to(actor).filter(
            state=State.ANSWERED, kind__in=endings.SECOND_LEVEL
        )
        for complaint in waiting.for_list()[:SHOWN]:
            yield _item(complaint, _("Close it, or send it back"), None)
    for complaint in mine.filter(has_news=True).for_list()[:SHOWN]:
        yield _item(complaint, _("The person added something"), None)


def _openings(actor: Actor) -> Iterator[desk_due.DueItem]:
    """Colleagues' requests to agree to, and the own ones that can be opened now."""
    for asked in IdentityRequest.objects.waiting_for(actor).for_page()[:SHOWN]:
        title = _("Agree to open who complained · %(number)s") % {"number": asked.complaint.number}
        yield desk_due.DueItem(title, asked.get_absolute_url(), asked.asked_at.date(), _("Complaint"))
    granted = IdentityRequest.objects.visible_to(actor).filter(
        asked_by=actor.user, state=Opening.GRANTED, open_until__gte=timezone.now()
    )
    for asked in granted.for_page()[:SHOWN]:
        title = _("Name and number can be opened · %(number)s") % {"number": asked.complaint.number}
        url = reverse("complaints:identity", args=[asked.complaint_id])
        yield desk_due.DueItem(title, url, None, _("Complaint"))


def _item(complaint: Complaint, what: object, due: date | None) -> desk_due.DueItem:
    return desk_due.DueItem(
        title=f"{what} · {complaint.number} · {complaint.topic}",
        url=complaint.get_absolute_url(),
        due=due,
        kind=_("Complaint"),
        institution=complaint.about,
    )


def section(actor: Actor, institution_id: int) -> sections.Section | None:
    """How many complaints there are about an institution, and the latest, for those who may see them."""
    if not actor.can("complaints.view"):
        return None
    today = timezone.localdate()
    about = Complaint.objects.visible_to(actor).about(institution_id)
    latest = list(about.for_list().order_by("-received_on", "-pk")[:LISTED])
    context = {"complaints": latest, "counts": figures.counts(about, today), "today": today}
    return sections.Section(_("Complaints"), "complaints/desk/section.html", context)


def may_open(actor: Actor, subject_pk: str) -> bool:
    """Whether the actor may open a complaint's files: as the complaint itself, and never the institution."""
    return Complaint.objects.visible_to(actor).filter(pk=subject_pk).exists()


def register() -> None:
    """Hand everything over; called once when the app is ready."""
    verbs.register(VERBS)
    register_step(DueStep("complaints.overdue", order=30, run=escalate))
    register_step(DueStep("complaints.close", order=31, run=close))
    register_step(DueStep("complaints.erase", order=32, run=erase))
    register_step(DueStep("complaints.calls", order=34, run=calls.clear_abandoned))
    register_step(DueStep("complaints.drafts", order=33, run=clear_drafts))
    desk_due.register(due_items)
    sections.register(section, order=40)
    access.register("complaints.complaint", may_open)
    menu.register(menu.MenuEntry(gettext_lazy("Complaints"), "complaints:list", "complaints.view", order=30))
    draw_facts.tell("complaints", figures.founded_in)
    risk_facts.tell("complaints", figures.founded_in)
    risk_facts.tell("open_complaints", figures.handled_in)
    menu.register(
        menu.MenuEntry(gettext_lazy("Take a report down"), "complaints:calls", "complaints.handle", order=31)
    )
    together.hand_over()
    _register_figures()


def _register_figures() -> None:
    """Put the clocks on the settings page: the two general ones, then each kind's own."""
    registry.register(
        clocks.ComplaintTerms, title=gettext_lazy("Complaints: days for each step"), labels=LABELS
    )
    registry.register(
        clocks.UrgentTerms, title=gettext_lazy("Urgent safety complaints: days for each step"), labels=LABELS
    )
    registry.register(
        clocks.ClosingTerms,
        title=gettext_lazy("Complaints: days from the answer until one closes"),
        labels=DAYS,
    )
    registry.register(
        clocks.RetentionTerms,
        title=gettext_lazy("Complainants: days that name and number are kept after closing"),
        labels={
            "days": gettext_lazy("name and telephone (calendar days)"),
            "content_days": gettext_lazy("words and files (calendar days)"),
        },
    )
    registry.register(
        endings.ReopeningTerms, title=gettext_lazy("Complaints: taking up again"), labels=REOPENING
    )
    registry.register(
        clocks.OpeningTerms,
        title=gettext_lazy("Complainants: hours in which name and telephone may be opened"),
        labels={"hours": gettext_lazy("hours")},
    )
    registry.register(
        SuppressionTerms,
        title=gettext_lazy("Public figures: smallest count shown"),
        labels={"least": gettext_lazy("complaints")},
    )
    for kind, meaning in kinds.MEANINGS.items():
        registry.register(
            clocks.figure_of(kind, urgent=meaning.urgent), title=SHORT[Kind(kind)], labels=LABELS
        )
