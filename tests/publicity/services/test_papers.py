"""Files of a publication: the same bytes for everyone."""

import io
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils import translation
from openpyxl import load_workbook

from publicity.models import Publication
from publicity.rules import merkle
from publicity.rules.canonical import canonical, digest
from publicity.rules.signing import is_signed
from publicity.services import papers, verifying
from tests.factories.publicity import licensed, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def out(district_a: Any) -> Publication:
    return published(
        district_a,
        licensed(district_a, "=cmd|东方培训学校"),
        licensed(district_a),
        black=(licensed(district_a),),
    )


@pytest.mark.clause("M8")
def test_the_signed_json_is_enough_to_check_everything(out: Publication):
    said = json.loads(papers.as_json(out))
    leaves = [canonical(entry) for entry in said["entries"]]
    assert merkle.root_hex(leaves) == said["publication"]["root"]
    assert digest(said["publication"]) == said["content_hash"]
    assert is_signed(canonical(said["publication"]), said["signature"], said["key"]["public_key"])


@pytest.mark.parametrize("make", [papers.as_json, papers.as_csv, papers.as_workbook])
def test_a_file_is_the_same_bytes_in_every_language_and_at_every_time(
    out: Publication, make: Any, monkeypatch: Any
):
    first = make(out)
    later = datetime(2031, 1, 1, 1, 1, 1, tzinfo=UTC)
    monkeypatch.setattr("time.localtime", lambda *_: later.timetuple())
    clock = type("Clock", (datetime,), {"now": classmethod(lambda *_, **__: later)})
    monkeypatch.setattr("openpyxl.writer.excel.datetime.datetime", clock)
    with translation.override("en"):
        assert make(out) == first


def test_a_name_that_looks_like_a_formula_is_text_in_tables(out: Publication):
    assert "'=cmd" in papers.as_csv(out).decode("utf-8-sig")
    sheet = load_workbook(io.BytesIO(papers.as_workbook(out))).active
    cells = [cell.value for row in sheet.iter_rows() for cell in row]
    assert "'=cmd|东方培训学校" in cells
    assert sheet.max_row == 4


@pytest.mark.clause("M8")
def test_every_entry_has_a_proof_and_a_stranger_has_none(out: Publication):
    for entry in out.entries.all():
        proof = verifying.prove(out, entry.code)
        assert proof is not None
        assert proof.holds()
    assert verifying.prove(out, "T360102-99999") is None
