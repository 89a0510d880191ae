"""Writing history and sealing it."""

from portal.timeline.services.events import Told, record, record_many

__all__ = ["Told", "record", "record_many"]
