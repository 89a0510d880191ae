"""Entering one institution by hand, and letting its people in. Clauses: S1, Z1."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from institutions.models import Institution, TeachingSite
from institutions.rules.situations import is_cross_district, licence_situation
from institutions.services.register_known import provisional_codes
from portal.accounts.actors import Actor
from portal.accounts.models import Membership
from portal.accounts.refusals import Refusal
from portal.accounts.roles import Role
from portal.accounts.services import invitations
from portal.regions.models import District
from portal.regions.places import Places
from portal.timeline import services as timeline


@transaction.atomic
def enter(*, actor: Actor, district: District, name: str, code: str = "", **facts: Any) -> Institution:
    """Enter an institution that no register named yet; without a credit code it gets a provisional one.

    Its address becomes the main teaching site. Raises NotAllowed, Refusal (known already).
    """
    actor.must_in("institutions.edit", district.pk)
    # As with imports: two at once would give the same provisional code.
    district = District.objects.select_for_update().get(pk=district.pk)
    if Institution.objects.filter(district=district, name=name).exists():
        raise Refusal(_("An institution of this name is in the register already. Look it up."), field="name")
    row = Institution(
        district=district,
        name=name,
        code=code or provisional_codes(district)(),
        situation=licence_situation(has_business_licence=bool(code), has_permit=False),
        **facts,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Refusal(_("Another institution has this code already."), field="code") from error
    if row.address:
        _main_site(row)
    timeline.record(actor, "institution.registered", row, clause="S1")
    return row


def _main_site(row: Institution) -> None:
    places = Places.load()
    where = places.district_id_in(row.address)
    TeachingSite.objects.create(
        institution=row,
        address=row.address,
        district_id=where,
        street_id=places.street_id_in(where, row.address) if where else None,
        is_main=True,
        cross_district=is_cross_district(row.district_id, where),
    )


@transaction.atomic
def let_in(institution: Institution, *, actor: Actor, username: str, name: str) -> Membership:
    """Open an account for a person of the institution. Raises NotAllowed, Refusal."""
    actor.must("institutions.edit", institution)
    return invitations.invite(
        actor=actor, username=username, name=name, role=Role.INSTITUTION, institution=institution
    )


@transaction.atomic
def link_again(institution: Institution, held: Membership, *, actor: Actor) -> Membership:
    """Take the password away and let a new one be set by a new link. Raises NotAllowed."""
    actor.must("institutions.edit", institution)
    return invitations.renew(held, actor=actor)


@transaction.atomic
def end_access(institution: Institution, held: Membership, *, actor: Actor) -> None:
    """End a person's access to the institution's side. Raises NotAllowed."""
    actor.must("institutions.edit", institution)
    invitations.end(held, actor=actor)
