"""Owns reading a stranger's spreadsheet without letting it near the program."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from desktop.exchange.sheets.model import Book


def read_book(
    path: Path, *, progress: Callable[[int], None] | None = None, cancelled: Callable[[], bool] | None = None
) -> Book:
    """The sheets of a file, read in a child process. Raises `Refused` with the reason in words, `Cancelled`."""
    from desktop.exchange.sheets.opening import open_book  # noqa: PLC0415

    return open_book(path)
