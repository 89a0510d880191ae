"""The team of a visit: certified officers of departments with enforcement power. Clauses: S5, S11, N2."""

from collections.abc import Callable, Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from inspections.models import JointInspection, TeamMember
from inspections.rules.lawful import may_visit
from inspections.rules.teams import TeamTerms, enough_officers
from inspections.services.officers import reaches
from institutions.models import Institution
from portal.accounts.actors import Actor
from portal.accounts.models import Membership
from portal.accounts.refusals import Refusal
from portal.rulebook.services import in_force


class TeamTooSmall(Refusal):
    """Fewer officers than a visit needs (N2)."""

    words = _("At least two officers make a visit.")


def check_team(
    team: Sequence[str], members: Sequence[Membership], institution: Institution, on: date
) -> None:
    """Refuse a team that may not make the visit, and name who can't be of it. Clauses: S5, S11, N2.

    Raises TeamTooSmall, Refusal.
    """
    if not team:
        raise Refusal(
            _("Choose a department that may enforce: street offices report what they see."),
            field="departments",
        )
    check_members(members, institution)
    terms = in_force(TeamTerms, on=on, district_id=institution.district_id).figure
    if not enough_officers([member.user_id for member in members], terms):
        raise TeamTooSmall(
            _("At least %(n)s officers make a visit.") % {"n": terms.officers}, field="members"
        )


def check_members(members: Sequence[Membership], institution: Institution) -> None:
    """Refuse, by name, who is of another district, has no power to enforce or no certificate. Clauses: S11, N2."""
    _refuse(members, lambda one: not reaches(one, institution), _("Not of this district: %(names)s."))
    _refuse(
        members,
        lambda one: not may_visit(one.role, one.department),
        _(
            "Not of a department with enforcement power: %(names)s. The supervision team supervises districts."
        ),
    )
    _refuse(
        members,
        lambda one: not one.user.enforcement_certificate,
        _("Without an enforcement certificate: %(names)s."),
    )


def _refuse(members: Sequence[Membership], wrong: Callable[[Membership], bool], words: object) -> None:
    names = dict.fromkeys(str(member.user) for member in members if wrong(member))
    if names:
        raise Refusal(str(words) % {"names": "、".join(names)}, field="members")


def leading(team: Sequence[str], chosen: str, actor: Actor) -> str:
    """The department in whose name the visit is made: the one chosen, the opener's, else the first. Clause: N2.

    Raises Refusal.
    """
    if not chosen:
        return actor.department if actor.department in team else team[0]
    if chosen not in team:
        raise Refusal(_("The visit is made in the name of a department that takes part."), field="in_name_of")
    return chosen


def name_members(inspection: JointInspection, members: Sequence[Membership]) -> None:
    """Name the members, each person once, with the certificate of the day; who is named already stays."""
    named = set(inspection.members.values_list("user_id", flat=True))
    once = {member.user_id: member for member in reversed(members) if member.user_id not in named}
    TeamMember.objects.bulk_create(
        TeamMember(
            joint_inspection=inspection,
            membership=member,
            user_id=member.user_id,
            department=member.department,
            certificate=member.user.enforcement_certificate,
        )
        for member in once.values()
    )
