"""The one table: role → capabilities. Nothing else in the project asks for a role by name to decide what is allowed."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """Whom a person acts for."""

    CITY_BUREAU = "city_bureau", _("city bureau")
    SUPERVISION_TEAM = "supervision_team", _("city supervision team")
    DISTRICT_BUREAU = "district_bureau", _("district bureau")
    DEPARTMENT_OFFICER = "department_officer", _("department officer")
    STREET_OFFICER = "street_officer", _("street or community officer")
    INSTITUTION = "institution", _("institution")
    SCHOOL = "school", _("school")
    AUDITOR = "auditor", _("auditor")
    ADMINISTRATOR = "administrator", _("administrator")


class Department(models.TextChoices):
    """The departments that enforce together (S5)."""

    EDUCATION = "education", _("education")
    MARKET = "market", _("market supervision")
    LABOUR = "labour", _("human resources and social security")
    CIVIL_AFFAIRS = "civil_affairs", _("civil affairs")
    PRICE = "price", _("price (development and reform)")
    HEALTH = "health", _("health")
    PUBLIC_SECURITY = "public_security", _("public security")
    FIRE = "fire", _("fire and rescue")
    HOUSING = "housing", _("housing and construction")
    STREET = "street", _("street office")


VIEWS = frozenset(
    {
        "desk.view",
        "institutions.view",
        "filings.view",
        "annual.view",
        "licences.view",
        "teachers.view",
        "census.view",
        "inspections.view",
        "orders.view",
        "risk.view",
        "anomalies.view",
        "complaints.view",
        "publicity.view",
        "rulebook.view",
        "timeline.view",
    }
)
DISTRICT = VIEWS | {
    "institutions.import",
    "institutions.edit",
    "filings.review",
    "annual.conclude",
    "licences.handle",
    "teachers.provide",
    "census.manage",
    "census.report",
    "inspections.open",
    "inspections.record",
    "inspections.confirm",
    "inspections.decide",
    "visits.approve",
    "campaigns.manage",
    "sweeps.report",
    "draws.make",
    "procedure.record",
    "procedure.review",
    "hazards.stop",
    "handovers.answer",
    "papers.issue",
    "anomalies.report",
    "anomalies.handle",
    "orders.report",
    "orders.extend",
    "orders.reinspect",
    "complaints.handle",
    "complaints.join",
    "complaints.identify",
    "publicity.propose",
}

CAPABILITIES: dict[str, frozenset[str]] = {
    Role.CITY_BUREAU: DISTRICT
    | {"complaints.oversee", "publicity.review", "publicity.publish", "rulebook.edit"},
    Role.SUPERVISION_TEAM: VIEWS,
    Role.DISTRICT_BUREAU: DISTRICT,
    Role.DEPARTMENT_OFFICER: frozenset(
        {
            "desk.view",
            "institutions.view",
            "inspections.view",
            "inspections.record",
            "inspections.confirm",
            "orders.view",
            "orders.reinspect",
            "risk.view",
            "hazards.stop",
            "handovers.answer",
            "complaints.join",
        }
    ),
    Role.STREET_OFFICER: frozenset(
        {
            "desk.view",
            "institutions.view",
            "inspections.view",
            "complaints.view",
            "census.view",
            "census.report",
            "risk.view",
            "sweeps.report",
            "anomalies.view",
            "anomalies.report",
        }
    ),
    Role.INSTITUTION: frozenset({"own.view", "own.file", "orders.report"}),
    Role.SCHOOL: frozenset(),
    Role.AUDITOR: VIEWS,
    Role.ADMINISTRATOR: frozenset(
        {"desk.view", "accounts.manage", "rulebook.view", "rulebook.edit", "timeline.view"}
    ),
}
# What officers of one department do besides (M7): market supervision acts on sites in other districts, civil affairs
# clears zombies.
OF_DEPARTMENTS: dict[str, frozenset[str]] = {
    Department.MARKET: frozenset({"sites.clear"}),
    Department.CIVIL_AFFAIRS: frozenset({"zombies.clear"}),
}
ALL_CAPABILITIES = frozenset().union(*CAPABILITIES.values(), *OF_DEPARTMENTS.values())


def capabilities_of(role: str, department: str) -> frozenset[str]:
    """What a membership in `role` may do; a department officer, what the department does besides."""
    besides = OF_DEPARTMENTS.get(department, frozenset()) if role == Role.DEPARTMENT_OFFICER else frozenset()
    return CAPABILITIES[role] | besides


# Roles whose word is final for the whole city: signing in takes a second factor.
SECOND_FACTOR_ROLES = frozenset({Role.CITY_BUREAU, Role.ADMINISTRATOR})
# Roles whose territory is the whole city although no district is named in the membership.
CITY_WIDE_ROLES = frozenset({Role.CITY_BUREAU, Role.SUPERVISION_TEAM, Role.AUDITOR, Role.ADMINISTRATOR})
