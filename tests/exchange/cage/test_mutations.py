"""Workbooks of ours that were changed on the way: each is read or refused in words; the program lives (issue, section 4)."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from desktop.domain.errors import Refused
from desktop.exchange.cage.parent import read_book
from desktop.language import translator
from tests.helpers.exports import exported
from tests.helpers.mutations import mutated

NIGHTLY = [pytest.param(range(n, n + 100), marks=pytest.mark.nightly) for n in range(1000, 3000, 100)]
IN_TIME = 10


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return exported(tmp_path_factory.mktemp("mutations"), "xlsx").read_bytes()


@pytest.mark.parametrize("seeds", [range(50), range(50, 100), *NIGHTLY])
def test_a_changed_workbook_is_read_or_refused(seeds: range, workbook: bytes, tmp_path: Path) -> None:
    path, seen = tmp_path / "back.xlsx", set()
    for seed in seeds:
        path.write_bytes(mutated(workbook, seed))
        began = time.monotonic()
        try:
            seen.add(read_book(path).kind)
        except Refused as refused:
            assert path.name in refused.text(translator("en")), seed
            seen.add(refused.code)
        assert time.monotonic() - began < IN_TIME, seed
    assert len(seen) > 3
    assert "FILE-DIED" not in seen
