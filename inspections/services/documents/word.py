"""A paper as a Word document: the same content gives the same bytes, today and in ten years."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

BODY, HEAD = "仿宋", "黑体"
LONG_AGO = (1980, 1, 1, 0, 0, 0)


def draw(content: dict[str, Any], number: str, issued_at: datetime) -> bytes:
    """The document, A4. `content` as `contents.content_of` gives it."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.7)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = BODY, Pt(14)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), BODY)
    for words, size in ((content["authority"], 16), (content["title"], 22)):
        _centred(document, words, size)
    document.add_paragraph(number).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for block in content["blocks"]:
        _block(document, block)
    document.add_paragraph(
        f"{issued_at:%Y}年{issued_at.month}月{issued_at.day}日"
    ).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    about = document.core_properties
    about.author, about.title, about.comments = content["authority"], f"{content['title']} {number}", ""
    about.created = about.modified = issued_at.replace(tzinfo=None, microsecond=0)
    about.last_modified_by, about.revision = "", 1
    out = io.BytesIO()
    document.save(out)
    return _without_times(out.getvalue())


def _centred(document: Any, words: str, size: int) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(words)
    run.bold, run.font.size, run.font.name = True, Pt(size), HEAD
    run._element.rPr.rFonts.set(qn("w:eastAsia"), HEAD)


def _block(document: Any, block: dict[str, Any]) -> None:
    if block["kind"] == "heading":
        document.add_paragraph().add_run(block["text"]).bold = True
    elif block["kind"] == "text":
        document.add_paragraph(block["text"])
    elif block["kind"] == "facts":
        _grid(document, [], block["rows"])
    elif block["kind"] == "table":
        _grid(document, block["head"], block["rows"])
    else:
        for name in block["names"]:
            document.add_paragraph(f"{name}：＿＿＿＿＿＿＿＿")


def _grid(document: Any, head: list[str], rows: list[list[str]]) -> None:
    lines = ([head] if head else []) + rows
    if not lines:
        return
    table = document.add_table(rows=len(lines), cols=len(lines[0]))
    table.style = "Table Grid"
    for cells, line in zip(table.rows, lines, strict=True):
        for cell, words in zip(cells.cells, line, strict=True):
            cell.text = words


def _without_times(content: bytes) -> bytes:
    """The same archive with its entries in order and without the time at which it was packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as packed, zipfile.ZipFile(out, "w") as again:
        for name in sorted(packed.namelist()):
            entry = zipfile.ZipInfo(name, LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            again.writestr(entry, packed.read(name))
    return out.getvalue()
