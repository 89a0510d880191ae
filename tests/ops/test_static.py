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


def test_what_a_script_imports_gets_its_hashed_name_too(settings, tmp_path: Path):
    """A browser keeps static files for a year: under a plain name it would run last month's module."""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "portal.statics.HashedStatics"}}
    call_command("collectstatic", interactive=False, verbosity=0)
    ours = (ROOT / "static").rglob("*.js")
    named = {
        path.relative_to(ROOT / "static") for path in ours if "import" in path.read_text(encoding="utf-8")
    }
    assert named
    for name in named:
        script = tmp_path / static(str(name)).removeprefix(staticfiles_storage.base_url)
        for line in script.read_text(encoding="utf-8").splitlines():
            if line.startswith("import "):
                imported = line.split('"')[1]
                assert re.search(r"\.[0-9a-f]{12}\.js$", imported), f"{name}: {line}"
                assert (script.parent / imported).exists(), f"{name}: {line}"
