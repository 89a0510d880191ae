"""Work outside the request: queued tasks (`after_commit`) and the daily steps (`due`)."""

from portal.jobs.queue import after_commit

__all__ = ["after_commit"]
