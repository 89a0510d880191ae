"""verify.py at the root: everything checked with nothing but Python, by code of its own."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

import verify
from publicity.rules import merkle, signing
from publicity.services import papers
from tests.factories.publicity import licensed, published

SCRIPT = Path(settings.BASE_DIR) / "verify.py"


def run(*arguments: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-I", SCRIPT, *arguments], capture_output=True, text=True, check=False
    )


@given(st.lists(st.binary(max_size=8), max_size=40))
def test_its_root_is_the_portals(entries: list[bytes]):
    assert verify.merkle_root(entries).hex() == merkle.root_hex(entries)


@effort(deadline=None, max_examples=25)
@given(st.binary(max_size=40), st.binary(min_size=32, max_size=32))
def test_its_signature_check_agrees_with_the_portals(message: bytes, seed: bytes):
    made = signing.sign(message, seed)
    key, signature = bytes.fromhex(made.public_key), bytes.fromhex(made.signature)
    assert verify.is_signed(message, signature, key)
    assert not verify.is_signed(message + b"x", signature, key)
    assert not verify.is_signed(message, bytes([signature[0] ^ 1]) + signature[1:], key)


@pytest.mark.django_db
@pytest.mark.clause("M8")
def test_a_published_list_holds_and_an_altered_one_does_not(district_a: Any, district_b: Any, tmp_path: Path):
    first = published(district_a, licensed(district_a))
    listed = licensed(district_b, "西湖区东方培训学校")
    second = published(district_b, listed)
    earlier, later, altered = (tmp_path / name for name in ("1.json", "2.json", "3.json"))
    earlier.write_bytes(papers.as_json(first))
    later.write_bytes(papers.as_json(second))
    altered.write_bytes(papers.as_json(second).replace("东方".encode(), "西方".encode()))
    good = run(later, "--key", second.public_key, "--previous", earlier, "--code", listed.code)
    assert good.returncode == 0, good.stderr
    assert "西湖区东方培训学校" in good.stdout
    assert run(altered).returncode == 1
    assert run(later, "--key", "ab" * 32).returncode == 1
    assert run(earlier, "--previous", later).returncode == 1
    assert run(later, "--code", "nobody").returncode == 1


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", json.dumps({"publication": {}, "entries": [1], "signature": ""})]
)
def test_what_is_no_list_is_said_so_in_one_line(tmp_path: Path, content: str):
    file = tmp_path / "x.json"
    file.write_text(content)
    done = run(file)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
