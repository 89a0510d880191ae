"""Where a request comes from: its address, and the device that our cookie knows again."""

import secrets

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from rest_framework.throttling import BaseThrottle

from complaints.services.throttle import Source

COOKIE = "filing_device"
SALT = "complaints.device"
SECONDS = 24 * 3600  # longer than any limit looks back, too short to follow anybody


def address_of(request: HttpRequest) -> str:
    """Where a request comes from, behind as many proxies as the settings say."""
    return BaseThrottle().get_ident(request) or ""  # type: ignore[arg-type]


def device_of(request: HttpRequest) -> str:
    """The device as our signed cookie names it; nothing where there is none, or one that we did not make."""
    return request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=SECONDS) or ""


def source_of(request: HttpRequest) -> Source:
    """Address and device."""
    return Source(address_of(request), device_of(request))


def name_device(request: HttpRequest, response: HttpResponseBase) -> None:
    """Give a random name to a device that has none. It says nothing, scripts cannot read it, it ends in a day."""
    if device_of(request):
        return
    response.set_signed_cookie(
        COOKIE,
        secrets.token_urlsafe(12),
        salt=SALT,
        max_age=SECONDS,
        path="/complaints/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
