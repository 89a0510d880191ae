"""An object in a district for every address of complaints that takes parameters."""

import uuid
from collections.abc import Callable
from typing import Any

from complaints.models import AnswerTemplate, CallDraft, IdentityRequest
from portal.accounts.models import User
from portal.regions.models import District
from tests.factories.complaints import ComplaintFactory, JointRequestFactory


def one(district: District) -> dict[str, Any]:
    """A received complaint of the district."""
    return {"pk": ComplaintFactory(district=district).pk}


ACTS = (
    "accept",
    "refuse",
    "dispatch",
    "take",
    "link",
    "check",
    "told",
    "visit",
    "answer",
    "extend",
    "pause",
    "resume",
    "note",
    "seen",
    "close",
    "identity",
    "identity_open",
    "return",
    "merge",
    "unmerge",
    "ask_person",
    "urge",
    "reply",
    "joint",
)


def identity_request(district: District) -> dict[str, Any]:
    """A request to open who complained."""
    complaint = ComplaintFactory(district=district, named=True)
    asker = User.objects.create_user(username=f"asker{complaint.pk}", password="pass-for-tests-1")
    return {"pk": IdentityRequest.objects.create(complaint=complaint, asked_by=asker, reason="回访").pk}


def call(district: District) -> dict[str, Any]:
    """A report that somebody else is taking down: nobody's to open."""
    taker = User.objects.create_user(username=f"taker{User.objects.count()}", password="pass-for-tests-1")
    return {"client_id": CallDraft.objects.create(user=taker).client_id}


def joint_request(district: District) -> dict[str, Any]:
    """What the fire department of the district is asked."""
    return {"pk": JointRequestFactory(complaint__district=district).pk}


def template(district: District) -> dict[str, Any]:
    """A template of the district."""
    return {"pk": AnswerTemplate.objects.create(district=district, title="退费", text="已退。").pk}


SAMPLES: dict[str, Callable[[District], dict[str, Any]]] = {
    "detail": one,
    **dict.fromkeys(("identity_request", "identity_grant", "identity_decline"), identity_request),
    **dict.fromkeys(ACTS, one),
    **dict.fromkeys(("call", "call_keep", "call_discard", "call_receipt"), call),
    "joint_request": joint_request,
    **dict.fromkeys(("template", "template_retire"), template),
    "new": lambda district: {},
    "ask": lambda district: {"step": "what"},
    "remove_photo": lambda district: {"key": uuid.uuid4()},
    "api_follow": lambda district: {"code": ComplaintFactory(district=district).number},
}

# What somebody types on the telephone is theirs alone.
OWN = {"call", "call_keep", "call_discard", "call_receipt"}
