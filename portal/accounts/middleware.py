"""Puts the person's role on the request: `request.actor`, or None where nobody signed in."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject, empty

from portal.accounts.actors import Actor
from portal.accounts.models import Membership

SESSION_KEY = "membership"


def memberships_of(request: HttpRequest) -> list[Membership]:
    """Return the memberships the signed-in person holds today, oldest first; read once a request."""
    cached: list[Membership] | None = getattr(request, "_memberships", None)
    if cached is None:
        if request.user.is_authenticated:
            held = Membership.objects.in_force(timezone.localdate()).filter(user=request.user)
            cached = list(held.for_acting().order_by("pk"))
        else:
            cached = []
        request._memberships = cached  # type: ignore[attr-defined]
    return cached


def actor_of(request: HttpRequest) -> Actor | None:
    """Return whom the person acts as: the membership chosen in this session, else the first."""
    held = memberships_of(request)
    if not held:
        return None
    chosen = request.session.get(SESSION_KEY)
    return Actor.of(next((m for m in held if m.pk == chosen), held[0]))


class ActorMiddleware:
    """Set `request.actor`, read from the database only where a page asks for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        lazy: Any = SimpleLazyObject(lambda: actor_of(request))
        assert lazy._wrapped is empty
        request.actor = lazy  # type: ignore[attr-defined]
        return self.get_response(request)
