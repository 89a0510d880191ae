"""Which language a reader gets: Chinese unless they chose English.

`Accept-Language` is ignored on purpose: public pages are the same bytes for everyone, and only the
reader's own choice (a cookie) changes them. Commands follow `LANG`.
"""

import os
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers


class LanguageMiddleware:
    """Activate the language of the cookie, or Chinese."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ["Cookie"])
        return response


def of_environment() -> str:
    """Return the language of `LANG`: English where it says so, else Chinese."""
    spoken = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return "en" if spoken.lower().startswith("en") else settings.LANGUAGE_CODE


class SpeakingCommand(BaseCommand):
    """A management command that speaks the language of `LANG`."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        with translation.override(of_environment()):
            return super().execute(*args, **options)
