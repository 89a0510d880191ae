"""A person who signs in."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """A person who signs in. What they may do stands in their memberships, never here."""

    name = models.CharField(_("name"), max_length=60)
    # Certificate for law enforcement (N2): only certified officers make a visit.
    enforcement_certificate = models.CharField(_("enforcement certificate"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def get_full_name(self) -> str:
        return self.name or self.username

    def __str__(self) -> str:
        return self.get_full_name()
