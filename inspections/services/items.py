"""The inspection items that are published. Clauses: N2, S4."""

from datetime import date

from institutions.models import SettingStandard, StandardItem


def published_items(on: date) -> tuple[SettingStandard | None, list[StandardItem]]:
    """The standard in force and its items, department by department, part by part. Clauses: N2, S4."""
    standard = SettingStandard.objects.in_force(on)
    if standard is None:
        return None, []
    items = StandardItem.objects.filter(section__standard=standard).select_related("section")
    return standard, list(items.order_by("department", "section__order", "section_id", "order", "pk"))
