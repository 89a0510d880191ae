"""scripts/catalogues.py finds what is said, keeps what was translated and compiles what changed."""

import gettext as gnu
import os
from pathlib import Path
from types import ModuleType

import polib
import pytest

from tests.ops.script import load_script

PYTHON = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext as say
A = _("Serve the order")
B = ngettext("%(count)s visit", "%(count)s visits", 2)
C = say("verb", "Open")
D = _("one " "and " + "two")
E = _(name)
"""
TEMPLATE = """{% load i18n %}{% translate "Decide" %}{% trans "Close" context "verb" %}
{% blocktrans trimmed count n=n %}
  {{ n }} finding
{% plural %}
  {{ n }} findings
{% endblocktrans %}
{% include "ui/form.html" with submit=_("Record it") %}{{ x|default:_("none yet") }}{# not this: _("never") #}
"""


@pytest.fixture
def catalogues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    module = load_script("catalogues")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    for app in module.APPS:
        (tmp_path / app).mkdir()
    (tmp_path / "inspections/views.py").write_text(PYTHON, encoding="utf-8")
    (tmp_path / "templates/inspections").mkdir(parents=True)
    (tmp_path / "templates/inspections/page.html").write_text(TEMPLATE, encoding="utf-8")
    (tmp_path / "templates/base.html").write_text('{% trans "Sign in" %}', encoding="utf-8")
    return module


def translate(module: ModuleType, app: str, words: dict[str, str]) -> None:
    path = module.catalogue_path(app, "zh_Hans")
    catalogue = polib.pofile(str(path))
    for entry in catalogue:
        if entry.msgid_plural:
            entry.msgstr_plural = {0: words[entry.msgid]}
        else:
            entry.msgstr = words[entry.msgid]
    catalogue.save()


WORDS = {
    "Serve the order": "送达通知书",
    "%(count)s visit": "%(count)s 次检查",
    "Open": "打开",
    "one and two": "一和二",
    "Decide": "决定",
    "Close": "关闭",
    "%(n)s finding": "%(n)s 项问题",
    "Record it": "记录",
    "none yet": "暂无",
}


def test_messages_of_code_and_templates_are_found_with_context_and_plural(catalogues):
    found = catalogues.extract("inspections").messages
    assert {text for _context, text in found} == set(WORDS)
    assert ("verb", "Open") in found
    assert ("verb", "Close") in found
    assert found[None, "%(n)s finding"].plural == "%(n)s findings"


def test_a_template_outside_every_app_belongs_to_the_portal(catalogues):
    assert set(catalogues.extract("portal").messages) == {(None, "Sign in")}


def test_an_update_keeps_translations_and_drops_what_is_no_longer_said(catalogues):
    catalogues.update("inspections")
    translate(catalogues, "inspections", WORDS)
    assert catalogues.check("inspections") == []
    page = catalogues.ROOT / "templates/inspections/page.html"
    page.write_text('{% trans "Decide" %}{% trans "Serve" %}', encoding="utf-8")
    assert any("'Serve'" in problem for problem in catalogues.check("inspections"))
    catalogues.update("inspections")
    entries = catalogues.read("inspections", "zh_Hans")
    assert entries[None, "Decide"].msgstr == "决定"
    assert (None, "Record it") not in entries
    assert [problem.split(": ", 1)[1] for problem in catalogues.check("inspections")] == [
        "'Serve' is not translated"
    ]


def test_a_translation_that_loses_a_placeholder_is_a_fault(catalogues):
    catalogues.update("inspections")
    translate(catalogues, "inspections", WORDS | {"%(n)s finding": "几项问题"})
    problems = catalogues.check("inspections")
    assert len(problems) == 1
    assert "placeholders" in problems[0]


def test_two_apps_may_not_translate_one_message_differently(catalogues):
    (catalogues.ROOT / "complaints/terms.py").write_text('_("Decide")', encoding="utf-8")
    for app, words in (("inspections", WORDS), ("complaints", {"Decide": "裁定"})):
        catalogues.update(app)
        translate(catalogues, app, words)
    assert any("pgettext" in problem for problem in catalogues.check("complaints"))


def test_an_f_string_is_refused_as_a_message(catalogues):
    (catalogues.ROOT / "complaints/terms.py").write_text('_(f"Hello {name}")', encoding="utf-8")
    assert any("f-string" in problem for problem in catalogues.check("complaints"))


def test_compiling_writes_what_gettext_reads_and_only_what_is_stale(catalogues):
    catalogues.update("inspections")
    translate(catalogues, "inspections", WORDS)
    assert catalogues.compile_stale() == 2
    source = catalogues.catalogue_path("inspections", "zh_Hans")
    with source.with_suffix(".mo").open("rb") as file:
        compiled = gnu.GNUTranslations(file)
    assert compiled.gettext("Decide") == "决定"
    assert compiled.ngettext("%(n)s finding", "%(n)s findings", 2) == "%(n)s 项问题"
    assert catalogues.compile_stale() == 0
    later = source.with_suffix(".mo").stat().st_mtime + 5
    os.utime(source, (later, later))
    assert catalogues.compile_stale() == 1
