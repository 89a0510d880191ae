"""The annual inspection in depth, for tests: complete reports, points, zombies."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import factory
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from institutions.models import AnnualReturn, ZombieTask
from institutions.rules.annual_reports import DOCUMENTS
from institutions.rules.scoring import Given
from institutions.services import annual
from portal.accounts.actors import Actor
from tests.factories.institutions import InstitutionFactory

FIGURES: dict[str, Any] = {
    "pupils_preschool": 0,
    "pupils_primary": 40,
    "pupils_junior": 20,
    "pupils_senior": 1,
    "teachers": 5,
    "certified": 5,
    "classes": 6,
    "fee_income": Decimal("180000.00"),
    "refunds": Decimal("2000.00"),
    "area": Decimal("240.00"),
    "records_checked_on": date(2025, 8, 20),
    "changes": "",
    "statement": "依法办学，收费已公示。",
}


class ZombieTaskFactory(factory.django.DjangoModelFactory):
    """A zombie that civil affairs has to clear."""

    class Meta:
        model = ZombieTask

    institution = factory.SubFactory(InstitutionFactory, zombie_since=date(2024, 1, 1))
    since_year = 2024
    opened_on = date(2025, 6, 1)


def picture(colour: str, name: str = "") -> SimpleUploadedFile:
    """A file that may be sent; each colour is another file."""
    out = BytesIO()
    Image.new("RGB", (8, 8), colour).save(out, "JPEG")
    return SimpleUploadedFile(name or f"{colour}.jpg", out.getvalue(), content_type="image/jpeg")


def papers() -> dict[str, list[SimpleUploadedFile]]:
    """Every required paper."""
    colours = ("red", "green", "blue", "yellow", "black")
    kinds = [kind for kind, required in DOCUMENTS if required]
    return {kind: [picture(colour)] for kind, colour in zip(kinds, colours, strict=True)}


def write(row: AnnualReturn, actor: Actor) -> None:
    """Write a complete report, and do not send it."""
    annual.save_figures(row, actor=actor, values=FIGURES)
    annual.add_documents(row, actor=actor, uploads=papers())
    most = {item.pk: item.points for item in annual.items_of(row)}
    annual.save_scores(row, actor=actor, points=most)


def reported(row: AnnualReturn) -> AnnualReturn:
    """Let the institution report, completely, with all points for itself."""
    actor = Actor.system()
    write(row, actor)
    return annual.submit(row, actor=actor)


def points(row: AnnualReturn, *, less: int = 0, veto: bool = False) -> dict[int, Given]:
    """The institution's own points, `less` taken off over the items; `veto`: the first that may is not met."""
    given = {}
    for mark in annual.marks_of(row):
        off = min(mark.most, less)
        less -= off
        refused = veto and mark.may_veto
        veto = veto and not refused
        given[mark.item_id] = Given(mark.most - off, refused, "现场核查" if off or refused else "")
    return given


def in_notice(row: AnnualReturn, actor: Actor, *, less: int = 0) -> AnnualReturn:
    """Review a return that reported, and give notice of what the rule proposes."""
    annual.begin_review(row, actor=actor)
    found = annual.save_points(row, actor=actor, given=points(row, less=less))
    return annual.propose(row, actor=actor, result=found.result, note="评审意见")
