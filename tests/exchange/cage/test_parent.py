"""Whatever the child does, the parent answers in words, in time, and leaves nothing behind."""

from __future__ import annotations

import os
import re
import socket
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest

from desktop.domain.errors import Cancelled, KnownError, Place, Refused
from desktop.domain.messages import MESSAGES
from desktop.exchange.cage import limits, parent
from desktop.exchange.cage.parent import read_book
from desktop.language import LANGUAGES, translator
from tests.helpers.spreadsheets import open_book, styles, xlsx

BOOK = xlsx(
    '<row r="2"><c r="B2" t="str"><v>Año</v></c><c r="C2" s="0"><v>0.5</v></c></row><row r="4"><c r="A4"><f>B2</f></c></row>',
    "",
    styles=styles("0%"),
)


@pytest.fixture(autouse=True)
def nothing_stays_open() -> Iterator[None]:
    before = sorted(os.listdir("/proc/self/fd")) if sys.platform == "linux" else []
    yield
    assert not before or len(os.listdir("/proc/self/fd")) <= len(before)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "año 2024.xlsx"
    path.write_bytes(BOOK)
    return path


def says(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Let another child answer in place of ours."""
    monkeypatch.setattr(parent, "_CHILD", f"import os, sys, time\n{code}")


def test_a_book_comes_through_as_it_was_read(file: Path) -> None:
    read, here = read_book(file), open_book(BOOK)
    assert (read.kind, read.sha256) == (here.kind, here.sha256)
    assert [sheet._replace(rows=[list(row) for row in sheet.rows]) for sheet in read.sheets] == list(here.sheets)
    assert read.sheets[0].doubts == {(1, 2): "percent", (3, 0): "formula"}


def test_a_refusal_names_file_sheet_and_cell(file: Path) -> None:
    file.write_bytes(xlsx('<row r="1"><c r="B1"><v>1</v></c><c r="B1"><v>2</v></c></row>'))
    with pytest.raises(Refused) as refused:
        read_book(file)
    problem = refused.value.problems[0]
    assert (problem.message.code, problem.where) == ("CELL-TWICE", Place(file.name, "S1", "B1"))
    for language in LANGUAGES:
        said = problem.message.text(translator(language))
        assert file.name in said
        assert "B1" in said
        assert "{" not in said


def garbage() -> list[bytes]:
    line = orjson.dumps
    head = line(["sheet", "S", False, []]) + b"\n"
    return [
        b"",
        b"\n",
        b"\xff\xfe\n",
        b"{}\n",
        b"null\n",
        b"[]\n",
        b"[1,2]\n",
        b'["__init__","x"]\n',
        b'["end","xlsx","' + b"0" * 64 + b'",[]]',
        line(["end", "exe", "0" * 64, []]) + b"\n",
        line(["end", "xlsx", "0", []]) + b"\n",
        line(["end", "xlsx", "0" * 64, [["NO-CODE", {}]]]) + b"\n",
        line(["end", "xlsx", "0" * 64, [["FILE-SIZE", {}]]]) + b"\n",
        line(["end", "xlsx", "0" * 64, [[["x"], {}]]]) + b"\n",
        line(["rows", [[1]]]) + b"\n",
        head + line(["rows", [[{}]]]) + b"\n",
        head + line(["rows", [{"a": 1}]]) + b"\n",
        head + line(["rows", 7]) + b"\n",
        head + line(["doubts", [[0, 0, "x"]]]) + b"\n",
        head + line(["doubts", [[-1, 0, "date"]]]) + b"\n",
        line(["sheet", 5, False, []]) + b"\n",
        line(["sheet", "S", False, [[1, 2]]]) + b"\n",
        line(["sheet", "S", False, [["a"] * 4]]) + b"\n",
        head * 51,
        line(["refused", "NO-CODE", {}, {}]) + b"\n",
        line(["refused", "FILE-SIZE", {"size": []}, {}]) + b"\n",
        line(["refused", "FILE-EMPTY", {}, {"cell": []}]) + b"\n",
        line(["refused", "FILE-EMPTY", {}, {"other": "x"}]) + b"\n",
        line(["refused", "FILE-EMPTY", {"code": "x", "where": "y"}, {}]) + b"\n",
        line(["progress", -1]) + b"\n",
        line(["progress", "x"]) + b"\n",
        b"[" * 100_000 + b"\n",
        head + line(["rows", [[1] * 1000] * 5000]) + b"\n",
    ]


@pytest.mark.parametrize("answer", garbage())
def test_an_answer_that_is_none_is_a_refusal(
    file: Path, answer: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = tmp_path / "answer"
    said.write_bytes(answer)
    says(monkeypatch, f"sys.stdout.buffer.write(open({str(said)!r}, 'rb').read())")
    with pytest.raises(Refused) as refused:
        read_book(file)
    assert refused.value.code in ("FILE-DIED", "FILE-EMPTY")


def test_every_sentence_that_the_child_may_say_is_there() -> None:
    """The parent takes a code without sentence for rubbish, and would say that the child died."""
    folder = Path(parent.__file__).parents[1]
    source = "".join(path.read_text("utf-8") for name in ("sheets", "cage") for path in (folder / name).glob("*.py"))
    said = set(re.findall(r'(?:Refused|in_cell|Message)\(\s*"([A-Z-]+)"', source)) | set(
        re.findall(r'"(KIND-[A-Z]+|REMARK-[A-Z]+)"', source)
    )
    assert len(said) > 40
    assert said <= MESSAGES.keys()


@pytest.mark.parametrize(
    "deed",
    [
        "os.abort()",
        "os.kill(os.getpid(), 9)",
        "os._exit(70)",
        "raise MemoryError",
        "sys.stderr.write('x' * 10_000_000)",
        "sys.stdout.write('x' * 300_000_000)",
    ],
)
def test_its_death_is_a_refusal(file: Path, deed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    says(monkeypatch, deed)
    with pytest.raises(Refused) as refused:
        read_book(file)
    assert refused.value.code == "FILE-DIED"


def test_a_child_that_is_silent_is_stopped(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    says(monkeypatch, "time.sleep(60)")
    monkeypatch.setattr(limits, "SECONDS", 0.3)
    began = time.monotonic()
    with pytest.raises(Refused) as refused:
        read_book(file)
    assert refused.value.code == "FILE-SLOW"
    assert time.monotonic() - began < 10


def test_cancelling_stops_the_child_at_once(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    says(monkeypatch, "sys.stdout.write('[\"progress\",1]\\n'); sys.stdout.flush(); time.sleep(60)")
    asked = []
    began = time.monotonic()
    with pytest.raises(Cancelled):
        read_book(file, cancelled=lambda: bool(asked), progress=asked.append)
    assert (asked, time.monotonic() - began < 10) == ([1], True)


def test_an_error_of_the_caller_leaves_no_child(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    says(monkeypatch, "time.sleep(60)")

    def fails() -> bool:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        read_book(file, cancelled=fails)


def test_progress_moves(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text("a,b\n" * 150_000, "utf-8")
    told: list[int] = []
    assert len(read_book(path, progress=told.append).sheets[0].rows) == 150_000
    assert told == sorted(set(told))
    assert len(told) > 3


def test_many_threads_read_at_once(file: Path) -> None:
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(read_book(file).kind)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert found == ["xlsx"] * 6


def test_what_was_opened_is_read_whatever_the_name_leads_to_later(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start = parent._start

    def swapped(opened: object, path: Path) -> object:
        other = path.with_name("other")
        other.write_bytes(b"%PDF")
        other.replace(path)
        return start(opened, path)  # type: ignore[arg-type]

    monkeypatch.setattr(parent, "_start", swapped)
    assert read_book(file).kind == "xlsx"


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.xlsx")
    with socket.socket(socket.AF_UNIX) as plug:
        plug.bind(str(tmp_path / "s"))
        large = tmp_path / "large.xlsx"
        with large.open("wb") as sparse:
            sparse.truncate(600 << 20)
        (tmp_path / "loop").symlink_to("loop")
        for name, code in (
            ("pipe.xlsx", "FILE-ODD"),
            ("s", "FILE-ODD"),
            ("", "FILE-ODD"),
            ("none.xlsx", "FILE-MISSING"),
            ("a\0b", "FILE-MISSING"),
            ("large.xlsx/x", "FILE-MISSING"),
            ("loop", "FILE-UNREADABLE"),
            ("large.xlsx", "FILE-SIZE"),
        ):
            with pytest.raises(KnownError) as refused:
                read_book(tmp_path / name)
            assert (name, refused.value.code) == (name, code)


def test_a_program_of_its_own_starts_itself(file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As in the installed program, which has no Python to be asked for."""
    program = tmp_path / "program"
    root = Path(parent.__file__).parents[3]
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{root / "main.py"}" "$@"\n', "utf-8")
    program.chmod(0o700)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    assert read_book(file).sheets[0].at(1, 1) == "Año"
