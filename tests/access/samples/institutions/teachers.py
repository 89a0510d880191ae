"""One object a parameter of the addresses of teachers and of schools' lists."""

from collections.abc import Callable
from typing import Any

from portal.regions.models import District
from tests.factories.institutions import InstitutionFactory, TeacherFactory
from tests.factories.teachers import ServingListFactory, ServingMatchFactory


def a_teacher(district: District) -> dict[str, Any]:
    """A teacher of an institution of the district."""
    return {"pk": TeacherFactory(institution__district=district).pk}


def an_institution(district: District) -> dict[str, Any]:
    """An institution of the district."""
    return {"code": InstitutionFactory(district=district).code}


def a_list(district: District) -> dict[str, Any]:
    """A list that the district handed in."""
    return {"pk": ServingListFactory(district=district).pk}


def a_match(district: District) -> dict[str, Any]:
    """A match about an institution of the district."""
    return {"pk": ServingMatchFactory(teacher__institution__district=district).pk}


SAMPLES: dict[str, Callable[[District], dict[str, Any]]] = {
    "teacher": a_teacher,
    "teacher_correct": a_teacher,
    "teacher_leave": a_teacher,
    "teacher_number": a_teacher,
    "teachers_of": an_institution,
    "teacher_for": an_institution,
    "my_teacher": a_teacher,
    "my_teacher_correct": a_teacher,
    "my_teacher_leave": a_teacher,
    "serving_list": a_list,
    "serving_match": a_match,
}
