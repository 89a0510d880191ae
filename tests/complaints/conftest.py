"""What tests of complaints may ask for."""

import uuid
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from complaints.models import Complaint
from complaints.services.filing import Filed, Filing, file_complaint
from complaints.terms import Kind, State
from portal.accounts.actors import Actor
from tests.factories.complaints import ComplaintFactory, IdentityFactory


def photo(name: str = "门口.jpg", colour: str = "red") -> SimpleUploadedFile:
    """A small picture, another one for another colour."""
    out = BytesIO()
    Image.new("RGB", (12, 12), colour).save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/jpeg")


@pytest.fixture
def photos() -> list[SimpleUploadedFile]:
    return [photo("一.jpg", "red"), photo("二.jpg", "blue"), photo("三.jpg", "green")]


@pytest.fixture
def file_one(institution: Any) -> Callable[..., Filed]:
    """Files a complaint about the institution of 东湖区; every argument can be another."""

    def go(*, client_id: uuid.UUID | None = None, uploads: Any = (), **more: Any) -> Filed:
        said = {"kind": Kind.FEES, "description": "一次收了一年的学费。", "institution": institution} | more
        return file_complaint(
            Filing(**said), actor=Actor.citizen(), client_id=client_id or uuid.uuid4(), uploads=uploads
        )

    return go


@pytest.fixture
def complaint(institution: Any) -> Complaint:
    """A complaint about the institution of 东湖区, received today."""
    return ComplaintFactory(institution=institution, district=institution.district)


@pytest.fixture
def named(institution: Any) -> Complaint:
    """One of a person who gave a name."""
    complaint = ComplaintFactory(institution=institution, district=institution.district, named=True)
    IdentityFactory(complaint=complaint)
    return complaint


@pytest.fixture
def accepted(complaint: Complaint, officer_a: Actor) -> Complaint:
    """The complaint, accepted by the district's officer."""
    from complaints.services.intake import accept

    accepted = accept(complaint, actor=officer_a)
    assert accepted.state == State.ACCEPTED
    return accepted
