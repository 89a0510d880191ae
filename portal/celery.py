"""Celery: the worker's app and the daily beat. Tasks are found by name in each app's `tasks.py`."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

app = Celery("portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    # Computed from the data: a run missed or repeated does no harm.
    "daily-work": {"task": "jobs.run_due_work", "schedule": crontab(hour="0", minute="10")},
    "daily-work-again": {"task": "jobs.run_due_work", "schedule": crontab(hour="6-22/2", minute="5")},
    "messages": {"task": "telling.send_waiting", "schedule": crontab(minute="*/5")},
}
