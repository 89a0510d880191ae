"""The question asked of who files often. It needs no outside service, and its answer never leaves the server."""

import json
import secrets
import uuid
from dataclasses import dataclass

from django.core.cache import cache
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from complaints.rules.challenge import LEFT, SUM, Question, in_chinese, in_english, question_from, read_answer
from portal.accounts.refusals import Refusal

SECONDS_TO_ANSWER = 900


class NotAnswered(Refusal):
    """The question was not answered, or wrongly, too late, or a second time. All that was typed stays."""

    status = 422
    words = _("That was not the answer. Here is another question; what you wrote is all still here.")


@dataclass(frozen=True, slots=True)
class Challenge:
    """One question, asked for one draft. `nonce` names it and tells nothing about its answer."""

    nonce: str
    question: Question

    @property
    def words(self) -> str:
        """The question in the reader's language, with numbers in words."""
        asked = {
            SUM: _("What is %(first)s plus %(second)s?"),
            LEFT: _("What is left of %(first)s after taking away %(second)s?"),
        }.get(self.question.form, _("Which number is larger: %(first)s or %(second)s?"))
        word = in_chinese if (get_language() or "zh").startswith("zh") else in_english
        return str(asked) % {"first": word(self.question.first), "second": word(self.question.second)}


def challenge_for(draft: uuid.UUID) -> Challenge:
    """The question of a draft: the one that waits for its answer, or a new one. Clause: M8."""
    waiting = _waiting(draft)
    if waiting is not None:
        return waiting
    made = Challenge(secrets.token_urlsafe(12), question_from(secrets.randbelow(1 << 32)))
    asked = made.question
    kept = [made.nonce, asked.form, asked.first, asked.second]
    cache.set(_key(draft), json.dumps(kept), SECONDS_TO_ANSWER)
    return made


def check(draft: uuid.UUID, nonce: str, answer: str) -> None:
    """Take the answer to a draft's question. Right or wrong, the question is spent. Clause: M8.

    Raises NotAnswered.
    """
    waiting = _waiting(draft)
    # Only one of two that come at once deletes it, and only that one is looked at.
    if waiting is None or not cache.delete(_key(draft)):
        raise NotAnswered(field="answer")
    if not secrets.compare_digest(waiting.nonce.encode(), nonce.encode()):
        raise NotAnswered(field="answer")
    if read_answer(answer) != waiting.question.answer:
        raise NotAnswered(field="answer")


def _waiting(draft: uuid.UUID) -> Challenge | None:
    kept = cache.get(_key(draft))
    if not kept:
        return None
    nonce, form, first, second = json.loads(kept)
    return Challenge(nonce, Question(form, first, second))


def _key(draft: uuid.UUID) -> str:
    return f"complaints:question:{draft.hex}"
