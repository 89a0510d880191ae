"""What is true of complaints."""

from complaints.models.calls import CallDraft
from complaints.models.complaints import Complaint
from complaints.models.drafts import DraftPhoto
from complaints.models.endings import Answering, Rating
from complaints.models.history import Dispatch, Escalation, Extension, Note, Pause, Supplement
from complaints.models.identity import ComplainantIdentity, IdentityRequest
from complaints.models.numbers import Serial
from complaints.models.together import AnswerTemplate, JointRequest, Question, Urge

__all__ = [
    "AnswerTemplate",
    "Answering",
    "CallDraft",
    "ComplainantIdentity",
    "Complaint",
    "Dispatch",
    "DraftPhoto",
    "Escalation",
    "Extension",
    "IdentityRequest",
    "JointRequest",
    "Note",
    "Pause",
    "Question",
    "Rating",
    "Serial",
    "Supplement",
    "Urge",
]
