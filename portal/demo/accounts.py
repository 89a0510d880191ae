"""Who can sign in to the demonstration: one person a role, one password, and a second factor all can compute."""

from __future__ import annotations

import base64
import hashlib
import hmac
import time
from dataclasses import dataclass
from datetime import date

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext_lazy as _

from portal.accounts.actors import Actor
from portal.accounts.models import Membership, User
from portal.accounts.roles import SECOND_FACTOR_ROLES, Department, Role
from portal.regions.models import District

PASSWORD = "nanchang-demo"
SECOND_FACTOR = "NANCHANGDEMONANCHANGDEMONANCHANG"  # base32, known to all: for the demonstration only
SHOWN = ("city", "donghu", "fire", "street", "institution", "auditor", "admin")
OWN_DISTRICT = "360102"  # whose register the newcomer imports
PERIOD = 30  # seconds that a code holds


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who signs in, and as what."""

    username: str
    name: str
    role: str
    note: object
    district: str = ""
    department: str = ""


DISTRICT_OFFICERS = {
    "360102": ("donghu", "罗东明"),
    "360103": ("xihu", "万志强"),
    "360104": ("qingyunpu", "熊丽娟"),
    "360111": ("qingshanhu", "徐建国"),
    "360112": ("xinjian", "邓小红"),
    "360113": ("honggutan", "胡思远"),
    "360121": ("nanchangxian", "黄春生"),
    "360123": ("anyi", "余永康"),
    "360124": ("jinxian", "吴晓东"),
    "jingkai": ("jingkai", "涂海燕"),
    "gaoxin": ("gaoxin", "喻振宇"),
    "wanli": ("wanli", "魏淑贤"),
}
DEPARTMENT_OFFICERS = (
    ("fire", "程立新", Department.FIRE),
    ("market", "闵国栋", Department.MARKET),
    ("police", "彭俊峰", Department.PUBLIC_SECURITY),
    ("health", "章慧敏", Department.HEALTH),
    ("civil", "陶玉兰", Department.CIVIL_AFFAIRS),
    ("labour", "辜文斌", Department.LABOUR),
)
# Every district has the departments that its joint inspections need most; two officers at least make a visit.
INSPECTORS = (
    Department.EDUCATION,
    Department.FIRE,
    Department.MARKET,
    Department.PUBLIC_SECURITY,
    Department.HEALTH,
)
SURNAMES = "刘邹饶聂艾甘舒漆揭占龚卢"


def people() -> list[Person]:
    """Everybody, in the order they are shown."""
    education = Department.EDUCATION
    return [
        Person("city", "陈文华", Role.CITY_BUREAU, _("city bureau, second factor"), department=education),
        Person("supervisor", "梁志明", Role.SUPERVISION_TEAM, _("city supervision team")),
        *(
            Person(username, name, Role.DISTRICT_BUREAU, _("district bureau"), slug, education)
            for slug, (username, name) in DISTRICT_OFFICERS.items()
        ),
        *(
            Person(username, name, Role.DEPARTMENT_OFFICER, department.label, OWN_DISTRICT, department)
            for username, name, department in DEPARTMENT_OFFICERS
        ),
        Person("street", "钱桂英", Role.STREET_OFFICER, _("street office"), OWN_DISTRICT),
        Person("institution", "刘振华", Role.INSTITUTION, _("an institution"), OWN_DISTRICT),
        *_inspectors(),
        Person("auditor", "方静", Role.AUDITOR, _("auditor, reads all")),
        Person("admin", "系统管理员", Role.ADMINISTRATOR, _("administrator, second factor")),
    ]


def _inspectors() -> list[Person]:
    """The officers of the departments in every district that has none above."""
    district_role, officer = Role.DISTRICT_BUREAU, Role.DEPARTMENT_OFFICER
    made = []
    for place, (slug, (username, _name)) in enumerate(DISTRICT_OFFICERS.items()):
        for serial, department in enumerate(INSPECTORS):
            if slug == OWN_DISTRICT and department != Department.EDUCATION:
                continue
            role = district_role if department == Department.EDUCATION else officer
            name = SURNAMES[place] + ("志刚", "建平", "小燕", "国华", "晓琴")[serial]
            made.append(Person(f"{username}-{department}", name, role, department.label, slug, department))
    return made


def make(since: date, districts: dict[str, District]) -> dict[str, Actor]:
    """Make all staff with their membership and second factor; the actors by username."""
    staff = [person for person in people() if person.role != Role.INSTITUTION]
    password = make_password(PASSWORD)  # once: hashing is slow on purpose
    users = User.objects.bulk_create(
        User(
            username=person.username,
            name=person.name,
            password=password,
            is_staff=person.role == Role.ADMINISTRATOR,
            is_superuser=person.role == Role.ADMINISTRATOR,
            enforcement_certificate=f"赣A{place:06d}" if person.department else "",
        )
        for place, person in enumerate(staff, start=10231)
    )
    Membership.objects.bulk_create(
        _membership(user, person, since, districts) for user, person in zip(users, staff, strict=True)
    )
    Authenticator.objects.bulk_create(
        Authenticator(
            user=user,
            type=Authenticator.Type.TOTP,
            data={"secret": get_adapter().encrypt(SECOND_FACTOR)},
        )
        for user, person in zip(users, staff, strict=True)
        if person.role in SECOND_FACTOR_ROLES
    )
    held = Membership.objects.for_acting().filter(user__in=users)
    return {membership.user.username: Actor.of(membership) for membership in held}


def _membership(user: User, person: Person, since: date, districts: dict[str, District]) -> Membership:
    street = person.role == Role.STREET_OFFICER
    return Membership(
        user=user,
        role=person.role,
        department=person.department,
        district=districts.get(person.district),
        street=districts[person.district].streets.order_by("order").first() if street else None,
        since=since,
    )


def make_institution(since: date, institution_id: int) -> None:
    """Make the account of the one institution that signs in."""
    person = next(person for person in people() if person.role == Role.INSTITUTION)
    password = User.objects.get(username=SHOWN[0]).password  # the same one: hashing is slow on purpose
    user = User.objects.create(username=person.username, name=person.name, password=password)
    Membership.objects.create(user=user, role=person.role, institution_id=institution_id, since=since)


def current_code(at: float | None = None) -> tuple[str, int]:
    """The six digits that the second factor shows (RFC 6238), and for how many seconds more."""
    counter, spent = divmod(int(time.time() if at is None else at), PERIOD)
    digest = hmac.new(base64.b32decode(SECOND_FACTOR), counter.to_bytes(8), hashlib.sha1).digest()
    offset = digest[-1] & 0x0F
    number = int.from_bytes(digest[offset : offset + 4]) & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}", PERIOD - spent
