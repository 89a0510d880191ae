"""Applications for permits, for tests."""

from typing import Any

import factory
from django.core.files.uploadedfile import SimpleUploadedFile

from institutions.models import ApplicationItem, LicenceApplication, SettingStandard, StandardItem
from institutions.rules.licences import PAPERS
from institutions.services.licences import applying
from institutions.terms import ApplicationState, ItemAnswer
from portal.accounts.actors import Actor
from tests.factories.institutions import InstitutionFactory

ADDRESS = "南昌市东湖区公园街道中山路88号"
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


class LicenceApplicationFactory(factory.django.DjangoModelFactory):
    """An application for a new permit that waits for acceptance."""

    class Meta:
        model = LicenceApplication
        skip_postgeneration_save = True

    institution = factory.SubFactory(InstitutionFactory, situation="neither")
    kind = "new"
    state = ApplicationState.SUBMITTED
    standard = factory.LazyFunction(lambda: SettingStandard.objects.get(version="2018"))
    wished = factory.LazyFunction(lambda: {"address": ADDRESS, "area": "300", "subjects": ["mathematics"]})

    @factory.post_generation
    def items(row: LicenceApplication, create: bool, said: Any, **kwargs: Any) -> None:
        wanted = StandardItem.objects.filter(section__standard=row.standard)
        ApplicationItem.objects.bulk_create(
            ApplicationItem(application=row, item=item, answer=ItemAnswer.MET) for item in wanted
        )


def pdf(name: str) -> SimpleUploadedFile:
    """A small PDF that differs by name."""
    return SimpleUploadedFile(f"{name}.pdf", PDF + name.encode(), content_type="application/pdf")


def send_papers(row: LicenceApplication, actor: Actor) -> None:
    """Send every paper that the application needs."""
    for paper in PAPERS[row.kind]:
        applying.attach(row, actor=actor, paper=paper, uploads=[pdf(paper)])


def answer_all(row: LicenceApplication, actor: Actor) -> None:
    """Say of every item that it is met."""
    answers = {item: (ItemAnswer.MET, "") for item in row.items.values_list("item_id", flat=True)}
    applying.answer(row, actor=actor, answers=answers)
