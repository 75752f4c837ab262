"""Owns the lines in which the child answers: JSON, one list a line, each with its name first. Nothing is believed unchecked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from string import Formatter
from typing import Any

import orjson

from desktop.domain.errors import Message, Place, Refused
from desktop.domain.messages import MESSAGES
from desktop.exchange.sheets import bounds
from desktop.exchange.sheets.model import DOUBTS, Book, Sheet

LONGEST_ANSWER = 128 << 20
"""Bytes of a whole answer. Two million numbers take a third of it."""
_CELLS_A_LINE = 5_000
_DOUBTS_A_LINE = 5_000
KINDS = frozenset(("xlsx", "xls", "xlsb", "ods", "csv", "markdown"))
_VALUES = frozenset((type(None), str, bool, int, float))
_LONGEST_WORD = 2_000


class Garbage(Exception):
    """The answer is not one that the child gives."""


def rows_read(n: int) -> bytes:
    return _line("progress", n)


def sheet_lines(sheet: Sheet) -> Iterator[bytes]:
    """A sheet: its head, its rows some at a time, its doubts, where its formulas stand."""
    yield _line("sheet", sheet.name, sheet.is_hidden, sheet.merged, sheet.formulas is not None)
    waiting: list[Sequence[object]] = []
    cells = 0
    for row in sheet.rows:
        waiting.append(row)
        cells += len(row) + 1
        if cells >= _CELLS_A_LINE:
            yield _line("rows", waiting)
            waiting, cells = [], 0
    yield _line("rows", waiting)
    doubts = [(row, column, doubt) for (row, column), doubt in sheet.doubts.items()]
    for at in range(0, len(doubts), _DOUBTS_A_LINE):
        yield _line("doubts", doubts[at : at + _DOUBTS_A_LINE])
    formulas = sorted(sheet.formulas or ())
    for at in range(0, len(formulas), _DOUBTS_A_LINE):
        yield _line("formulas", formulas[at : at + _DOUBTS_A_LINE])


def end(kind: str, sha256: str, remarks: Sequence[Message]) -> bytes:
    return _line("end", kind, sha256, [[remark.code, remark.context] for remark in remarks])


def refusal(error: Refused) -> bytes:
    problem = error.problems[0]
    where = problem.where.parts() if problem.where else {}
    return _line("refused", problem.message.code, problem.message.context, where)


def _line(*parts: object) -> bytes:
    return orjson.dumps(parts, option=orjson.OPT_APPEND_NEWLINE)


class Answer:
    """What the child has answered so far. Every method raises `Garbage` for what it cannot have said."""

    def __init__(self, file: str):
        self._file = file
        self._sheets: list[Sheet] = []
        self._head: tuple[str, bool, list[tuple[int, int, int, int]]] | None = None
        self._formulas: set[tuple[int, int]] | None = None
        self._rows: list[Sequence[Any]] = []
        self._doubts: dict[tuple[int, int], str] = {}
        self._cells = self._n_doubts = 0
        self.rows_read = 0
        self.book: Book | None = None
        self.refused: Refused | None = None
        self._takers: Mapping[str, Callable[..., None]] = {
            "progress": self._progress,
            "sheet": self._sheet,
            "rows": self._more_rows,
            "doubts": self._more_doubts,
            "formulas": self._more_formulas,
            "end": self._end,
            "refused": self._refused,
        }

    def take(self, line: bytes) -> None:
        """One line of the answer, without its end."""
        if self.book or self.refused:
            raise Garbage
        try:
            name, *parts = orjson.loads(line)
            self._takers[name](*parts)
        except (ValueError, TypeError, KeyError) as error:  # no JSON, no list, other parts, a name that is none
            raise Garbage from error

    def _progress(self, n: int) -> None:
        self.rows_read = _number(n)

    def _sheet(self, name: str, is_hidden: bool, merged: list[Any], tells_formulas: bool) -> None:
        self._close()
        areas = [tuple(map(_number, area)) for area in merged]
        if len(self._sheets) >= bounds.MOST_SHEETS or type(name) is not str or type(is_hidden) is not bool:
            raise Garbage
        if any(len(area) != 4 for area in areas) or len(areas) > bounds.MOST_MERGED:
            raise Garbage
        self._head = name, is_hidden, areas  # type: ignore[assignment]
        self._formulas = set() if tells_formulas else None

    def _more_rows(self, rows: list[Any]) -> None:
        if self._head is None:
            raise Garbage
        for row in rows:
            if type(row) is not list or not _VALUES.issuperset(map(type, row)):
                raise Garbage
            self._cells += len(row) or 1
        # One empty row stands for all of them: far out there may be a million.
        self._rows += [row or () for row in rows]
        if self._cells > bounds.LARGEST_AREA or len(self._rows) > bounds.GRID_ROWS:
            raise Garbage

    def _more_doubts(self, doubts: list[Any]) -> None:
        for row, column, doubt in doubts:
            if doubt not in DOUBTS:
                raise Garbage
            self._doubts[_number(row), _number(column)] = doubt
        self._n_doubts += len(doubts)
        if self._n_doubts > bounds.MOST_DOUBTS:
            raise Garbage

    def _more_formulas(self, places: list[Any]) -> None:
        if self._formulas is None:
            raise Garbage
        self._formulas.update((_number(row), _number(column)) for row, column in places)
        if len(self._formulas) > bounds.MOST_CELLS:
            raise Garbage

    def _end(self, kind: str, sha256: str, remarks: list[Any]) -> None:
        self._close()
        if kind not in KINDS or type(sha256) is not str or len(sha256) != 64:
            raise Garbage
        self.book = Book(
            kind, sha256, tuple(self._sheets), tuple(_message(code, context, {}) for code, context in remarks)
        )

    def _refused(self, code: str, context: Mapping[str, Any], where: Mapping[str, Any]) -> None:
        message = _message(code, context, {"file": self._file})
        if any(type(part) not in (str, int) for part in where.values()):
            raise Garbage
        place = Place(**{**where, "file": self._file})
        self.refused = Refused(message.code, where=place, **dict[str, Any](message.context))

    def _close(self) -> None:
        if self._head:
            name, is_hidden, merged = self._head
            formulas = None if self._formulas is None else frozenset(self._formulas)
            self._sheets.append(Sheet(name, self._rows, is_hidden, self._doubts, merged, formulas))
        self._head, self._rows, self._doubts, self._formulas = None, [], {}, None


def _number(value: object) -> int:
    if type(value) is not int or value < 0:
        raise Garbage
    return value


def _message(code: str, context: Mapping[str, Any], more: Mapping[str, Any]) -> Message:
    """A sentence that we have, with all of its fields, each short."""
    told = {**context, **more}
    fields = {name for _, name, _, _ in Formatter().parse(MESSAGES[code]) if name}
    if not fields <= told.keys() or any(type(part) not in (str, int) for part in told.values()):
        raise Garbage
    return Message(code, {name: part[:_LONGEST_WORD] if isinstance(part, str) else part for name, part in told.items()})
