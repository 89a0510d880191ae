"""Narrowing a visit or a campaign to topics. Clauses: S5, N2."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from inspections.rules.teams import enforcing
from inspections.rules.topics import without_items
from inspections.terms import Topic
from institutions.models import SettingStandard, StandardItem
from portal.accounts.refusals import Refusal
from portal.accounts.roles import Department


def narrowed_to(topics: Iterable[str], *, departments: Sequence[str], on: date, field: str = "topics") -> str:
    """The topics as they are kept, once each department is known to have something to look at. Clauses: S5, N2.

    Raises Refusal, which names the departments whose checklist would be empty.
    """
    chosen = [topic for topic in Topic.values if topic in set(topics)]
    if not chosen:
        return ""
    standard = SettingStandard.objects.in_force(on)
    items = list(StandardItem.objects.filter(section__standard=standard)) if standard else []
    idle = without_items(items, enforcing(departments), chosen) if items else []
    if idle:
        names = "、".join(str(Department(name).label) for name in idle)
        words = _(
            "Of these topics there is nothing to look at for: %(names)s. Take a topic more, or leave them out."
        )
        raise Refusal(words % {"names": names}, field=field)
    return f",{','.join(chosen)},"
