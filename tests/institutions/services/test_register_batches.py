"""Writing a register beside what is there already."""

from typing import Any

import pytest

from institutions.models import Institution, SchoolPermit
from institutions.services import registers, standing
from institutions.services.register_batches import Written
from institutions.terms import RowResult, Situation
from portal.accounts.actors import Actor
from portal.accounts.refusals import NotAllowed
from portal.regions.models import District
from portal.timeline.models import Event
from tests.factories.institutions import InstitutionFactory
from tests.institutions.conftest import corrected
from tests.institutions.workbooks import credit_code, permit, row

pytestmark = pytest.mark.django_db


@pytest.fixture
def send(officer_a: Actor, district_a: District) -> Any:
    def go(*rows: list[Any]) -> list[Written]:
        written, _figures = registers.write(registers.read(corrected(rows)), district_a, actor=officer_a)
        return written

    return go


@pytest.mark.clause("S1")
def test_who_has_no_credit_code_gets_a_provisional_one_of_its_own(send: Any) -> None:
    send(row("甲学校"), row("乙学校"))
    assert list(Institution.objects.order_by("code").values_list("code", flat=True)) == [
        "T360102-00001",
        "T360102-00002",
    ]


@pytest.mark.clause("S1")
def test_a_credit_code_that_comes_later_takes_the_provisional_ones_place(send: Any) -> None:
    send(row("甲学校", address="民德路1号"))
    (written,) = send(row("甲学校", code=credit_code(1), address="民德路1号"))
    institution = Institution.objects.get()
    assert (written.result, institution.code) == (RowResult.UPDATED, credit_code(1))
    assert institution.situation == Situation.BUSINESS_ONLY
    event = Event.objects.of_institution(institution.pk).first()
    assert event is not None
    assert event.changes["fields"]["code"] == ["T360102-00001", credit_code(1)]


@pytest.mark.clause("S1")
def test_an_empty_cell_takes_nothing_away(send: Any) -> None:
    send(
        row(
            "甲学校",
            code=credit_code(1),
            permit=permit(1),
            legal="王军",
            phone="13970000001",
            category="艺术类",
        )
    )
    (written,) = send(row("甲学校", code=credit_code(1)))
    institution = Institution.objects.get()
    assert written.result == RowResult.UNCHANGED
    assert (institution.legal_representative, institution.category) == ("王军", "arts")
    assert institution.phone == "13970000001"
    assert institution.situation == Situation.BOTH


@pytest.mark.clause("S1")
def test_a_changed_cell_changes_just_that_and_the_event_tells_it_without_the_telephone(send: Any) -> None:
    send(row("甲学校", code=credit_code(1), legal="王军", phone="13970000001"))
    send(row("甲学校", code=credit_code(1), legal="李平", phone="13970000002"))
    event = Event.objects.filter(verb="institution.changed").get()
    assert event.changes["fields"] == {"legal_representative": ["王军", "李平"]}
    assert "1397" not in str(event.changes)


@pytest.mark.clause("S1")
def test_a_duplicate_sent_again_alone_does_not_overwrite_the_other_institution(send: Any) -> None:
    send(row("甲学校", code=credit_code(1), legal="王军", address="民德路1号"))
    (written,) = send(row("乙学校", code=credit_code(1), legal="李平", address="中山路2号"))
    assert written.result == RowResult.REJECTED
    assert getattr(written.said, "reason", "") == "code_taken"
    assert Institution.objects.get().name == "甲学校"


@pytest.mark.clause("S1")
def test_a_renamed_institution_is_updated(send: Any) -> None:
    send(row("甲学校", code=credit_code(1), legal="王军"))
    (written,) = send(row("甲艺术学校", code=credit_code(1), legal="王军"))
    assert written.result == RowResult.UPDATED
    assert Institution.objects.get().name == "甲艺术学校"


@pytest.mark.clause("S1")
def test_a_code_of_another_district_is_refused(send: Any, district_b: District) -> None:
    InstitutionFactory(district=district_b, code=credit_code(1), name="甲学校")
    (written,) = send(row("甲学校", code=credit_code(1)))
    assert getattr(written.said, "reason", "") == "other_district"


@pytest.mark.clause("S1")
def test_a_permit_of_another_institution_is_refused(send: Any) -> None:
    send(row("甲学校", code=credit_code(1), permit=permit(1)))
    (written,) = send(row("乙学校", code=credit_code(2), permit=permit(1)))
    assert getattr(written.said, "reason", "") == "permit_taken"
    assert Institution.objects.count() == 1


@pytest.mark.clause("P1", "P2")
def test_an_old_register_does_not_bring_a_revoked_permit_back(send: Any, officer_a: Actor) -> None:
    old = row("甲学校", code=credit_code(1), permit=permit(1), validity="长期")
    send(old)
    standing.revoke_permit(Institution.objects.get(), actor=officer_a, clause="P4", reason="第三次")
    (written,) = send(old)
    assert written.result == RowResult.UNCHANGED
    assert Institution.objects.get().situation == Situation.BUSINESS_ONLY
    assert SchoolPermit.objects.get().revoked_on is not None


@pytest.mark.clause("S6")
def test_another_first_address_becomes_the_main_site_and_none_is_lost(send: Any) -> None:
    send(row("甲学校", code=credit_code(1), address="东湖区民德路1号"))
    send(row("甲学校", code=credit_code(1), address="东湖区中山路2号;青山湖区上海路3号"))
    sites = Institution.objects.get().sites.order_by("pk").values_list("address", "is_main", "cross_district")
    assert list(sites) == [
        ("东湖区民德路1号", False, False),
        ("东湖区中山路2号", True, False),
        ("青山湖区上海路3号", False, True),
    ]


@pytest.mark.clause("S1")
def test_an_officer_of_another_district_may_not_write(officer_b: Actor, district_a: District) -> None:
    reading = registers.read(corrected([row("甲学校")]))
    with pytest.raises(NotAllowed):
        registers.write(reading, district_a, actor=officer_b)
    assert not Institution.objects.exists()


@pytest.mark.clause("S1")
def test_a_plan_writes_nothing_and_says_what_a_run_does(
    send: Any, district_a: District, register: bytes, officer_a: Actor
) -> None:
    reading = registers.read(register)
    planned = registers.figures_of(district_a, registers.plan(reading, district_a))
    assert not Institution.objects.exists()
    _written, figures = registers.write(reading, district_a, actor=officer_a)
    assert figures == planned


@pytest.mark.clause("S1")
def test_a_batch_of_known_rows_costs_no_query_a_row(
    officer_a: Actor, district_a: District, django_assert_max_num_queries: Any
) -> None:
    rows = [
        row(f"学校{n}", code=credit_code(n), permit=permit(n), address=f"民德路{n}号") for n in range(100)
    ]
    reading = registers.read(corrected(rows))
    registers.write(reading, district_a, actor=officer_a)
    # Places 2; two savepoints 4; district, owners of permits, institutions, their permits, their sites, codes;
    # the figures' places 2.
    with django_assert_max_num_queries(14):
        registers.write(reading, district_a, actor=officer_a)
