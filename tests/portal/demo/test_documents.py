"""The papers that the demonstration tells of."""

from datetime import date

import pytest

from inspections.models import EnforcementDocument
from inspections.services.documents.issuing import is_as_issued
from portal.demo import city

TODAY = date(2026, 11, 23)


@pytest.mark.django_db
@pytest.mark.clause("N3")
def test_papers_are_issued_one_is_served_with_its_proof_and_others_wait():
    city.build(today=TODAY, size=60)
    papers = EnforcementDocument.objects.all()
    assert {"record", "rectification", "service"} <= set(papers.values_list("kind", flat=True))
    assert set(papers.filter(service__isnull=False).values_list("kind", flat=True)) == {
        "rectification",
        "case_notice",
    }
    assert papers.unserved(TODAY).exists()
    assert all(is_as_issued(paper) for paper in papers)
