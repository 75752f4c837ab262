"""Every code that is raised has a sentence whose fields the raiser fills."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from desktop.domain.messages import MESSAGES

ROOT = Path(__file__).resolve().parents[2] / "desktop"
RAISERS = {"Refused", "CannotOpen", "WrongUse", "Unreachable", "KnownError"}


def _raised() -> list[tuple[str, str, set[str]]]:
    """Place, code and fields of every error and message made in the program."""
    found = []
    for path in sorted(ROOT.rglob("*.py")):
        # What runs in the cage does not know the name of the file: the parent adds it.
        added = {"file"} if path.parent.name == "sheets" or path.name == "child.py" else set()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or not node.args:
                continue
            code = node.args[0]
            if not isinstance(code, ast.Constant) or not isinstance(code.value, str):
                continue
            if node.func.id in RAISERS and not any(k.arg is None for k in node.keywords):
                fields = {k.arg or "" for k in node.keywords} - {"where", "address"} | added
                found.append((f"{path.name}:{node.lineno}", code.value, fields))
            elif node.func.id == "Message" and len(node.args) > 1 and isinstance(node.args[1], ast.Dict):
                fields = {k.value for k in node.args[1].keys if isinstance(k, ast.Constant)}
                found.append((f"{path.name}:{node.lineno}", code.value, fields))
    return found


def test_every_code_has_a_sentence_with_its_fields() -> None:
    raised = _raised()
    assert len(raised) > 80
    wrong = [
        (place, code)
        for place, code, fields in raised
        if code not in MESSAGES or set(re.findall(r"{(\w+)}", MESSAGES[code])) - fields
    ]
    assert wrong == []


def test_every_sentence_says_something() -> None:
    assert all(text and not text.endswith(" ") for text in MESSAGES.values())
