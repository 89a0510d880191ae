"""The complaint API against its own schema: what the schema promises holds for whatever is sent."""

from collections.abc import Iterator
from typing import Any
from unittest import mock

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, settings

from complaints.models import Complaint
from complaints.rules.limits import Limit
from portal.wsgi import application
from tests.factories.complaints import SECRET

pytestmark = [pytest.mark.django_db, pytest.mark.clause("M8")]

EXAMPLES = 40
whole = schemathesis.openapi.from_dict(SchemaGenerator().get_schema(request=None, public=True))
whole.app = application
# Whether a code is in the register, or a complaint names anything at all, no schema can say.
whole.config.checks.positive_data_acceptance.expected_statuses += ["400"]
complaint_api = whole.include(path_regex=r"^/api/v1/complaints/")


@pytest.fixture(autouse=True)
def _often(db: Any, institution: Any) -> Iterator[None]:
    """Nobody is stopped for sending much, and the end of a request leaves the test's transaction alone."""
    ends = request_started, request_finished
    often = Limit(1_000_000, 3600)
    with (
        mock.patch("complaints.rules.limits.FILING", often),
        mock.patch("complaints.rules.limits.FOLLOWING", often),
    ):
        for signal in ends:
            signal.disconnect(close_old_connections)
        yield
        for signal in ends:
            signal.connect(close_old_connections)


@complaint_api.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_the_complaint_api_keeps_to_its_schema(case: schemathesis.Case) -> None:
    case.call_and_validate()


@complaint_api.include(method="POST").parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_what_can_be_filed_is_answered_as_the_schema_says(case: schemathesis.Case) -> None:
    """With an institution of the register, so that more is filed than refused."""
    from institutions.models import Institution

    if isinstance(case.body, dict):
        case.body |= {"institution": Institution.objects.get().code, "consent": True, "district": ""}
    case.call_and_validate()


def test_following_a_complaint_is_answered_as_the_schema_says(complaint: Complaint) -> None:
    operation = complaint_api["/api/v1/complaints/{code}/"]["GET"]
    case = operation.Case(path_parameters={"code": complaint.number}, headers={"X-Complaint-Secret": SECRET})
    assert case.call_and_validate().status_code == 200
