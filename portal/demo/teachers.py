"""Teachers filed with the districts, two schools' lists, and one teacher who stands on one (S10, P7)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import count
from random import Random

from stdnum.cn import ric

from institutions.models import ServingList, ServingMatch, ServingTeacher, Teacher
from institutions.rules.staff import StaffTerms
from institutions.terms import Category, ListState, Subject
from portal.accounts.actors import Actor
from portal.demo import names
from portal.demo.accounts import OWN_DISTRICT
from portal.demo.register import Place
from portal.demo.world import LOCAL, World, institution_itself
from portal.privacy.digests import keyed_digest

# A county that is none: the numbers hold, and belong to nobody.
NOWHERE = "360199"
SUBJECTS = (Subject.CHINESE, Subject.MATHEMATICS, Subject.ENGLISH, Subject.PHYSICS, Subject.CHEMISTRY)
SCHOOLS = (("南昌市东湖区示例第一小学", 46), ("南昌市东湖区示例初级中学", 71))
LISTED = timedelta(days=40)
FOUND = timedelta(days=2)


@dataclass
class Staff:
    """Where the numbers and the chances of this stage come from: none of the city's own is used up."""

    random: Random
    serials: count[int] = field(default_factory=lambda: count(1))

    def number(self) -> str:
        """An identity number that nobody else here has."""
        serial = next(self.serials)
        born = date(1966, 1, 1) + timedelta(days=(serial * 17) % 12_700)
        stem = f"{NOWHERE}{born:%Y%m%d}{serial % 1000:03d}"
        return stem + ric.calc_check_digit(stem + "0")

    def certificate(self, day: date) -> str:
        """The number of a teaching certificate: year, province, kind and a running number."""
        year = day.year - self.random.randint(1, 12)
        return f"{year}3600{self.random.choice('1234')}7{self.random.randrange(10_000_000):07d}"

    def moment(self, day: date) -> datetime:
        """Some minute of a day's office hours."""
        at = time(self.random.randint(9, 17), self.random.randrange(60), self.random.randrange(60))
        return datetime.combine(day, at, LOCAL)


def make(world: World, places: list[Place]) -> None:
    """File the teachers of whoever may train pupils, and compare them with two schools' lists."""
    staff = Staff(Random(f"teachers-{world.size}"))
    present = [place for place in places if place.has_permit and place.present_on(world.today)]
    filed = [_file(world, staff, place) for place in present for _ in range(_how_many(staff, place))]
    own = [row for row in filed if row.institution.district.slug == OWN_DISTRICT and row.left_on is None]
    if len(own) > 1:
        _second_contract(world, staff, own[-1], filed[-1])
        _lists(world, staff, own[min(4, len(own) - 2)])


def _how_many(staff: Staff, place: Place) -> int:
    if place.facts.get("quiet_since"):
        return 0
    is_subject = place.institution.category == Category.SUBJECT
    return staff.random.choice((2, 3, 3, 4)) if is_subject else staff.random.choice((0, 1, 1, 2))


def _set_number(row: Teacher, number: str) -> None:
    row.id_number = number
    row.id_digest = keyed_digest(number, purpose="teacher")
    row.serving_digest = keyed_digest(number, purpose="serving")


def _file(world: World, staff: Staff, place: Place) -> Teacher:
    random = staff.random
    is_subject = place.institution.category == Category.SUBJECT
    longest = max(2, (world.today - place.opened).days)
    begins = world.today - timedelta(days=random.randint(1, longest - 1))
    left = world.today - timedelta(days=random.randint(1, 200)) if random.random() < 0.08 else None
    certified = is_subject or random.random() < 0.6
    filed_at = staff.moment(begins)
    row = Teacher(
        institution=place.institution,
        name=names.person(random),
        certificate=staff.certificate(begins) if certified else "",
        subject=random.choice(SUBJECTS) if is_subject else Subject.OTHER,
        contract_from=begins,
        contract_until=None
        if random.random() < 0.3
        else begins + timedelta(days=longest + random.randint(30, 700)),
        record_checked_on=begins - timedelta(days=random.randint(2, 60)),
        left_on=left if left and left > begins else None,
        filed_at=filed_at,
        updated_at=filed_at,
        rule_version=f"{StaffTerms.KEY}@default",
    )
    _set_number(row, staff.number())
    world.add(row)
    _tell(world, row)
    return row


def _tell(world: World, row: Teacher) -> None:
    itself = institution_itself(row.institution)
    told = {"subject": row.subject, "record_checked_on": row.record_checked_on.isoformat()}
    world.tell(
        row.filed_at, itself, "teacher.filed", row, institution=row.institution, clause="S10", changes=told
    )
    if row.left_on is not None:
        at = row.filed_at.replace(year=row.left_on.year, month=row.left_on.month, day=row.left_on.day)
        world.tell(at, itself, "teacher.left", row, institution=row.institution, clause="S10")


def _second_contract(world: World, staff: Staff, first: Teacher, elsewhere: Teacher) -> None:
    """One person who is filed at two institutions: a remark for both districts."""
    if elsewhere.institution_id == first.institution_id:
        return
    begins = max(elsewhere.contract_from, first.contract_from)
    second = Teacher(
        institution=elsewhere.institution,
        name=first.name,
        certificate=first.certificate,
        subject=first.subject,
        contract_from=begins,
        record_checked_on=begins - timedelta(days=9),
        filed_at=staff.moment(begins),
        updated_at=staff.moment(begins),
        rule_version=first.rule_version,
    )
    _set_number(second, first.id_number)
    _tell(world, world.add(second))


def _lists(world: World, staff: Staff, listed: Teacher) -> None:
    """Two schools' lists of the newcomer's own district; one teacher stands on the first and waits for a decision."""
    district = world.districts[OWN_DISTRICT]
    officer = world.officer(district.pk)
    on = world.calendar.next_working_day(world.today - LISTED)
    for place, (school, size) in enumerate(SCHOOLS):
        row = world.add(
            ServingList(
                district=district,
                school=school,
                as_of=on,
                count=size,
                sha256=keyed_digest(school, purpose="demonstration"),
                uploaded_by=officer.user,
                uploaded_at=staff.moment(on),
                state=ListState.CURRENT,
            )
        )
        numbers = [staff.number() for _ in range(size)]
        if place == 0:
            numbers[-1] = listed.id_number
        for number in numbers:
            world.add(ServingTeacher(serving_list=row, digest=keyed_digest(number, purpose="serving")))
        told = {"school": school, "as_of": on.isoformat(), "count": size, "sha256": row.sha256}
        at = row.uploaded_at
        world.tell(at, officer, "serving.list_kept", row, district_id=district.pk, clause="P7", changes=told)
        if place == 0:
            _match(world, staff, listed, row)


def _match(world: World, staff: Staff, teacher: Teacher, of_school: ServingList) -> None:
    found = max(teacher.contract_from, of_school.as_of, world.today - FOUND)
    terms = StaffTerms()
    match = world.add(
        ServingMatch(
            teacher=teacher,
            serving_list=of_school,
            found_on=found,
            decide_by=world.calendar.add(found, terms.decide_days),
            rule_version=f"{StaffTerms.KEY}@default",
        )
    )
    world.tell(
        staff.moment(found),
        Actor.system(),
        "serving.found",
        match,
        institution=teacher.institution,
        clause="P7",
    )
