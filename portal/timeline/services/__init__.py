"""Writing history and sealing it."""

from portal.timeline.services.events import record

__all__ = ["record"]
