"""Are all sentences of the program there in French and Spanish? `python -m tests.translations` checks, `--update` renews the files.

Sentences are found where they are written: `_("…")`, `marked("…")`, `t("…")`, `plural("…", "…", n)`. Checked: nothing missing or left
over, every field in braces (of argparse: `%s`) kept, and the compiled file current.
"""

from __future__ import annotations

import ast
import io
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("fr", "es")
KEYWORDS = frozenset(("_", "marked", "t"))
A_MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
"""Written as date of every file, so that the same words give the same bytes."""
_FIELD = re.compile(r"\{[^{}]*\}|%(?:\(\w+\))?[sr]")


def sentences() -> Catalog:
    """Everything that is to be translated, with the files where it stands; also what stands inside an f-string."""
    found = Catalog(project="Migration Profile", charset="utf-8")
    for path in sorted((ROOT / "desktop").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                text = _marked(node)
                if text:
                    found.add(text, locations=[(path.relative_to(ROOT).as_posix(), 1)])
    return found


def _marked(call: ast.Call) -> str | tuple[str, str] | None:
    """The sentence of a marking call, both forms of a plural; None for any other call."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    texts = [arg.value for arg in call.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
    if name == "plural" and len(texts) > 1:
        return texts[0], texts[1]
    return texts[0] if name in KEYWORDS and texts and isinstance(call.args[0], ast.Constant) else None


def translated(language: str) -> Catalog:
    path = FOLDER / f"{language}.po"
    if not path.is_file():
        return Catalog(locale=language, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def faults(language: str) -> list[str]:
    """What is wrong in a language, one sentence each; empty when all is well."""
    wanted, held = sentences(), translated(language)
    lines = []
    for message in wanted:
        if message.id:
            lines += _faults_of(message, held.get(_key(message)), language)
    known = {_key(message) for message in wanted}
    lines += [
        f"{language}: left over: {_key(message)!r}" for message in held if message.id and _key(message) not in known
    ]
    path = FOLDER / f"{language}.mo"
    if not path.is_file() or path.read_bytes() != _compiled(held):
        lines.append(f"{language}: {path.name} is not current; run python -m tests.translations --update")
    return lines


def _faults_of(message: Message, held: Message | None, language: str) -> list[str]:
    strings = [] if held is None else [held.string] if isinstance(held.string, str) else list(held.string or ())
    if not strings or not all(strings):
        return [f"{language}: not translated: {_key(message)!r}"]
    wanted = set(_FIELD.findall(_key(message)))
    return [
        f"{language}: other fields than in {_key(message)!r}: {text!r}"
        for text in strings
        if not set(_FIELD.findall(text)) <= wanted | {"{n}"}
        or (len(strings) == 1 and set(_FIELD.findall(text)) != wanted)
    ]


def update() -> None:
    """Add new sentences, drop those that are gone, compile."""
    wanted = sentences()
    for language in LANGUAGES:
        held = translated(language)
        fresh = Catalog(locale=language, project="Migration Profile", charset="utf-8", fuzzy=False)
        fresh.creation_date = fresh.revision_date = A_MOMENT
        for message in sorted((m for m in wanted if m.id), key=_key):
            old = held.get(_key(message))
            fresh.add(message.id, old.string if old and old.string else "", locations=message.locations[:1])
        buffer = io.BytesIO()
        write_po(buffer, fresh, width=0, omit_header=False, include_lineno=False)
        text = re.sub(rb"(?m)^#( [^\n]*)?\n", b"", buffer.getvalue())
        (FOLDER / f"{language}.po").write_bytes(text)
        (FOLDER / f"{language}.mo").write_bytes(_compiled(translated(language)))


def _compiled(catalog: Catalog) -> bytes:
    catalog.creation_date = catalog.revision_date = A_MOMENT
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else str(message.id[0])


def main(arguments: list[str]) -> int:
    if arguments == ["--update"]:
        update()
    found = [line for language in LANGUAGES for line in faults(language)]
    sys.stdout.write("".join(line + "\n" for line in found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
