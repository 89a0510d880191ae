"""One object a parameter of the addresses of the census."""

from collections.abc import Callable
from typing import Any

from django.core.files.base import ContentFile

from institutions.models import Census
from institutions.terms import CensusState, Group
from portal.regions.models import District
from tests.factories.census import (
    CensusAreaFactory,
    CensusEntryFactory,
    CensusFactory,
    CensusProblemFactory,
    CensusWorkbookFactory,
)
from tests.institutions.workbooks import book


def _census(district: District) -> Census:
    opened = Census.objects.filter(district=district, state=CensusState.OPEN).first()
    return opened or CensusFactory(district=district)


def a_census(district: District) -> dict[str, Any]:
    """A census under way."""
    return {"pk": _census(district).pk}


def an_area(district: District) -> dict[str, Any]:
    """An area not reported."""
    return {"pk": CensusAreaFactory(census=_census(district)).pk}


def an_entry(district: District) -> dict[str, Any]:
    """An entry to be matched."""
    return {"pk": CensusEntryFactory(census=_census(district)).pk}


def a_problem(district: District) -> dict[str, Any]:
    """A problem that is open."""
    return {"pk": CensusProblemFactory(entry__census=_census(district)).pk}


def a_kind(district: District) -> dict[str, Any]:
    """A kind of problem in a census."""
    return a_census(district) | {"kind": Group.NO_PERMIT.value}


def a_workbook(district: District) -> dict[str, Any]:
    """A workbook that was read."""
    sent = CensusWorkbookFactory(census=_census(district))
    rows = [["机构名称", "办学地址", "联系电话"], ["甲辅导班", "民德路1号", "13970000001"]]
    sent.workbook.save("census", ContentFile(book(rows)))
    return {"pk": sent.pk}


SAMPLES: dict[str, Callable[[District], dict[str, Any]]] = {
    **dict.fromkeys(("census", "census_close", "census_area", "census_entries", "census_enter"), a_census),
    **dict.fromkeys(("census_sheet", "census_problems"), a_census),
    "census_report": an_area,
    **dict.fromkeys(("census_entry", "census_amend", "census_merge", "census_new"), an_entry),
    **dict.fromkeys(("census_aside", "census_undo"), an_entry),
    "census_problem": a_problem,
    "census_plan": a_kind,
    **dict.fromkeys(("census_workbook", "census_refused"), a_workbook),
}
