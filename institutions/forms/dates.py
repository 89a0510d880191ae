"""A day in a form."""

from typing import Any

from django import forms


class DateInput(forms.DateInput):
    """A day, with the device's own picker."""

    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)
