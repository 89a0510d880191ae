"""Who may open a file: whoever may see what it belongs to, unless the app that owns it says more narrowly."""

from collections.abc import Callable

from django.apps import apps

from portal.accounts.actors import Actor
from portal.evidence.models import Evidence

Answer = Callable[[Actor, str], bool]
_answers: dict[str, Answer] = {}


def register(model_label: str, answer: Answer) -> None:
    """Let `answer(actor, subject_pk)` decide for the files of `model_label` ("complaints.complaint")."""
    _answers[model_label.lower()] = answer


def may_open(actor: Actor, evidence: Evidence) -> bool:
    """Return whether `actor` may open the file."""
    answer = _answers.get(evidence.subject_type)
    if answer is not None:
        return answer(actor, evidence.subject_id)
    manager = apps.get_model(evidence.subject_type)._default_manager
    visible = getattr(manager, "visible_to", None)
    return visible is not None and visible(actor).filter(pk=evidence.subject_id).exists()
