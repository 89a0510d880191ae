"""One object a parameter of the addresses of papers, notices, corrections, sites and rooms."""

from collections.abc import Callable
from typing import Any

from institutions.terms import Audience, PaperState
from portal.regions.models import District
from tests.factories.institutions import InstitutionFactory, RoomFactory, TeachingSiteFactory
from tests.factories.papers import (
    CrossSiteTaskFactory,
    NoticeFactory,
    PaperFactory,
    ProfileRequestFactory,
)


def an_institution(district: District) -> dict[str, Any]:
    """An institution of the district."""
    return {"code": InstitutionFactory(district=district).code}


def a_paper(district: District) -> dict[str, Any]:
    """A paper in force."""
    return {"pk": PaperFactory(institution__district=district).pk}


def a_sent_paper(district: District) -> dict[str, Any]:
    """A paper that waits to be checked."""
    return {"pk": PaperFactory(institution__district=district, state=PaperState.SENT).pk}


def a_notice(district: District) -> dict[str, Any]:
    """A notice to the institution."""
    return {"pk": NoticeFactory(institution__district=district).pk}


def a_district_notice(district: District) -> dict[str, Any]:
    """A notice to the district."""
    return {"pk": NoticeFactory(institution__district=district, audience=Audience.DISTRICT).pk}


def a_correction(district: District) -> dict[str, Any]:
    """A wish for a correction."""
    return {"pk": ProfileRequestFactory(institution__district=district).pk}


def a_site(district: District) -> dict[str, Any]:
    """A site in use."""
    return {"pk": TeachingSiteFactory(institution__district=district).pk}


def a_room(district: District) -> dict[str, Any]:
    """A room in use."""
    return {"pk": RoomFactory(site__institution__district=district).pk}


def a_cross_site(district: District) -> dict[str, Any]:
    """A site in the district, of an institution licensed in a third."""
    return {"pk": CrossSiteTaskFactory(district=district).pk}


SAMPLES: dict[str, Callable[[District], dict[str, Any]]] = {
    "papers": an_institution,
    "paper_new": an_institution,
    "paper": a_sent_paper,
    "paper_correct": a_paper,
    "paper_end": a_paper,
    "my_paper": a_paper,
    "notice_read": a_district_notice,
    "my_notice_read": a_notice,
    "correction": a_correction,
    "my_correction": a_correction,
    "sites": an_institution,
    "site_new": an_institution,
    "site_correct": a_site,
    "site_give_up": a_site,
    "room_new": a_site,
    "room_correct": a_room,
    "room_give_up": a_room,
    "my_room_new": a_site,
    "my_room": a_room,
    "my_room_give_up": a_room,
    "cross_site": a_cross_site,
}
