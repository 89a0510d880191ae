"""Telling a person by text message or e-mail that there is news: never what the news is. Clauses: D2, N4."""

from datetime import date

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from complaints.models import ComplainantIdentity, Complaint
from complaints.terms import Told
from portal.telling.services import outbox
from portal.telling.terms import Channel

# What happened, as far as a message that others may see on a locked phone says it.
NEWS: dict[str, str | Promise] = {
    "complaint.accepted": gettext_lazy("it was accepted"),
    "complaint.refused": gettext_lazy("there is an answer whether it is accepted"),
    "complaint.asked": gettext_lazy("there is a question for you"),
    "complaint.extended": gettext_lazy("it takes longer than planned"),
    "complaint.answered": gettext_lazy("it was answered"),
    "complaint.returned": gettext_lazy("it is looked into again"),
}


CHANNELS: dict[str, Channel] = {Told.MESSAGE: Channel.SMS, Told.EMAIL: Channel.EMAIL}


def prefix_of(complaint: Complaint) -> str:
    """What the keys of all messages about a complaint begin with."""
    return f"complaint:{complaint.number}:"


def tell(complaint: Complaint, verb: str, event_pk: int) -> None:
    """Write a message to who asked for one, once for an event. It names the number and no content.

    Clauses: D2, N4 (least data).
    """
    channel = CHANNELS.get(complaint.told)
    if verb not in NEWS or not complaint.named or channel is None:
        return
    identity = ComplainantIdentity.objects.filter(complaint=complaint, erased_on=None).first()
    recipient = "" if identity is None else (identity.email if channel == Channel.EMAIL else identity.phone)
    if not recipient:
        return
    with translation.override(settings.LANGUAGE_CODE):
        words = _("Complaint %(number)s: %(news)s. Look it up with your number and secret on the portal.") % {
            "number": complaint.number,
            "news": NEWS[verb],
        }
        subject = _("Complaint %(number)s") % {"number": complaint.number}
    outbox.write(f"{prefix_of(complaint)}{event_pk}", channel, recipient, words, subject=subject)


def erase(complaint: Complaint, today: date) -> int:
    """Erase what was sent about a complaint. Clause: N4."""
    return outbox.erase_about(prefix_of(complaint), today)
