#!/usr/bin/env python3
"""The message catalogues, kept without GNU gettext: update, check, compile.

    scripts/catalogues.py update APP|all    merge what code and templates say into the catalogues
    scripts/catalogues.py check [APP|all]   exit 1 where one is incomplete, with the list
    scripts/catalogues.py compile           write the .mo files that are older than their .po

Messages are written in English. `locale/<app>/zh_Hans` is translated by hand; `locale/<app>/en` follows
from it, each message saying itself.
"""

from __future__ import annotations

import ast
import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polib

ROOT = Path(__file__).resolve().parent.parent
APPS = ("portal", "institutions", "inspections", "complaints", "publicity")
TRANSLATED, SOURCE = "zh_Hans", "en"
PLURAL_FORMS = {TRANSLATED: "nplurals=1; plural=0;", SOURCE: "nplurals=2; plural=(n != 1);"}

# Which argument of a call is the context, the message and the plural.
CALLS: dict[str, tuple[int | None, int, int | None]] = {
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "_": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}
STRING = r"""u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
TEMPLATE_CALL = re.compile(rf"(?<!\w)(n?p?gettext|_)\((\s*{STRING}(?:\s*,\s*{STRING})*)")
PLACEHOLDER = re.compile(r"%%|%(?:\([^)]+\))?[-#0+]*\d*(?:\.\d+)?[diouxXeEfFgGcrs]|\{\w*(?:[!:.\[][^{}]*)?\}")

Key = tuple[str | None, str]


@dataclass
class Message:
    context: str | None
    text: str
    plural: str | None
    files: list[str] = field(default_factory=list)

    @property
    def key(self) -> Key:
        return self.context, self.text


@dataclass
class Extracted:
    messages: dict[Key, Message] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def add(self, context: str | None, text: str, plural: str | None, file: str) -> None:
        if not text:
            return
        message = self.messages.setdefault((context, text), Message(context, text, plural))
        message.plural = message.plural or plural
        if file not in message.files:
            message.files.append(file)


# ── what is said where ──────────────────────────────────────────────────────────────────────────────


def python_files(app: str) -> Iterator[Path]:
    for path in sorted((ROOT / app).rglob("*.py")):
        if "migrations" not in path.parts:
            yield path


def template_files(app: str) -> Iterator[Path]:
    """`templates/<app>/` is the app's; what belongs to no other app is the portal's."""
    folders = [ROOT / app] + [
        folder
        for folder in sorted((ROOT / "templates").glob("*/"))
        if folder.name == app or (app == "portal" and folder.name not in APPS)
    ]
    found = {path for folder in folders for ext in ("html", "txt") for path in folder.rglob(f"*.{ext}")}
    if app == "portal":
        found.update(path for ext in ("html", "txt") for path in (ROOT / "templates").glob(f"*.{ext}"))
    yield from sorted(found)


def constant(node: ast.expr) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = constant(node.left), constant(node.right)
        return left + right if left is not None and right is not None else None
    return None


def called_name(node: ast.Call, aliases: dict[str, str]) -> str:
    if isinstance(node.func, ast.Name):
        return aliases.get(node.func.id, node.func.id)
    return node.func.attr if isinstance(node.func, ast.Attribute) else ""


def extract_python(path: Path, into: Extracted) -> None:
    file = path.relative_to(ROOT).as_posix()
    try:
        tree = ast.parse(path.read_text(encoding="utf-8"))
    except SyntaxError as error:
        into.problems.append(f"{file}:{error.lineno}: cannot be read: {error.msg}")
        return
    aliases = {
        name.asname or name.name: name.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for name in node.names
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or called_name(node, aliases) not in CALLS:
            continue
        context_at, text_at, plural_at = CALLS[called_name(node, aliases)]
        if len(node.args) <= max(text_at, plural_at or 0):
            continue
        if any(isinstance(argument, ast.JoinedStr) for argument in node.args):
            into.problems.append(f"{file}:{node.lineno}: an f-string cannot be translated: use %(name)s")
        text = constant(node.args[text_at])
        if text is not None:
            context = None if context_at is None else constant(node.args[context_at])
            plural = None if plural_at is None else constant(node.args[plural_at])
            into.add(context, text, plural, file)


def extract_template(path: Path, into: Extracted) -> None:
    from django.utils.translation.template import templatize

    file = path.relative_to(ROOT).as_posix()
    try:
        calls = templatize(path.read_text(encoding="utf-8"), origin=file)
    except SyntaxError as error:
        into.problems.append(f"{file}: {error}")
        return
    for name, arguments in TEMPLATE_CALL.findall(calls):
        context_at, text_at, plural_at = CALLS[name]
        texts = [ast.literal_eval(literal) for literal in re.findall(STRING, arguments)]
        if len(texts) <= max(text_at, plural_at or 0):
            continue
        into.add(
            None if context_at is None else texts[context_at],
            texts[text_at],
            None if plural_at is None else texts[plural_at],
            file,
        )


def extract(app: str) -> Extracted:
    into = Extracted()
    for path in python_files(app):
        extract_python(path, into)
    for path in template_files(app):
        extract_template(path, into)
    return into


# ── the catalogues ──────────────────────────────────────────────────────────────────────────────────


def catalogue_path(app: str, language: str) -> Path:
    return ROOT / "locale" / app / language / "LC_MESSAGES" / "django.po"


def read(app: str, language: str) -> dict[Key, polib.POEntry]:
    import polib

    path = catalogue_path(app, language)
    if not path.exists():
        return {}
    return {(entry.msgctxt, entry.msgid): entry for entry in polib.pofile(str(path), encoding="utf-8")}


def write(app: str, language: str, entries: Iterable[polib.POEntry]) -> bool:
    """Write the catalogue and say whether it changed. It holds no dates: same messages, same file."""
    import polib

    catalogue = polib.POFile(wrapwidth=100)
    catalogue.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": language,
        "Plural-Forms": PLURAL_FORMS[language],
    }
    catalogue.extend(entries)
    path = catalogue_path(app, language)
    text = str(catalogue).rstrip("\n") + "\n"
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return True


def forms(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def translated(message: Message, own: polib.POEntry | None, memory: dict[Key, str]) -> polib.POEntry:
    """The message with its own translation, or, where it has none yet, another app's."""
    import polib

    words = next((text for text in forms(own) if text), "") if own else ""
    words = words or memory.get(message.key, "")
    entry = polib.POEntry(msgid=message.text, msgctxt=message.context)
    entry.occurrences = [(file, "") for file in message.files]
    entry.flags = list(own.flags) if own else []
    entry.tcomment = own.tcomment if own else ""
    if message.plural is None:
        entry.msgstr = words
    else:
        entry.msgid_plural, entry.msgstr_plural = message.plural, {0: words}
    return entry


