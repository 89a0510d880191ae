"""Not too often from one address."""

import hashlib
import time

from django.core.cache import cache
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.accounts.refusals import Refusal
from portal.throttling.rules import Limit, source_of, window
from portal.ui.context import REPORT_LINE


class TooOften(Refusal):
    """Too many from one address; the words say when to come back and how else to be heard."""

    status = 429

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        minutes = max(1, -(-seconds // 60))
        after = ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
        words = _("Too many tries from this connection. Come back in %(after)s, or call %(line)s.")
        super().__init__(str(words) % {"after": after, "line": REPORT_LINE})


def count(what: str, who: str, limit: Limit) -> None:
    """Count one more `what` by `who`, an address or a number. Raises TooOften beyond the limit.

    Only a hash of the address is kept, and only until the window ends.
    """
    key, left = _key(what, source_of(who), limit)
    cache.add(key, 0, timeout=limit.seconds)
    try:
        times = cache.incr(key)
    except ValueError:  # it ended between the two calls
        times = 1
    if times > limit.times:
        raise TooOften(left)


def counted(what: str, who: str, limit: Limit) -> int:
    """How often `who` did `what` within the window of `limit`, counting nothing."""
    times: int = cache.get(_key(what, source_of(who), limit)[0], 0)
    return times


def refuse_beyond(what: str, who: str, limit: Limit) -> None:
    """Stop who is beyond a limit already, before any work is done for them. Counts nothing. Raises TooOften."""
    if counted(what, who, limit) >= limit.times:
        raise TooOften(_key(what, who, limit)[1])


def _key(what: str, who: str, limit: Limit) -> tuple[str, int]:
    """Where the count of the present window is, and the seconds until that ends."""
    begun, left = window(time.time(), limit)
    digest = hashlib.sha256(f"{what}|{who}|{begun}".encode()).hexdigest()[:32]
    return f"throttling:{what}:{digest}", left
