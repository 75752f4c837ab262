"""Owns what calamine does not tell of an .xlsx sheet: formulas without result, percentages, cells that lie about where they stand.

A quick look at the bytes says whether a close one is needed: values without formulas and percentages pay nearly nothing for it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple
from xml.parsers import expat

from desktop.domain.errors import Place, Refused
from desktop.exchange.sheets import bounds
from desktop.exchange.sheets.model import FORMULA, PERCENT


class Look(NamedTuple):
    """What the bytes of a sheet show: how many values stand there, whether cells need a close look, and where formulas made them."""

    values: int
    is_close_needed: bool
    formulas: frozenset[tuple[int, int]] = frozenset()


class Cells(NamedTuple):
    """What a close look found: the doubts, the texts of errors, and the cells of which a value must have been read.

    `owed`: row → its columns as bits, so that two million cells take little room.
    """

    doubts: dict[tuple[int, int], str]
    errors: dict[tuple[int, int], str]
    owed: dict[int, int]
    formulas: set[tuple[int, int]]


_FORMULA = re.compile(rb'<c r="([A-Z]{1,3}[0-9]{1,7})"([^<>]*)>\s*<f\b(?:[^<>]*/>|[^<>]*>[^<]*</f>)(<v\b[^<>]*>[^<]?)?')
"""A cell with a formula: its address, its other attributes, the beginning of its result."""
_ANY_FORMULA = re.compile(rb"<f\b")
_ODD_ADDRESS = re.compile(rb' r=(?!"[A-Z]{0,2}[0-9]{1,5}")')
_NOTHING = (b"<v></v>", b"<v/>", b"<v />")
"""A formula whose result is the empty text: no value."""
_ROOM = 64 * 1024


def look_at(pieces: Iterable[bytes], percent: Collection[str]) -> Look:
    """A first look at a sheet. `percent`: numbers of the styles that show a percentage. Raises `Refused` SHEET-MERGED."""
    shown = re.compile(rb' s="(?:%s)"' % "|".join(percent).encode()) if percent else None
    values = merged = 0
    close = False
    formulas: set[tuple[int, int]] = set()
    for text in _whole_cells(pieces):
        values += text.count(b"<v") - sum(map(text.count, _NOTHING))
        last_cell = max(text.rfind(b"</c>"), 0)
        first_cell = max(text.find(b"<sheetData>"), 0)
        # One letter is looked for faster than several: cells of numbers hold none of these.
        has_formula = text.find(b"f", first_cell, last_cell) >= 0 and b"<f" in text
        made = _FORMULA.findall(text) if has_formula else []
        formulas.update(position(told.decode(), "") for told, _, _ in made)
        if text.find(b"i", first_cell, last_cell) >= 0:
            values += text.count(b"<is>")
        close = close or bool(
            _ODD_ADDRESS.search(text)
            or (has_formula and len(made) != len(_ANY_FORMULA.findall(text)))
            or any(not result or (result[-1:] == b">" and b't="str"' not in told) for _, told, result in made)
            or (shown and shown.search(text))
        )  # fmt: skip
        merged += text.count(b"<mergeCell ", last_cell)
        if merged > bounds.MOST_MERGED:
            raise Refused("SHEET-MERGED", n=merged, most=bounds.MOST_MERGED)
    return Look(values, close, frozenset(formulas))


def _whole_cells(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces cut anew, so that no cell is torn in two."""
    rest = b""
    for piece in pieces:
        text = rest + piece
        cut = text.rfind(b"<c ") if len(text) > _ROOM else 0
        if len(text) - cut > _ROOM:  # behind the last cell
            cut = text.rfind(b"<")
        cut = max(cut, 0)
        yield text[:cut]
        rest = text[cut:]
        if len(rest) > bounds.LARGEST_FILE:
            raise Refused("ARCHIVE-DAMAGED", part="")
    yield rest


def cells_of(pieces: Iterable[bytes], percent: Collection[str], sheet: str) -> Cells:
    """A close look at a sheet. Raises `Refused` CELL-ADDRESS, CELL-GRID, CELL-TWICE, SHEET-COLUMNS, SHEET-FAR, XML-BROKEN."""
    walk = _Walk(frozenset(percent), sheet)
    parse(pieces, walk.start, walk.end, walk.text, sheet)
    walk.check_area()
    return Cells(walk.doubts, walk.errors, walk.owed, walk.formulas)


