"""What inspections show on the pages of an institution."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections import figures
from inspections.models import Appeal, Finding, JointInspection, RectificationOrder, RiskPicture
from institutions.models import Institution
from portal.accounts.actors import Actor
from portal.desk import sections

TITLES: list[object] = [
    gettext_lazy("first time"),
    gettext_lazy("second time"),
    gettext_lazy("third time and after"),
]


def section(actor: Actor, institution_id: int) -> sections.Section | None:
    """Visits, findings, orders and the ladders of an institution, for those who may see them."""
    if not actor.can("inspections.view"):
        return None
    orders = RectificationOrder.objects.visible_to(actor)
    context = figures.section_of(
        institution_id,
        Finding.objects.visible_to(actor),
        orders if actor.can("orders.view") else orders.none(),
        JointInspection.objects.visible_to(actor),
    )
    context["standings"] = figures.standings(institution_id, TITLES)
    context["pending_appeals"] = list(Appeal.objects.visible_to(actor).pending_for(institution_id))
    context["code"] = Institution.objects.filter(pk=institution_id).values_list("code", flat=True).first()
    context["risk"] = None
    if actor.can("risk.view"):
        context["risk"] = RiskPicture.objects.visible_to(actor).filter(institution=institution_id).first()
    context["may_report"] = actor.can("anomalies.report")
    context["today"] = timezone.localdate()
    return sections.Section(_("Inspections"), "inspections/desk/section.html", context)


def own_section(actor: Actor, institution_id: int) -> sections.Section | None:
    """An institution's orders on its own first page."""
    if not actor.can("own.view"):
        return None
    own = RectificationOrder.objects.visible_to(actor).filter(institution=institution_id)
    context = {"orders": list(own.for_list().queue()[:5]), "today": timezone.localdate()}
    return sections.Section(_("Rectification orders"), "inspections/my/section.html", context)


def hand_over() -> None:
    """Hand all this to the ground."""
    sections.register(section, order=30)
    sections.register(own_section, order=30, side="my")
