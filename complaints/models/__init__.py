"""What is true of complaints."""

from complaints.models.complaints import Complaint
from complaints.models.drafts import DraftPhoto
from complaints.models.history import Dispatch, Escalation, Extension, Note, Pause, Supplement
from complaints.models.identity import ComplainantIdentity
from complaints.models.numbers import Serial

__all__ = [
    "ComplainantIdentity",
    "Complaint",
    "Dispatch",
    "DraftPhoto",
    "Escalation",
    "Extension",
    "Note",
    "Pause",
    "Serial",
    "Supplement",
]
