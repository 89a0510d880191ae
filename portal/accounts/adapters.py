"""How allauth behaves here: no sign-up, and TOTP secrets encrypted."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.urls import reverse

from portal.accounts.middleware import actor_of
from portal.accounts.roles import Role
from portal.privacy.fields import cipher


def name_tried(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """Return the name that failures are counted under: as allauth hands it on, or as the form has it.

    Signing in does not tell "City" from "city", so neither does the lock.
    """
    tried = (credentials or {}).get("username") or request.POST.get("login", "")
    return str(tried).casefold()


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by an administrator."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        actor = actor_of(request)
        return "/my/" if actor is not None and actor.role == Role.INSTITUTION else reverse("desk:home")


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """TOTP secrets lie encrypted in the database; no mail goes out about them."""

    def encrypt(self, text: str) -> str:
        return cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return cipher().decrypt(encrypted_text.encode()).decode()

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        return None
