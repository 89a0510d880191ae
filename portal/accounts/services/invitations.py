"""Letting a person in: an account without a password, and a link with which they set their own."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode
from django.utils.translation import gettext_lazy as _

from portal.accounts.actors import Actor
from portal.accounts.models import Membership, User
from portal.accounts.refusals import ChangedMeanwhile, Refusal
from portal.timeline import services as timeline


class InvitationTokens(PasswordResetTokenGenerator):
    """Good until it is used, another one is made, or PASSWORD_RESET_TIMEOUT has passed."""

    key_salt = "portal.accounts.invitations"


TOKENS = InvitationTokens()


def link_parts(user: User) -> dict[str, str]:
    """The two parts of a person's invitation link; a new one makes no older one void until it is used."""
    return {"who": urlsafe_base64_encode(str(user.pk).encode()), "token": TOKENS.make_token(user)}


def invited(who: str, token: str) -> User | None:
    """The person whom a link invites, None where it is wrong, used or too old."""
    try:
        pk = int(urlsafe_base64_decode(who).decode())
    except ValueError:
        return None
    user = User.objects.filter(pk=pk, is_active=True).first()
    return user if user is not None and TOKENS.check_token(user, token) else None


@transaction.atomic
def invite(*, actor: Actor, username: str, name: str, **membership: Any) -> Membership:
    """Make a person with one membership and no password. The caller has checked who may. Raises Refusal."""
    try:
        with transaction.atomic():
            user = User.objects.create_user(username=username, name=name)
    except IntegrityError as error:
        words = _("Somebody signs in with this name already. Choose another.")
        raise Refusal(words, field="username") from error
    held = Membership.objects.create(user=user, since=timezone.localdate(), **membership)
    _tell(actor, "person.invited", held)
    return held


@transaction.atomic
def join(user: User, token: str, *, password: str) -> User:
    """Set the password that a link was for; the link is used up by it. Raises ChangedMeanwhile, Refusal."""
    row = User.objects.select_for_update().get(pk=user.pk)
    if not TOKENS.check_token(row, token):
        raise ChangedMeanwhile(_("This link was used already. Sign in with your password."))
    try:
        validate_password(password, row)
    except ValidationError as error:
        raise Refusal(" ".join(error.messages), field="password") from error
    row.set_password(password)
    row.save(update_fields=["password"])
    held = row.memberships.for_acting().order_by("pk").first()
    if held is not None:
        _tell(Actor.of(held), "person.joined", held)
    return row


@transaction.atomic
def renew(held: Membership, *, actor: Actor) -> Membership:
    """Take a forgotten password away, so that a new link can be handed over. The caller has checked who may."""
    user = User.objects.select_for_update().get(pk=held.user_id)
    user.set_unusable_password()
    user.save(update_fields=["password"])
    _tell(actor, "person.invited_again", held)
    return Membership.objects.for_acting().get(pk=held.pk)


@transaction.atomic
def end(held: Membership, *, actor: Actor) -> None:
    """End a membership at once. The caller has checked who may."""
    row = Membership.objects.select_for_update(of=("self",)).get(pk=held.pk)
    _tell(actor, "person.access_ended", held)
    yesterday = timezone.localdate() - timedelta(days=1)
    if row.since > yesterday:
        row.delete()
    else:
        row.until = yesterday
        row.save(update_fields=["until"])


def _tell(actor: Actor, verb: str, held: Membership) -> None:
    timeline.record(
        actor,
        verb,
        held.user,
        changes={"role": held.label},
        institution_id=held.institution_id,
        district_id=held.institution.district_id if held.institution else held.district_id,
    )
