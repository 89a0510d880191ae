"""What a service says when it will not do a thing: words for the officer, and the field they belong beside."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Refusal(Exception):
    """A service refuses; nothing was changed. `field` names the form field the words belong beside."""

    status = 422
    words: str | Promise = _("This can't be done.")

    def __init__(self, words: str | Promise | None = None, *, field: str | None = None) -> None:
        self.words = words if words is not None else type(self).words
        self.field = field
        super().__init__(self.words)

    def __str__(self) -> str:
        return str(self.words)


class NotAllowed(Refusal):
    """The actor may see this but not do it."""

    status = 403
    words = _("Your role may not do this.")


class ChangedMeanwhile(Refusal):
    """Somebody else was quicker; the page shows the current state and what was typed."""

    status = 409
    words = _("This was changed meanwhile. Look at the current state below and decide again.")


class ReasonRequired(Refusal):
    """A departure from what the rule proposes needs a written reason."""

    words = _("This departs from what the rule proposes: write the reason.")

    def __init__(self, words: str | Promise | None = None, *, field: str | None = "reason") -> None:
        super().__init__(words, field=field)
