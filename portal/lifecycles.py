"""Where a row stands in its life cycle: django-fsm-2's field, light enough for migrations."""

from typing import Any

from django.db import models
from django_fsm import FSMField

HISTORICAL = "__fake__"  # what Django calls the module of a model as a migration knew it


class StateField(FSMField):
    """An FSMField whose transitions are looked for on real models only.

    Each FSMField listens for every class that is made. Migrations make each model anew at each step and have no
    transitions, so thousands of listeners would be called for nothing: a fresh database took more than twice as long.
    """

    def contribute_to_class(self, cls: Any, name: str, private_only: bool = False, **kwargs: Any) -> None:
        if cls.__module__ == HISTORICAL:
            models.CharField.contribute_to_class(self, cls, name, private_only=private_only)
        else:
            super().contribute_to_class(cls, name, private_only=private_only, **kwargs)
