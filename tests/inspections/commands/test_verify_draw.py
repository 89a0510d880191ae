"""Drawing again: `manage.py verify_draw` on the server, verify_draw.py anywhere. Clause: N2."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import timezone

from inspections.figures.draws import document
from inspections.models import Draw, DrawnTarget
from inspections.rules import draws as rules
from inspections.services import draw_visits
from tests.factories.draws import close_visits, committed, drawn, inspectors_in, schools

pytestmark = [pytest.mark.django_db, pytest.mark.clause("N2")]
SCRIPT = Path(settings.BASE_DIR) / "verify_draw.py"


@pytest.fixture
def people(district_a):
    schools(district_a, 12)
    return inspectors_in(district_a, 4)


@pytest.fixture
def published(officer_a, district_a, people):
    draw = drawn(officer_a, district_a, count=5)
    draw_visits.open_visits(
        draw, actor=officer_a, on=timezone.localdate(), departments=[], purpose="双随机抽查"
    )
    close_visits(draw)
    return draw_visits.publish(draw, actor=officer_a)


def run(said, tmp_path, *noted):
    file = tmp_path / "draw.json"
    file.write_bytes(said if isinstance(said, bytes) else rules.canonical(said))
    command = [sys.executable, "-I", SCRIPT, file, *noted]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_command_confirms_a_draw(published, capsys):
    call_command("verify_draw", published.pk)
    assert published.number in capsys.readouterr().out


def test_the_command_speaks_english_where_lang_does(published, capsys, monkeypatch):
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    call_command("verify_draw", published.pk)
    assert "follows from its pool and its seed" in capsys.readouterr().out


@pytest.mark.parametrize("what", ["pool", "seed", "target", "inspector"])
def test_the_command_refuses_a_draw_that_was_touched(published, what, capsys):
    if what == "pool":
        published.pool["targets"][0]["weight"] += 1
        published.save(update_fields=["pool"])
    elif what == "seed":
        Draw.objects.update(seed="cd" * 32)
    elif what == "target":
        last = DrawnTarget.objects.order_by("rank").last()
        last.inspectors.all().delete()
        last.delete()
    else:
        DrawnTarget.objects.get(rank=1).inspectors.first().delete()
    with pytest.raises(CommandError, match=published.number):
        call_command("verify_draw", published.pk)
    assert capsys.readouterr().err


def test_the_command_confirms_nothing_before_the_draw(officer_a, district_a, people):
    with pytest.raises(CommandError):
        call_command("verify_draw", committed(officer_a, district_a).pk)


def test_the_command_says_where_there_is_no_draw(db):
    with pytest.raises(CommandError, match="99"):
        call_command("verify_draw", 99)


def test_the_script_confirms_the_file_of_a_draw(published, tmp_path):
    done = run(document(published), tmp_path, published.pool_hash, published.seed_commitment)
    assert done.returncode == 0, done.stderr
    assert "targets and inspectors: holds" in done.stdout


def tampered(said, what):
    if what == "weight":
        said["pool"]["targets"][0]["weight"] += 1
    elif what == "seed":
        said["seed"] = "cd" * 32
    elif what == "order":
        said["result"].reverse()
    elif what == "inspector":
        said["result"][0]["inspectors"].reverse()
    elif what == "excluded":
        said["pool"]["excluded"] = [[said["result"][0]["inspectors"][0], said["result"][0]["target"]]]
    elif what == "unpublished":
        said["seed"] = said["result"] = None
    return said


@pytest.mark.parametrize("what", ["weight", "seed", "order", "inspector", "excluded", "unpublished"])
def test_the_script_refuses_a_file_that_was_touched(published, tmp_path, what):
    done = run(tampered(document(published), what), tmp_path)
    assert done.returncode == 1
    assert "DOES NOT HOLD" in done.stderr


def test_the_script_refuses_a_file_made_anew_after_the_hashes_were_noted(published, tmp_path):
    said = document(published)
    noted = said["pool_hash"], said["seed_commitment"]
    said["pool"]["targets"][0]["weight"] += 1
    said["pool_hash"] = rules.pool_hash(said["pool"])
    said["result"] = rules.drawn_from(said["pool"], said["seed"])
    assert run(said, tmp_path).returncode == 0
    assert run(said, tmp_path, *noted).returncode == 1


@pytest.mark.parametrize("content", ["", "[]", "{}", json.dumps({"pool": {}, "seed": "xyz"})])
def test_what_is_no_draw_is_said_so_in_one_line(tmp_path, content):
    done = run(content.encode(), tmp_path)
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1


def test_the_script_stands_alone():
    source = SCRIPT.read_text(encoding="utf-8")
    assert "inspections" not in [
        line.split()[1].split(".")[0] for line in source.splitlines() if " import " in line
    ]
    assert len(source.splitlines()) <= 70
