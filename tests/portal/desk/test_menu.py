"""The menu of the staff side."""

from portal.accounts.actors import Actor
from portal.desk import menu


def test_a_heading_stands_over_the_first_of_a_group_of_several(officer_a: Actor) -> None:
    links = menu.for_actor(officer_a, "desk", "/desk/")
    headed = {link.heading: link.url for link in links if link.heading}
    assert headed[str(menu._groups["desk", 1])] == "/desk/institutions/"
    assert len(headed) < len(links)


def test_a_group_of_one_has_no_heading(street_a: Actor) -> None:
    links = menu.for_actor(street_a, "desk", "/desk/")
    complaints = next(link for link in links if link.url == "/desk/complaints/")
    assert complaints.heading == ""


def test_the_longest_address_is_the_active_one(officer_a: Actor) -> None:
    active = [
        link.url for link in menu.for_actor(officer_a, "desk", "/desk/institutions/imports/3/") if link.active
    ]
    assert active == ["/desk/institutions/imports/"]
