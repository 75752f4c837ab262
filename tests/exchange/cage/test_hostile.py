"""Files that mean harm: each is read or refused in words, in time, and nothing else happens."""

from __future__ import annotations

import os
import socket
import time
from pathlib import Path

import pytest

from desktop.domain.errors import Refused
from desktop.exchange.cage.parent import read_book
from desktop.language import LANGUAGES, translator
from tests.helpers.hostile import READS, Case, every_case, links

CASES = every_case()
IN_TIME = 5
"""Seconds; three are promised, on a computer that does nothing else."""


def said_of(path: Path) -> str:
    """The code of the refusal, whose sentence is whole in every language; or that it was read."""
    try:
        book = read_book(path)
    except Refused as refused:
        for language in LANGUAGES:
            said = refused.text(translator(language))
            assert path.name in said
            assert "{" not in said.replace(path.name, "")
        return refused.code
    assert len(book.sha256) == 64
    return READS


def test_they_are_many() -> None:
    assert len(CASES) >= 120


@pytest.mark.parametrize("name", CASES)
def test_it_is_refused_or_read_in_time(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make, expected = CASES[name]
    folder, stray = tmp_path / "there", tmp_path / "temporary"
    folder.mkdir()
    stray.mkdir()
    for variable in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(variable, str(stray))
    path = folder / "file.xlsx"
    data = make()
    path.write_bytes(data)
    began = time.monotonic()
    said = said_of(path)
    taken = time.monotonic() - began
    assert said in expected.split(), f"{said} after {taken:.1f} s"
    assert taken < IN_TIME
    assert os.listdir(stray) == []
    assert os.listdir(folder) == ["file.xlsx"]
    assert path.read_bytes() == data


@pytest.mark.parametrize("name", links())
def test_no_link_is_followed(name: str, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        case: Case = links(server.getsockname()[1])[name]
        path = tmp_path / "file.xlsx"
        path.write_bytes(case[0]())
        said_of(path)
        with pytest.raises(TimeoutError):
            server.accept()


def test_a_file_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file.xlsx"
    path.write_bytes(b"a,b\n")

    def refuses(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuses)
    with pytest.raises(Refused) as refused:
        read_book(path)
    assert refused.value.code == "FILE-UNREADABLE"