def check_texts(pieces: Iterable[bytes], sheets: Iterable[Iterable[bytes]]) -> None:
    """Refuse shared texts that, put where they are used, would take more memory than reading may: seen before any is put there.

    Raises `Refused` TEXTS-LONG, TEXTS-MUCH, XML-BROKEN.
    """
    lengths: list[int] = []
    inside = ""

    def start(name: str, _attributes: Mapping[str, str]) -> None:
        nonlocal inside
        inside = name
        if name == "si":
            lengths.append(0)

    def end(_name: str) -> None:
        nonlocal inside
        inside = ""

    def text(text: str) -> None:
        if inside == "t" and lengths:
            lengths[-1] += len(text)
            if lengths[-1] > bounds.LONGEST_CELL:
                raise Refused("TEXTS-LONG", n=lengths[-1], most=bounds.LONGEST_CELL)

    parse(pieces, start, end, text, "")
    whole = 0
    for sheet in sheets:
        for cells in _whole_cells(sheet):
            for used, times in Counter(_SHARED.findall(cells)).items():
                whole += times * (lengths[int(used)] if int(used) < len(lengths) else 0)
                if whole > bounds.MOST_TEXT:
                    raise Refused("TEXTS-MUCH", most=bounds.MOST_TEXT // bounds.MEGABYTE)


_SHARED = re.compile(rb't="s"[^<>]*><v>(\d{1,9})</v>')


_TEXTS = frozenset(("s", "str", "inlineStr"))


class _Walk:
    """Follows a sheet's cells one by one."""

    def __init__(self, percent: frozenset[str], sheet: str):
        self.percent, self.sheet = percent, sheet
        self.doubts: dict[tuple[int, int], str] = {}
        self.errors: dict[tuple[int, int], str] = {}
        self.filled: dict[int, int] = {}
        self.owed: dict[int, int] = {}
        self.formulas: set[tuple[int, int]] = set()
        self.width = 0
        self.row, self.column = -1, -1
        self.type = self.style = ""
        self.has_formula = self.has_value = self.has_text = self.in_value = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "c":
            self._begin(attributes)
        elif name in ("v", "t"):
            self.in_value = self.has_value = True
        elif name == "f":
            self.has_formula = True
        elif name == "row":
            self.row, self.column = self._row(attributes.get("r")), -1

    def text(self, text: str) -> None:
        if self.in_value and text:
            self.has_text = True
            if self.type == "e":
                place = self.row, self.column
                self.errors[place] = (self.errors.get(place, "") + text)[: bounds.LONGEST_CELL]

    def end(self, name: str) -> None:
        if name in ("v", "t"):
            self.in_value = False
        elif name == "c":
            self._finish()

    def _row(self, told: str | None) -> int:
        if told is None:
            return self.row + 1
        if not (told.isascii() and told.isdecimal() and int(told[:9]) > 0) or len(told) > 9:
            raise Refused("CELL-ADDRESS", where=Place(sheet=self.sheet), sheet=self.sheet, cell=told[:40])
        return int(told) - 1

    def _begin(self, attributes: Mapping[str, str]) -> None:
        told = attributes.get("r")
        if told is None:
            self.column += 1
        else:
            self.row, self.column = position(told, self.sheet)
        self.type, self.style = attributes.get("t", "n"), attributes.get("s", "0")
        self.has_formula = self.has_value = self.has_text = False

    def _finish(self) -> None:
        place = self.row, self.column
        if self.has_formula:
            self.formulas.add(place)
        if self.has_text:
            self._fill()
            if self.style in self.percent and self.type == "n":
                self.doubts[place] = PERCENT
        elif self.has_formula and not (self.has_value and self.type == "str"):  # an empty text is a result
            self.doubts[place] = FORMULA

    def _fill(self) -> None:
        if self.row >= bounds.GRID_ROWS or self.column >= bounds.GRID_COLUMNS:
            raise bounds.in_cell("CELL-GRID", self.sheet, self.row, self.column)
        self.width = max(self.width, self.column + 1)
        if self.width > bounds.MOST_COLUMNS:
            context = {"n": self.width, "most": bounds.MOST_COLUMNS}
            raise bounds.in_cell("SHEET-COLUMNS", self.sheet, self.row, self.column, **context)
        bit, before = 1 << self.column, self.filled.get(self.row, 0)
        if before & bit:
            raise bounds.in_cell("CELL-TWICE", self.sheet, self.row, self.column)
        self.filled[self.row] = before | bit
        if self.type not in _TEXTS:  # a text may be empty where it is shared
            self.owed[self.row] = self.owed.get(self.row, 0) | bit

    def check_area(self) -> None:
        """Refuse what lies so far out that the room between could not be held."""
        last = max(self.filled, default=0)
        if (last + 1) * self.width > bounds.LARGEST_AREA:
            raise bounds.in_cell("SHEET-FAR", self.sheet, last, self.filled[last].bit_length() - 1)


_ADDRESS = re.compile(r"([A-Za-z]{1,7})([1-9][0-9]{0,8})")


def position(told: str, sheet: str) -> tuple[int, int]:
    """0-based row and column of an address such as F248, however far out. Raises `Refused` CELL-ADDRESS."""
    found = _ADDRESS.fullmatch(told)
    if not found:
        raise Refused("CELL-ADDRESS", where=Place(sheet=sheet), sheet=sheet, cell=told[:40])
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1


def percent_styles(pieces: Iterable[bytes]) -> frozenset[str]:
    """Numbers of the cell styles of an .xlsx that show a percentage. Raises `Refused` XML-BROKEN."""
    codes: dict[str, str] = {"9": "0%", "10": "0.00%"}
    found: list[str] = []
    path: list[str] = []
    n = 0

    def start(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal n
        path.append(name)
        if name == "numFmt" and path[-2:-1] == ["numFmts"]:
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "xf" and path[-2:-1] == ["cellXfs"]:
            if is_percent(codes.get(attributes.get("numFmtId", ""), "")):
                found.append(str(n))
            n += 1

    parse(pieces, start, lambda name: path.pop(), None, "")
    return frozenset(found)


_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


def is_percent(code: str) -> bool:
    """A number format whose sign % is a sign, not a letter: it shows the number a hundred times as large."""
    return "%" in _LITERAL.sub("", code)


def parse(pieces: Iterable[bytes], start: Any, end: Any, text: Any, sheet: str) -> None:
    """Walk through markup; names come without prefix. Nothing is fetched, entities are not expanded: none can be declared.

    Raises `Refused` XML-BROKEN.
    """
    names: dict[str, str] = {}

    def named(name: str) -> str:
        return names.setdefault(name, name.rpartition(":")[2])

    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: start(named(name), attributes)
    parser.EndElementHandler = lambda name: end(named(name))
    parser.CharacterDataHandler = text
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        where = Place(sheet=sheet) if sheet else None
        raise Refused("XML-BROKEN", where=where, line=error.lineno) from error
