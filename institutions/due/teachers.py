"""What happens by itself with teachers and the schools' lists, and what is due."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from institutions.models import Institution, ServingList, ServingMatch, Teacher
from institutions.rules.staff import StaffTerms
from institutions.services import serving, serving_matches, teachers
from institutions.terms import ListState
from portal.accounts.actors import Actor
from portal.accounts.roles import Role
from portal.desk import due, menu, sections
from portal.desk.due import DueItem
from portal.desk.menu import MenuEntry
from portal.desk.sections import Section
from portal.jobs.due import DueStep
from portal.jobs.due import register as register_step
from portal.rulebook import registry
from portal.timeline import verbs

SHOWN = 30

VERBS = {
    "teacher.filed": gettext_lazy("filed a teacher"),
    "teacher.corrected": gettext_lazy("corrected the filing of a teacher"),
    "teacher.left": gettext_lazy("filed that a teacher left"),
    "teacher.identity_opened": gettext_lazy("opened a teacher's identity number"),
    "teacher.identity_erased": gettext_lazy("erased a teacher's identity number"),
    "serving.list_kept": gettext_lazy("kept a school's list of serving teachers"),
    "serving.list_discarded": gettext_lazy("discarded a school's list of serving teachers"),
    "serving.found": gettext_lazy("found a teacher on a school's list"),
    "serving.confirmed": gettext_lazy("confirmed that a teacher serves at a school"),
    "serving.dismissed": gettext_lazy("dismissed a match with a school's list"),
}

STAFF_TERMS = {
    "record_days": gettext_lazy("criminal-record check: days before the contract at most"),
    "certificate_digits": gettext_lazy("digits of a teaching certificate's number"),
    "least_age": gettext_lazy("least age, full years"),
    "decide_days": gettext_lazy("decide on a match with a school's list, working days"),
    "kept_days": gettext_lazy("identity number kept after leaving, days"),
}

MENU = (
    MenuEntry(gettext_lazy("Teachers"), "institutions:teachers", "teachers.view", order=14),
    MenuEntry(gettext_lazy("Serving teachers"), "institutions:serving_lists", "teachers.view", order=15),
    MenuEntry(gettext_lazy("Teachers"), "institutions:my_teachers", "own.view", order=11, side="my"),
)


def compare_teachers(today: date) -> int:
    """Every teacher is compared with every school's list (P7)."""
    return serving_matches.find_all(today)


def discard_lists(today: date) -> int:
    """Lists that were read and that nobody kept go after two days (N4)."""
    return serving.discard_forgotten(today)


def erase_numbers(today: date) -> int:
    """Identity numbers of those who left go once nobody needs them (N4)."""
    return teachers.erase_old(today)


def serving_due(actor: Actor, today: date) -> Iterator[DueItem]:
    """Matches to decide, and lists read that wait to be kept or discarded."""
    if not actor.can("teachers.provide"):
        return
    for match in ServingMatch.objects.visible_to(actor).waiting().for_list().order_by("decide_by")[:SHOWN]:
        title = _("Is %(name)s a serving teacher? Decide on the match") % {"name": match.teacher.name}
        institution = match.teacher.institution.name
        yield DueItem(title, match.get_absolute_url(), match.decide_by, _("Serving teachers"), institution)
    previews = ServingList.objects.visible_to(actor).filter(state=ListState.PREVIEW)
    for row in previews.order_by("pk")[:SHOWN]:
        title = _("Keep or discard the list of %(school)s") % {"school": row.school}
        yield DueItem(title, row.get_absolute_url(), None, _("Serving teachers"))


def asked_due(actor: Actor, today: date) -> Iterator[DueItem]:
    """Teachers of one's own about whom the district asks: it says neither which school nor since when."""
    if actor.role != Role.INSTITUTION:
        return
    mine = Teacher.objects.visible_to(actor).staying().asked()
    for row in mine.order_by("pk")[:SHOWN]:
        title = _("The district asks about the teacher %(name)s") % {"name": row.name}
        url = reverse("institutions:my_teacher", args=[row.pk])
        yield DueItem(title, url, None, _("Teachers"))


def section(actor: Actor, institution_id: int) -> Section | None:
    """An institution's teachers in figures, for whoever may see teachers."""
    if not actor.can("teachers.view"):
        return None
    figures = Teacher.objects.visible_to(actor).filter(institution=institution_id).figures()
    code = Institution.objects.filter(pk=institution_id).values_list("code", flat=True).get()
    context = {"figures": figures, "code": code, "may_file": actor.can("teachers.provide")}
    return Section(_("Teachers"), "institutions/desk/teacher_figures.html", context)


def hand_over() -> None:
    """Hand all this to the ground."""
    verbs.register(VERBS)
    for entry in MENU:
        menu.register(entry)
    due.register(serving_due)
    due.register(asked_due)
    sections.register(section, order=10)
    register_step(DueStep("institutions.compare_teachers", order=15, run=compare_teachers))
    register_step(DueStep("institutions.discard_serving_lists", order=16, run=discard_lists))
    register_step(DueStep("institutions.erase_numbers", order=17, run=erase_numbers))
    registry.register(
        StaffTerms, title=gettext_lazy("Teachers: what is asked for a filing"), labels=STAFF_TERMS
    )
