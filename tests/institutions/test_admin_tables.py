"""The back office's tables: taken along without formulas and telephone numbers, brought in only where no service guards."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib import admin
from django.utils import timezone
from tablib import Dataset

from institutions.models import Institution, SettingStandard, StandardItem, StandardSection
from institutions.resources import InstitutionResource, StandardItemResource
from tests.factories.institutions import InstitutionFactory

TODAY = timezone.localdate()


def coming_section() -> StandardSection:
    """A section of a version that is still to come."""
    standard = SettingStandard.objects.create(
        version="2030", title="新标准", in_force_from=TODAY + timedelta(days=90)
    )
    return StandardSection.objects.create(standard=standard, title="证照")


def items(section: int, text: str = "持有许可证") -> Dataset:
    headers = ["section", "code", "text", "hint", "department", "group", "clause", "order"]
    return Dataset([section, "A1", text, "", "education", "no_permit", "Z1", 0], headers=headers)


@pytest.mark.django_db
def test_an_export_neutralises_formulas_and_has_no_telephone() -> None:
    InstitutionFactory(name="=1+1", phone="13970000001")
    text = InstitutionResource().export().csv
    assert "'=1+1" in text
    assert "13970000001" not in text


@pytest.mark.django_db
@pytest.mark.clause("S4")
def test_items_of_a_coming_version_come_in_once() -> None:
    section = coming_section()
    first = StandardItemResource().import_data(items(section.pk), raise_errors=True, today=TODAY)
    again = StandardItemResource().import_data(items(section.pk), raise_errors=True, today=TODAY)
    assert (first.totals["new"], again.totals["new"], again.totals["skip"]) == (1, 0, 1)
    assert StandardItem.objects.get(section=section).text == "持有许可证"


@pytest.mark.django_db
@pytest.mark.clause("S4")
def test_items_of_a_version_in_force_are_refused() -> None:
    section = StandardSection.objects.filter(standard__in_force_from__lte=TODAY).first()
    assert section is not None
    before = StandardItem.objects.count()
    result = StandardItemResource().import_data(items(section.pk, "改了"), today=TODAY)
    assert result.has_errors()
    assert StandardItem.objects.count() == before


def test_institutions_are_not_brought_in_here(rf: Any) -> None:
    table = admin.site._registry[Institution]
    assert not hasattr(table, "import_action")
    assert not table.has_add_permission(rf.get("/"))
    assert not table.has_change_permission(rf.get("/"))


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["institution", "schoolpermit", "teachingsite", "standarditem"])
def test_the_administrator_reads_every_table(table: str, administrator: Any, client_as: Any) -> None:
    administrator.user.is_staff = administrator.user.is_superuser = True
    administrator.user.save()
    InstitutionFactory()
    assert client_as(administrator).get(f"/admin/institutions/{table}/").status_code == 200


@pytest.mark.django_db
def test_a_district_officer_reads_none(officer_a: Any, client_as: Any) -> None:
    assert client_as(officer_a).get("/admin/institutions/institution/").status_code in {302, 403}
