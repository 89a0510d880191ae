"""The annual inspection: opened, reported to, reviewed, in notice, final, concluded; and its zombies. Clauses: M7, D6, D5."""

from institutions.services.annual.concluding import conclude, conclude_due
from institutions.services.annual.notices import answer, finish_due, object_to
from institutions.services.annual.opening import open_due, scheme_of
from institutions.services.annual.reports import (
    FIELDS,
    Incomplete,
    ReportFaults,
    add_documents,
    faults_of,
    items_of,
    prefill,
    save_figures,
    save_scores,
    submit,
    values_of,
)
from institutions.services.annual.reviews import (
    begin_review,
    decide,
    decide_many,
    marks_of,
    propose,
    proposed_for,
    save_points,
    send_back,
)
from institutions.services.annual.zombies import clear, mark_all_zombies, mark_zombies

__all__ = [
    "FIELDS",
    "Incomplete",
    "ReportFaults",
    "add_documents",
    "answer",
    "begin_review",
    "clear",
    "conclude",
    "conclude_due",
    "decide",
    "decide_many",
    "faults_of",
    "finish_due",
    "items_of",
    "mark_all_zombies",
    "mark_zombies",
    "marks_of",
    "object_to",
    "open_due",
    "prefill",
    "propose",
    "proposed_for",
    "save_figures",
    "save_points",
    "save_scores",
    "scheme_of",
    "send_back",
    "submit",
    "values_of",
]
