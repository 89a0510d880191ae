"""The list of joint inspections."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from inspections.filters.institutions import OfInstitutions, Rows
from inspections.terms import InspectionState
from portal.accounts.roles import Department


class InspectionFilter(OfInstitutions):
    """State, department and days."""

    state = filters.ChoiceFilter(label=_("State"), choices=InspectionState.choices, empty_label=_("all"))
    department = filters.ChoiceFilter(
        label=_("Department"), choices=Department.choices, empty_label=_("all"), method="by_department"
    )
    since = filters.DateFilter(label=_("From"), field_name="on", lookup_expr="gte")
    until = filters.DateFilter(label=_("Until"), field_name="on", lookup_expr="lte")
    words = ("purpose",)

    def by_department(self, rows: Rows, name: str, value: str) -> Rows:
        return rows.filter(team__contains=f",{value},")
