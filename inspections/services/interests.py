"""Declaring a conflict of interest, and ending it. Clauses: N2, N3."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inspections.models import InterestDeclaration
from inspections.services.officers import reaches
from institutions.models import Institution
from portal.accounts.actors import Actor
from portal.accounts.models import Membership
from portal.accounts.refusals import ChangedMeanwhile, NotAllowed, ReasonRequired, Refusal
from portal.accounts.roles import CAPABILITIES
from portal.timeline import services as timeline


class DeclaredAlready(Refusal):
    """The same person steps back from the same institution already."""

    words = _("This conflict of interest is declared already.")


def officers_for(actor: Actor) -> list[Membership]:
    """Whom the actor may declare an interest of: whoever makes draws, any inspector of the territory; else oneself."""
    roles = [role for role, held in CAPABILITIES.items() if "inspections.record" in held]
    held = Membership.objects.in_force(timezone.localdate()).filter(role__in=roles).exclude(department="")
    if not actor.can("draws.make"):
        held = held.filter(user=actor.user)
    if actor.district_ids is not None:
        held = held.filter(district__in=actor.district_ids)
    return list(held.for_acting().order_by("district__order", "department", "pk"))


def find_institution(actor: Actor, said: str) -> Institution | None:
    """The institution of the territory with this code or this full name."""
    named = Q(code__iexact=said.strip()) | Q(name=said.strip())
    return Institution.objects.visible_to(actor).filter(named).first()


@transaction.atomic
def declare(
    *, actor: Actor, officer: Membership, institution: Institution, reason: str, until: date | None = None
) -> InterestDeclaration:
    """Let an officer step back from an institution: the own interest, or one that the district knows of.

    The reason stays out of the history: it is about a person (N4). Clauses: N2, N3.
    Raises NotAllowed, ReasonRequired, DeclaredAlready, Refusal.
    """
    actor.must("inspections.record", institution)
    own = actor.user is not None and officer.user_id == actor.user.pk
    if not own and not actor.can("draws.make"):
        raise NotAllowed()
    if not reaches(officer, institution):
        raise Refusal(_("This officer does not inspect in that district."), field="officer")
    if not reason.strip():
        raise ReasonRequired(_("Say what the interest is; it stays with the district."))
    if until is not None and until < timezone.localdate():
        raise Refusal(_("The last day lies in the past."), field="until")
    if InterestDeclaration.objects.filter(user=officer.user, institution=institution, until=None).exists():
        raise DeclaredAlready()
    interest = _write(actor, officer, institution, reason.strip(), until)
    told = {"until": until.isoformat() if until else None}
    timeline.record(actor, "interest.declared", interest, clause="N2", changes=told)
    return interest


def _write(
    actor: Actor, officer: Membership, institution: Institution, reason: str, until: date | None
) -> InterestDeclaration:
    """Write it; the database knows whether somebody was quicker."""
    try:
        with transaction.atomic():
            return InterestDeclaration.objects.create(
                user=officer.user,
                institution=institution,
                reason=reason,
                until=until,
                declared_by=actor.user,
            )
    except IntegrityError as error:
        raise DeclaredAlready() from error


@transaction.atomic
def end(interest: InterestDeclaration, *, actor: Actor) -> InterestDeclaration:
    """End a conflict of interest with yesterday: from today the officer can be drawn. Clause: N2.

    Raises NotAllowed, ChangedMeanwhile.
    """
    interest = InterestDeclaration.objects.lock(interest)
    actor.must("draws.make", interest)
    today = timezone.localdate()
    if interest.until is not None and interest.until < today:
        raise ChangedMeanwhile()
    interest.until = today - timedelta(days=1)
    interest.save(update_fields=["until"])
    timeline.record(actor, "interest.ended", interest, clause="N2")
    return interest
