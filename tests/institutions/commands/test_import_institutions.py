"""`manage.py import_institutions`: the district's workbook as it was sent."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from institutions.models import Institution, SchoolPermit, TeachingSite
from portal.timeline.models import Event
from tests.institutions.conftest import EXPECTED, SHARED
from tests.institutions.workbooks import book

pytestmark = pytest.mark.django_db


def run(file: Path, *more: str) -> tuple[dict[str, Any], str]:
    out, err = StringIO(), StringIO()
    call_command(
        "import_institutions", str(file), "--district", "360102", "--json", *more, stdout=out, stderr=err
    )
    return json.loads(out.getvalue()), err.getvalue()


@pytest.fixture
def file(tmp_path: Path, register: bytes) -> Path:
    path = tmp_path / "register.xlsx"
    path.write_bytes(register)
    return path


@pytest.mark.clause("S1", "S6")
def test_every_figure_comes_out_exactly(file: Path) -> None:
    figures, _said = run(file)
    assert figures == EXPECTED | {"created": 6, "updated": 0, "unchanged": 0}
    assert Institution.objects.count() == 6
    assert TeachingSite.objects.filter(cross_district=True).count() == 2


@pytest.mark.clause("S1", "S6")
@pytest.mark.skipif(not SHARED.is_dir(), reason=f"the district's own register is not at {SHARED}")
def test_the_register_of_donghu_comes_out_as_expected() -> None:
    expected = json.loads((SHARED / "register-360102.expect.json").read_text(encoding="utf-8"))
    figures, _said = run(SHARED / "register-360102.xlsx")
    again, _said = run(SHARED / "register-360102.xlsx")
    counted = {"created": expected["imported"], "updated": 0, "unchanged": 0}
    assert figures == expected | counted
    assert again == expected | {"created": 0, "updated": 0, "unchanged": expected["imported"]}
    assert Institution.objects.count() == expected["imported"]
    assert TeachingSite.objects.count() == expected["sites"]
    assert TeachingSite.objects.filter(cross_district=True).count() == expected["cross_district_sites"]


@pytest.mark.clause("S1")
def test_the_same_file_again_changes_nothing(file: Path) -> None:
    run(file)

    def everything() -> list[Any]:
        return [
            list(Institution.objects.order_by("pk").values()),
            list(SchoolPermit.objects.order_by("pk").values()),
            list(TeachingSite.objects.order_by("pk").values()),
            Event.objects.count(),
        ]

    before = everything()
    figures, _said = run(file)
    assert figures["unchanged"] == 6
    # The encrypted telephone is written anew each time it is written: the same bytes mean it was not.
    assert everything() == before


@pytest.mark.clause("S1")
def test_a_refused_row_is_named_with_row_column_and_reason(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    _figures, said = run(file)
    lines = said.splitlines()
    assert len(lines) == 3
    assert lines[0].startswith("Row 11, name of the institution:")
    assert lines[1].startswith("Row 12, unified social credit code:")
    assert lines[2].startswith("Row 13, unified social credit code:")


@pytest.mark.clause("S1")
def test_without_json_it_says_which_column_was_taken_for_what(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    out = StringIO()
    call_command("import_institutions", str(file), "--district", "360102", stdout=out, stderr=StringIO())
    assert "Sheet 汇总表, header in row 3" in out.getvalue()
    assert "Column 统一社会信用代码 taken for: unified social credit code (by its header)" in out.getvalue()
    assert "9 rows: 6 good" in out.getvalue()


BAD = {
    "no workbook": b"name,code\n",
    "empty": b"",
    "encrypted": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
    "broken": b"PK\x03\x04 nothing after it",
    "another zip": None,
    "too large": b"PK" + b"0" * (10 * 1024 * 1024),
    "no rows": book([]),
    "no header": book([["甲学校", "民德路"], ["乙学校", "中山路"]]),
}


@pytest.mark.clause("S1")
@pytest.mark.parametrize("kind", BAD)
def test_what_is_no_register_is_refused_and_nothing_is_written(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "file.xlsx"
    path.write_bytes(BAD[kind] if BAD[kind] is not None else a_zip())
    with pytest.raises(CommandError) as refused:
        run(path)
    assert len(str(refused.value)) > 10
    assert not Institution.objects.exists()
    assert not Event.objects.exists()


def a_zip() -> bytes:
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("readme.txt", "no workbook")
    return out.getvalue()


@pytest.mark.clause("S1")
def test_too_many_rows_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, register: bytes) -> None:
    monkeypatch.setattr("institutions.services.workbooks.MAX_ROWS", 5)
    path = tmp_path / "file.xlsx"
    path.write_bytes(register)
    with pytest.raises(CommandError):
        run(path)
    assert not Institution.objects.exists()


def test_a_file_or_district_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="nowhere"):
        run(tmp_path / "nowhere.xlsx")
    with pytest.raises(CommandError, match="999999"):
        call_command("import_institutions", "x.xlsx", "--district", "999999")
