"""The parts of an institution's page that other apps draw."""

from typing import NamedTuple

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from portal.accounts.actors import Actor
from portal.desk import sections


class Drawn(NamedTuple):
    """A section with its heading, drawn by its own template."""

    title: str
    html: SafeString


def draw(request: HttpRequest, actor: Actor, institution_id: int, side: str) -> list[Drawn]:
    """Draw what the other apps know of an institution, each with the context it gave and the actor."""
    return [
        Drawn(section.title, render_to_string(section.template, {"actor": actor, **section.context}, request))
        for section in sections.for_institution(actor, institution_id, side=side)
    ]
