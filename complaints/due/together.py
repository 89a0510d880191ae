"""What is due of joint handling and urging, and the words of the inbox."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from complaints.models import JointRequest, Urge
from complaints.rules.together import TogetherTerms
from complaints.services import urging
from portal.accounts.actors import Actor
from portal.desk import due as desk_due
from portal.desk import menu
from portal.jobs.due import DueStep
from portal.jobs.due import register as register_step
from portal.rulebook import registry
from portal.telling import news

SHOWN = 30

# Never who complained nor what was reported: an inbox is read over shoulders (N4).
NEWS = {
    "complaint.dispatched": gettext_lazy("Complaint %(number)s was dispatched to you"),
    "complaint.supplemented": gettext_lazy("The person added something to complaint %(number)s"),
    "complaint.reopened": gettext_lazy("Complaint %(number)s is not settled and is looked into again"),
    "complaint.returned": gettext_lazy("The city sent complaint %(number)s back to be done better"),
    "complaint.urged": gettext_lazy("The city urges complaint %(number)s and waits for a reply"),
    "complaint.urge_replied": gettext_lazy("The district replied to the urging of complaint %(number)s"),
    "complaint.overdue": gettext_lazy("Complaint %(number)s missed a deadline"),
    "complaint.near": gettext_lazy("Complaint %(number)s is due on %(due)s"),
    "complaint.joint_asked": gettext_lazy("Your department is asked for its part by %(due)s"),
    "complaint.joint_given": gettext_lazy("A department said its part on complaint %(number)s"),
    "complaint.identity_asked": gettext_lazy(
        "A colleague asks to open who made complaint %(number)s: agree or not"
    ),
}

MENU = (
    menu.MenuEntry(gettext_lazy("Joint handling"), "complaints:joint_requests", "complaints.join", order=32),
    menu.MenuEntry(gettext_lazy("Answer templates"), "complaints:templates", "complaints.handle", order=33),
)


def remind(today: date) -> int:
    """Say in time that a deadline is near. Clause: D2."""
    return urging.remind_of_near(today)


def joint_due(actor: Actor, today: date) -> Iterator[desk_due.DueItem]:
    """What the actor's department is asked."""
    if not actor.can("complaints.join") or not actor.department:
        return
    rows = JointRequest.objects.visible_to(actor).open().filter(department=actor.department).for_list()
    for row in rows[:SHOWN]:
        title = _("Say your department's part: %(text)s") % {"text": row.text[:40]}
        yield desk_due.DueItem(
            title, row.get_absolute_url(), row.due, _("Joint handling"), row.complaint.about
        )


def urges_due(actor: Actor, today: date) -> Iterator[desk_due.DueItem]:
    """Urgings that wait for the district's reply."""
    if not actor.can("complaints.handle") or actor.district_ids is None:
        return
    rows = Urge.objects.visible_to(actor).unanswered().select_related("complaint__institution")
    for row in rows.order_by("urged_on", "pk")[:SHOWN]:
        title = _("Reply to the city's urging · %(number)s") % {"number": row.complaint.number}
        url = f"{row.complaint.get_absolute_url()}#act-reply"
        yield desk_due.DueItem(title, url, row.urged_on, _("Complaint"), row.complaint.about)


def hand_over() -> None:
    """Hand all this to the ground."""
    news.register(NEWS)
    desk_due.register(joint_due)
    desk_due.register(urges_due)
    for entry in MENU:
        menu.register(entry)
    # Before the missed ones are told upward, which are no longer near.
    register_step(DueStep("complaints.remind", order=29, run=remind))
    registry.register(
        TogetherTerms,
        title=gettext_lazy("Complaints: joint handling and reminders"),
        labels={
            "opinion_working_days": gettext_lazy("a department says its part (working days)"),
            "remind_working_days": gettext_lazy("reminder before a deadline (working days)"),
        },
    )
