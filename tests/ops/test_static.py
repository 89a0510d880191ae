"""In production static files carry a hash in their name: everything a page or a stylesheet names has to be there."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.templatetags.static import static

from tests.ops.script import ROOT

NAMED = re.compile(r"""\{%\s*static\s+["']([^"']+)["']""")


@pytest.fixture
def collected(settings, tmp_path: Path) -> Path:
    manifest = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": manifest}}
    call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path


def test_every_static_file_that_a_template_names_gets_a_hashed_name(collected):
    templates = [path for folder in ("templates", "portal") for path in (ROOT / folder).rglob("*.html")]
    named = {name for path in templates for name in NAMED.findall(path.read_text(encoding="utf-8"))}
    assert named
    for name in sorted(named):
        hashed = static(name).removeprefix(staticfiles_storage.base_url)
        assert hashed != name
        assert (collected / hashed).exists(), name
