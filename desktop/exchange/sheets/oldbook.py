"""Owns what calamine does not tell of an .xls: percentages and errors, from the records of its one stream.

An .xls is a small file system (OLE) with a stream of records: two bytes kind, two bytes length, content. Where this walk finds no way
through, it tells nothing: whether the file can be read is for calamine to say.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from desktop.domain.errors import Refused
from desktop.exchange.sheets import bounds
from desktop.exchange.sheets.details import is_percent
from desktop.exchange.sheets.model import PERCENT
from desktop.exchange.sheets.opendocument import Table

_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_BEGIN, _END, _FORMAT, _STYLE, _SHEET = 0x809, 0x0A, 0x41E, 0xE0, 0x85
_NUMBER, _SHORT, _SHORTS, _FORMULA, _TRUTH_OR_ERROR = 0x203, 0x27E, 0xBD, 0x06, 0x205
_PERCENT_FORMATS = (9, 10)
_MAY_BE_ERROR = re.compile(rb"\x05\x02\x08\0|\x06\0..(?:.{6})\x02.{5}\xff\xff", re.DOTALL)
_FREE = 0xFFFFFFFA
_SMALL = 4096
_NAMED = 0x4
"""A style with a name for people to choose, not one of a cell."""


def tables_of(data: bytes) -> list[Table]:
    """What calamine does not tell, sheet by sheet in their order. Raises `Refused` CELLS-MANY."""
    try:
        stream = _stream(data)
        percent, starts = _globals(stream)
        if not any(percent) and not _MAY_BE_ERROR.search(stream):
            return []
        return [_sheet(stream, start, percent) for start in starts]
    except (struct.error, IndexError):
        return []


def _stream(data: bytes) -> bytes:
    """The stream of the workbook, put together from its sectors."""
    size = 1 << data[30]
    (first_folder,) = struct.unpack_from("<L", data, 48)
    listed = list(struct.unpack_from("<109L", data, 76))
    (more,) = struct.unpack_from("<L", data, 68)
    while more < _FREE and len(listed) * size < len(data):
        *found, more = struct.unpack_from(f"<{size // 4}L", data, size * (more + 1))
        listed += found
    following = [
        number
        for sector in listed
        if sector < _FREE
        for number in struct.unpack_from(f"<{size // 4}L", data, size * (sector + 1))
    ]

    def sectors(first: int) -> bytes:
        return b"".join(data[size * (n + 1) : size * (n + 2)] for n in _chain(following, first))

    folder = sectors(first_folder)
    for at in range(0, len(folder) - 127, 128):
        name = folder[at : at + 64].decode("utf-16-le", "replace").split("\0")[0]
        if name in ("Workbook", "Book", "WORKBOOK"):
            first, length = struct.unpack_from("<LL", folder, at + 116)
            if length >= _SMALL:
                return sectors(first)[:length]
            # Small streams share one that the first entry of the folder names, in small sectors with a list of their own.
            shared, (first_of_list,) = (
                sectors(*struct.unpack_from("<L", folder, 116)),
                struct.unpack_from("<L", data, 60),
            )
            listing = sectors(first_of_list)
            following = list(struct.unpack(f"<{len(listing) // 4}L", listing))
            return b"".join(shared[64 * n : 64 * (n + 1)] for n in _chain(following, first))[:length]
    return b""


def _chain(following: list[int], first: int) -> Iterator[int]:
    """The sectors of a stream in their order; the list may be damaged, so never more than there are."""
    for _ in following:
        if first >= _FREE:
            return
        yield first
        first = following[first]


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Kind, place and length of each record from a beginning to its end; charts between are passed over."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        depth += (kind == _BEGIN) - (kind == _END)
        if depth <= 0:
            return
        if depth == 1:
            yield kind, at + 4, length
        at += 4 + length


def _globals(stream: bytes) -> tuple[list[bool], list[int]]:
    """Which styles show a percentage, and where the sheets begin."""
    formats = dict.fromkeys(_PERCENT_FORMATS, True)
    percent, starts = [], []
    for kind, at, length in _records(stream, 0):
        if kind == _FORMAT:
            text = stream[at + 2 : at + length].decode("latin-1").replace("\0", "")
            formats[struct.unpack_from("<H", stream, at)[0]] = is_percent(text)
        elif kind == _STYLE:
            code, kind_of_style = struct.unpack_from("<HH", stream, at + 2)
            percent.append(formats.get(code, False) and not kind_of_style & _NAMED)
        elif kind == _SHEET:
            starts.append(struct.unpack_from("<L", stream, at)[0])
    return percent, starts


def _sheet(stream: bytes, start: int, percent: list[bool]) -> Table:
    table = Table()

    def number(row: int, column: int, style: int) -> None:
        if percent[style]:
            table.doubts[row, column] = PERCENT

    for kind, at, length in _records(stream, start):
        if kind in (_NUMBER, _SHORT, _FORMULA, _TRUTH_OR_ERROR):
            row, column, style = struct.unpack_from("<3H", stream, at)
            if kind in (_NUMBER, _SHORT):
                number(row, column, style)
            elif kind == _TRUTH_OR_ERROR:
                if stream[at + 7]:
                    table.errors[row, column] = _ERRORS.get(stream[at + 6], "#N/A")
            elif stream[at + 12 : at + 14] != b"\xff\xff":
                number(row, column, style)
            elif stream[at + 6] == 2:
                table.errors[row, column] = _ERRORS.get(stream[at + 8], "#N/A")
        elif kind == _SHORTS:
            row, first = struct.unpack_from("<HH", stream, at)
            for n in range((length - 6) // 6):
                number(row, first + n, struct.unpack_from("<H", stream, at + 4 + 6 * n)[0])
        if len(table.doubts) + len(table.errors) > bounds.MOST_CELLS:
            raise Refused("CELLS-MANY", n=len(table.doubts) + len(table.errors), most=bounds.MOST_CELLS)
    return table
