"""The rules of the layout: who may import whom, who may know which library, how long a file is, who may print.

The contracts of import-linter are in `pyproject.toml`. The walk below says the same in other words and names the line:
it also sees imports inside functions, and a new package that nobody gave a place fails it.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DESKTOP = ROOT / "desktop"

# Package -> the packages of ours that it may import.
MAY_IMPORT = {
    "resources": set(),
    "language": {"resources"},
    "domain": {"language", "resources"},
    "catalogue": {"domain", "language", "resources"},
    "validation": {"catalogue", "domain", "language", "resources"},
    "exchange": {"catalogue", "domain", "language", "resources"},
    "sync": {"catalogue", "domain", "language", "resources"},
    "storage": {"catalogue", "domain", "language", "resources"},
    "services": {"validation", "exchange", "sync", "storage", "catalogue", "domain", "language", "resources"},
    "ui": {"services", "catalogue", "domain", "language", "resources"},
    "cli": {"services", "catalogue", "domain", "language", "resources"},
    "app": {"ui", "cli", "services", "validation", "exchange", "sync", "storage"}
    | {"catalogue", "domain", "language", "resources"},
}
# Library -> the packages of ours that may know it.
MAY_KNOW = {
    **{library: {"ui", "app"} for library in ("PySide6", "shiboken6")},
    **{library: {"storage"} for library in ("sqlalchemy", "alembic", "sqlcipher3")},
    **{library: {"exchange"} for library in ("openpyxl", "reportlab", "python_calamine", "typst", "docx", "pypdfium2")},
    "defusedxml": {"exchange"},
    "sqlite3": set(),
}
ONLY_WHEN_USED = {"app": {"PySide6", "shiboken6", "ui", "cli"}}
LONGEST = 400


def files() -> list[Path]:
    """All source files of the program."""
    return sorted(DESKTOP.rglob("*.py"))


def package(path: Path) -> str:
    """The package (or module) directly below `desktop` that a file belongs to; "" for `desktop/__init__.py`."""
    first = path.relative_to(DESKTOP).parts[0]
    return "" if first == "__init__.py" else first.removesuffix(".py")


def imports(path: Path, tree: ast.Module) -> Iterator[tuple[int, str, bool]]:
    """Each import of a file: its line, the full name, and whether it runs when the file is loaded."""
    late = {id(node) for function in ast.walk(tree) if isinstance(function, FUNCTIONS) for node in ast.walk(function)}
    module = ("desktop", *path.relative_to(DESKTOP).with_suffix("").parts)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name, id(node) not in late
        elif isinstance(node, ast.ImportFrom):
            # A file `__init__` counts as one level, like any other module.
            base = ".".join(module[: -node.level]) if node.level else ""
            start = ".".join(part for part in (base, node.module) if part)
            if start == "desktop":
                for alias in node.names:
                    yield node.lineno, f"desktop.{alias.name}", id(node) not in late
            else:
                yield node.lineno, start, id(node) not in late


FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


def offence(importer: str, name: str, at_load: bool) -> str:
    """What is wrong with an import, or nothing."""
    parts = name.split(".")
    if parts[0] == "main":
        return "nothing imports main"
    if parts[0] != "desktop":
        if importer not in MAY_KNOW.get(parts[0], {importer}):
            return f"{importer or 'desktop'} must not know {parts[0]}"
        target = parts[0]
    else:
        target = parts[1] if len(parts) > 1 else ""
        if target.startswith("__") or target in ("", importer):
            return ""
        if target not in MAY_IMPORT.get(importer, set()):
            return f"{importer or 'desktop'} must not import {target}"
    if at_load and target in ONLY_WHEN_USED.get(importer, set()):
        return f"{importer} imports {target} inside the function that needs it"
    return ""


def offences(path: Path, source: str) -> list[str]:
    """All offences of a file, each with its line."""
    found = []
    for line, name, at_load in imports(path, ast.parse(source)):
        problem = offence(package(path), name, at_load)
        if problem:
            found.append(f"{path.relative_to(ROOT)}:{line}: {problem}")
    return found


def test_contracts_are_kept() -> None:
    command = "from importlinter.cli import lint_imports_command; lint_imports_command(['--no-cache'])"
    done = subprocess.run([sys.executable, "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_imports_go_down_only() -> None:
    found = [problem for path in files() for problem in offences(path, path.read_text(encoding="utf-8"))]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("file", "source", "problem"),
    [
        ("ui/grid/model.py", "from desktop.storage import tables", "ui must not import storage"),
        ("ui/grid/model.py", "def f():\n    from desktop import sync", "ui must not import sync"),
        ("domain/period.py", "from ..catalogue import model", "domain must not import catalogue"),
        ("catalogue/__init__.py", "from ..services import x", "catalogue must not import services"),
        ("storage/queries.py", "import desktop.exchange.base", "storage must not import exchange"),
        ("cli/main.py", "from desktop.ui import main_window", "cli must not import ui"),
        ("cli/main.py", "from PySide6.QtCore import QObject", "cli must not know PySide6"),
        ("services/record.py", "import sqlalchemy.orm", "services must not know sqlalchemy"),
        ("storage/queries.py", "import sqlite3", "storage must not know sqlite3"),
        (
            "app.py",
            "from PySide6.QtWidgets import QApplication",
            "app imports PySide6 inside the function that needs it",
        ),
        ("ui/window.py", "import main", "nothing imports main"),
        ("utils/text.py", "from desktop.domain import period", "utils must not import domain"),
        ("app.py", "def f():\n    from PySide6.QtWidgets import QApplication", ""),
        ("ui/grid/model.py", "from desktop.services import record\nfrom . import view\nimport desktop", ""),
        ("ui/grid/model.py", "from desktop import __version__", ""),
    ],
)
def test_walk_sees_an_offence(file: str, source: str, problem: str) -> None:
    found = offences(DESKTOP / file, source)
    assert [text.split(": ", 1)[1] for text in found] == ([problem] if problem else [])


def test_main_imports_the_composition_root_only() -> None:
    main = ROOT / "main.py"
    names = [name for _, name, _ in imports(DESKTOP / "main.py", ast.parse(main.read_text(encoding="utf-8")))]
    ours = {name for name in names if name.split(".")[0] == "desktop"}
    assert all(name == "desktop.app" or name.startswith("desktop.app.") for name in ours), ours


def test_every_package_has_a_place() -> None:
    found = {package(path) for path in files()} - {""}
    assert found <= set(MAY_IMPORT), f"say in the layout what may import {found - set(MAY_IMPORT)}"


def test_every_package_says_what_it_owns() -> None:
    folders = {path.parent for path in files() if "migrations" not in path.parts}
    silent = [
        str(folder.relative_to(ROOT))
        for folder in sorted(folders)
        if not (folder / "__init__.py").exists()
        or not ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8")))
    ]
    assert not silent, f"no docstring in __init__.py of {silent}"


def test_long_files_say_why() -> None:
    """A file over the limit begins, docstring aside, with a comment of two lines."""
    long = []
    for path in files():
        lines = path.read_text(encoding="utf-8").splitlines()
        if len(lines) <= LONGEST:
            continue
        docstring = ast.parse("\n".join(lines)).body[0]
        after = docstring.end_lineno or 0 if isinstance(docstring, ast.Expr) else 0
        top = [line for line in (lines[:2], [text for text in lines[after:] if text][:2])]
        if not any(len(two) == 2 and all(line.startswith("#") for line in two) for two in top):
            long.append(f"{path.relative_to(ROOT)}: {len(lines)} lines")
    assert not long, "\n".join(long)


def test_only_the_command_line_prints() -> None:
    found = []
    for path in files():
        if package(path) == "cli":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
                found.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert not found, "\n".join(found)


def test_catching_everything_is_explained() -> None:
    """`except Exception` stands with a comment on its line, the line before or the next, unless it raises again."""
    found = []
    for path in files():
        lines = path.read_text(encoding="utf-8").splitlines()
        for node in ast.walk(ast.parse("\n".join(lines))):
            if isinstance(node, ast.ExceptHandler) and is_broad(node.type):
                around = lines[node.lineno - 2 : node.lineno + 1]
                passed_on = isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None
                if not passed_on and not any("#" in line for line in around):
                    found.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert not found, "\n".join(found)


def is_broad(caught: ast.expr | None) -> bool:
    """True for `except:`, `except Exception` and `except BaseException`, also in a tuple."""
    if isinstance(caught, ast.Tuple):
        return any(is_broad(element) for element in caught.elts)
    return caught is None or (isinstance(caught, ast.Name) and caught.id in ("Exception", "BaseException"))
