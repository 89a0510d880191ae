"""What the street reported in the demonstration, and its risk picture."""

from datetime import date

import pytest

from inspections.models import Anomaly, RiskPicture
from portal.demo import city

TODAY = date(2026, 11, 23)


@pytest.mark.django_db
@pytest.mark.clause("M7")
def test_reports_of_the_street_wait_and_one_is_answered_and_the_risk_picture_stands():
    city.build(today=TODAY, size=60)
    assert set(Anomaly.objects.values_list("state", flat=True)) == {"reported", "answered"}
    levels = set(RiskPicture.objects.values_list("level", flat=True))
    assert {"low", "raised"} <= levels
