"""All that inspections do by themselves, and all that they hand to the shared ground."""


def register() -> None:
    """Hand everything over; called once when the app is ready."""
