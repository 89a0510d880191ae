from django.db import models


class Serial(models.Model):
    """One drawn serial number. Drawing never waits for another filing, so gaps are possible and harmless."""

    drawn_at = models.DateTimeField(auto_now_add=True)
