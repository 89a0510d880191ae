"""What others are asked about complaints in the demonstration."""

from datetime import date

import pytest

from complaints.models import AnswerTemplate, JointRequest, Urge
from portal.demo import city
from portal.telling.models import InboxItem

TODAY = date(2026, 11, 23)


@pytest.mark.django_db
@pytest.mark.clause("D2")
def test_departments_are_asked_the_city_urges_and_the_inbox_says_so():
    city.build(today=TODAY, size=200)
    assert set(JointRequest.objects.values_list("department", flat=True)) == {"fire", "market"}
    assert Urge.objects.filter(replied_on=None).exists()
    assert AnswerTemplate.objects.filter(district=None).exists()
    told = set(InboxItem.objects.values_list("kind", flat=True))
    assert {"complaint.urged", "complaint.joint_asked"} <= told