def itself(message: Message) -> polib.POEntry:
    import polib

    entry = polib.POEntry(msgid=message.text, msgctxt=message.context)
    if message.plural is None:
        entry.msgstr = message.text
    else:
        entry.msgid_plural = message.plural
        entry.msgstr_plural = {0: message.text, 1: message.plural}
    return entry


def memory_besides(app: str) -> dict[Key, str]:
    return {
        key: text
        for other in APPS
        if other != app
        for key, entry in read(other, TRANSLATED).items()
        for text in forms(entry)[:1]
        if text and not entry.obsolete
    }


def update(app: str) -> None:
    extracted = extract(app)
    before = read(app, TRANSLATED)
    memory = memory_besides(app)
    messages = extracted.messages
    entries = [translated(message, before.get(key), memory) for key, message in messages.items()]
    write(app, TRANSLATED, entries)
    write(app, SOURCE, [itself(message) for message in messages.values()])
    missing = sum(1 for entry in entries if not all(forms(entry)))
    print(
        f"{app}: {len(messages)} messages, {len(messages.keys() - before.keys())} new, "
        f"{len(before.keys() - messages.keys())} dropped, {missing} to translate"
    )
    for problem in extracted.problems:
        print(f"  {problem}", file=sys.stderr)


# ── what is wrong with them ─────────────────────────────────────────────────────────────────────────


def placeholders(text: str) -> list[str]:
    return sorted(found for found in PLACEHOLDER.findall(text) if found != "%%")


def faults(entry: polib.POEntry) -> Iterator[str]:
    if entry.obsolete:
        yield "is obsolete"
    if entry.fuzzy:
        yield "is marked fuzzy"
    for text in forms(entry):
        source = entry.msgid_plural or entry.msgid
        if not text:
            yield "is not translated"
        elif placeholders(text) != placeholders(source):
            yield f"has other placeholders: {text!r}"
        elif text.startswith("\n") != source.startswith("\n") or text.endswith("\n") != source.endswith("\n"):
            yield f"begins or ends with other line breaks: {text!r}"


def check(app: str) -> list[str]:
    extracted = extract(app)
    problems = list(extracted.problems)
    elsewhere = memory_besides(app)
    for language in (TRANSLATED, SOURCE):
        where = catalogue_path(app, language).relative_to(ROOT)
        entries = read(app, language)
        for key, message in extracted.messages.items():
            entry = entries.get(key)
            if entry is None or (entry.msgid_plural or None) != message.plural:
                problems.append(f"{where}: {message.text!r} ({message.files[0]}) is missing: run update")
        for key, entry in entries.items():
            if key not in extracted.messages:
                problems.append(f"{where}: {entry.msgid!r} is said nowhere any more: run update")
            if language == TRANSLATED:
                problems += [f"{where}: {entry.msgid!r} {fault}" for fault in faults(entry)]
                words = forms(entry)[0]
                if words and elsewhere.get(key, words) != words:
                    problems.append(
                        f"{where}: {entry.msgid!r} is {words!r} here and {elsewhere[key]!r} in another app: "
                        "agree on one, or tell them apart with pgettext"
                    )
    return problems


# ── .mo ─────────────────────────────────────────────────────────────────────────────────────────────


def compile_stale() -> int:
    """Compile what is older than its source; whole files appear at once, whoever else is reading."""
    done = 0
    for source in sorted((ROOT / "locale").glob("*/*/LC_MESSAGES/django.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns > source.stat().st_mtime_ns:
            continue
        import polib

        unfinished = target.with_suffix(f".mo.{os.getpid()}")
        polib.pofile(str(source), encoding="utf-8").save_as_mofile(str(unfinished))
        os.replace(unfinished, target)
        done += 1
    return done


def chosen(arguments: list[str]) -> list[str]:
    names = [name for name in arguments if name != "all"] or list(APPS)
    unknown = sorted(set(names) - set(APPS))
    if unknown:
        raise SystemExit(f"No catalogue for {', '.join(unknown)}: there are {', '.join(APPS)}.")
    return names


def main(arguments: list[str]) -> int:
    match arguments:
        case ["update", *names]:
            for app in chosen(names):
                update(app)
        case ["check", *names]:
            problems = [problem for app in chosen(names) for problem in check(app)]
            for problem in problems:
                print(problem, file=sys.stderr)
            print(f"Catalogues: {len(problems)} problems." if problems else "Catalogues: complete.")
            return 1 if problems else 0
        case ["compile"]:
            done = compile_stale()
            if done:
                print(f"Catalogues: {done} compiled.")
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
