"""What tests of lists and publications share."""

from publicity import tasks  # noqa: F401 - registers the tasks, so that queued work runs in the test itself
