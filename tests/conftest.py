"""What every test may ask for: the cast of people, an empty cache, and a media folder of its own."""

import os
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache

from portal import celery_app

pytest_plugins = ["tests.people"]


@pytest.fixture(autouse=True)
def _clean(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"  # type: ignore[attr-defined]
    cache.clear()


def pytest_configure() -> None:
    """Where there is a Redis for tests the cache lives in it, each worker's in a database of its own."""
    url = os.environ.get("TEST_REDIS_URL")
    if url:
        worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
        location = urlsplit(url)._replace(path=f"/{int(worker) + 1}").geturl()
        backend = "django.core.cache.backends.redis.RedisCache"
        django_settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": location}}


@pytest.fixture(scope="session", autouse=True)
def _tasks() -> None:
    """Work runs where it is queued; what is not known by name would go to a broker that nobody reads."""
    celery_app.loader.import_default_modules()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite in a file, as it is run: in memory, all threads of the live server would share a connection."""
    database = django_settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


def keep_seeds(item: pytest.Item) -> None:
    """A test that commits empties every table when it ends: what migrations seeded is put back first."""
    mark = item.get_closest_marker("django_db")
    commits = {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    if commits or (mark and mark.kwargs.get("transaction")):
        kept = (mark.kwargs if mark else {}) | {"transaction": True, "serialized_rollback": True}
        item.add_marker(pytest.mark.django_db(**kept), append=False)


# Before pytest-django sorts them: what empties the tables then runs after all that needs the seeds.
@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs real concurrency runs on PostgreSQL; elsewhere it is left out, and the summary says so."""
    for item in items:
        keep_seeds(item)
    if "postgresql" in django_settings.DATABASES["default"]["ENGINE"]:
        return
    skip = pytest.mark.skip(
        reason="needs PostgreSQL's real concurrency; runs in the second half of make test"
    )
    for item in items:
        if item.get_closest_marker("postgres"):
            item.add_marker(skip)


def pytest_report_header() -> str:
    return f"database: {django_settings.DATABASES['default']['ENGINE']}"
