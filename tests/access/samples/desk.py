"""One object a parameter of the workbench's addresses."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from portal.accounts.actors import Actor
from portal.accounts.models import User
from portal.evidence.services import store
from portal.regions.models import District
from portal.telling.models import InboxItem
from tests.factories.institutions import InstitutionFactory


def a_file(district: District) -> dict[str, Any]:
    """A PDF that belongs to an institution of the district."""
    owner = InstitutionFactory(district=district)
    upload = SimpleUploadedFile("paper.pdf", b"%PDF-1.4 paper", content_type="application/pdf")
    kept = store(Actor.system(), upload, subject=owner, district_id=district.pk, institution_id=owner.pk)
    return {"pk": kept.pk}


def somebodys_news(district: District) -> dict[str, Any]:
    """What one officer of the district was told, who is nobody of the cast."""
    owner = User.objects.get_or_create(username=f"news-{district.slug}")[0]
    item = InboxItem.objects.create(user=owner, key=f"k{owner.pk}", kind="test", url="/desk/")
    return {"pk": item.pk}


SAMPLES = {"evidence": a_file, "inbox_open": somebodys_news}
# Nobody reads another's inbox.
OWN = ("inbox_open",)
