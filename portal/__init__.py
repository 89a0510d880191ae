"""The portal: composition root and the ground that the apps share."""

from portal.celery import app as celery_app

__all__ = ["celery_app"]
