"""What every test may ask for: the cast of people, an empty cache, and a media folder of its own."""

from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.db import connection

pytest_plugins = ["tests.people"]


@pytest.fixture(autouse=True)
def _clean(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"  # type: ignore[attr-defined]
    cache.clear()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs real concurrency runs on PostgreSQL; elsewhere it is left out, and the summary says so."""
    if "postgresql" in django_settings.DATABASES["default"]["ENGINE"]:
        return
    skip = pytest.mark.skip(
        reason="needs PostgreSQL's real concurrency; runs in the second half of make test"
    )
    for item in items:
        if item.get_closest_marker("postgres"):
            item.add_marker(skip)


def pytest_report_header() -> str:
    return f"database: {connection.vendor}"
