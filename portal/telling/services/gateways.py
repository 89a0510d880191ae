"""The ways out. A gateway takes a message or says why not; nothing else in the project knows one."""

from __future__ import annotations

import hashlib
import hmac
import json
import urllib.error
import urllib.request
from pathlib import Path
from typing import Protocol

import structlog
from django.conf import settings
from django.core.mail import EmailMessage

from portal.telling.terms import Channel

log = structlog.get_logger(__name__)
SECONDS = 10


class GatewayError(Exception):
    """The gateway did not take it. `for_good` where trying again would not help (a number that is none)."""

    def __init__(self, words: str, *, for_good: bool = False) -> None:
        super().__init__(words)
        self.for_good = for_good


class Gateway(Protocol):
    """Sends one message. The same `key` twice is the same message: a gateway may drop the second."""

    def send(self, key: str, recipient: str, subject: str, text: str) -> None:
        """Send it. Raises GatewayError."""
        ...


class Console:
    """Says in the log that a message would leave; number and text stay out of it (N4)."""

    def send(self, key: str, recipient: str, subject: str, text: str) -> None:
        """Log it."""
        log.info("message", key=key, ending=recipient[-2:], length=len(text))


class File:
    """Appends each message to a file, one line of JSON each: for trying out and for tests."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def send(self, key: str, recipient: str, subject: str, text: str) -> None:
        """Append it."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        line = {"key": key, "recipient": recipient, "subject": subject, "text": text}
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


class Http:
    """POSTs JSON to the city's message gateway, signed with HMAC-SHA256 over the body.

    The key goes along as `Idempotency-Key`, so that a try whose answer was lost is not sent twice.
    """

    def __init__(self, url: str, secret: str) -> None:
        self.url, self.secret = url, secret

    def send(self, key: str, recipient: str, subject: str, text: str) -> None:
        """Post it. 2xx is taken, 4xx but 408 and 429 is refused for good, all else is tried again."""
        body = json.dumps({"id": key, "to": recipient, "text": text}, ensure_ascii=False).encode()
        request = urllib.request.Request(  # noqa: S310 - the address comes from the settings
            self.url,
            data=body,
            method="POST",
            headers={
                "Content-Type": "application/json; charset=utf-8",
                "Idempotency-Key": key,
                "X-Signature": hmac.new(self.secret.encode(), body, hashlib.sha256).hexdigest(),
            },
        )
        try:
            with urllib.request.urlopen(request, timeout=SECONDS):  # noqa: S310
                return
        except urllib.error.HTTPError as error:
            refused = 400 <= error.code < 500 and error.code not in {408, 429}
            raise GatewayError(f"HTTP {error.code}", for_good=refused) from error
        except (OSError, ValueError) as error:
            raise GatewayError(type(error).__name__) from error


class Mail:
    """Sends by the mail server of the settings."""

    def send(self, key: str, recipient: str, subject: str, text: str) -> None:
        """Send it; the key becomes part of the Message-ID."""
        digest = hashlib.sha256(key.encode()).hexdigest()[:32]
        message = EmailMessage(subject, text, to=[recipient], headers={"Message-ID": f"<{digest}@portal>"})
        try:
            message.send()
        except OSError as error:
            raise GatewayError(type(error).__name__) from error


def gateway_for(channel: str) -> Gateway:
    """The way out of a channel, as the settings say: an HTTP gateway, a file, or the log."""
    if channel == Channel.EMAIL:
        return Mail()
    if settings.SMS_GATEWAY_URL:
        return Http(settings.SMS_GATEWAY_URL, settings.SMS_GATEWAY_SECRET)
    if settings.SMS_FILE:
        return File(Path(settings.SMS_FILE))
    return Console()
