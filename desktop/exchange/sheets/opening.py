"""Owns how the bytes of a spreadsheet become sheets: kind by content, then the reader of that kind."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import NamedTuple

from desktop.domain.errors import Message, Refused
from desktop.exchange.sheets import bounds, kinds, text, workbook
from desktop.exchange.sheets.archive import Archive
from desktop.exchange.sheets.model import Sheet


class Opened(NamedTuple):
    """A book of which the sheets are still to be read, one after the other; each may raise `Refused`.

    `share` (0 to 1): how much of what the largest may hold it holds, by its size.
    """

    kind: str
    sha256: str
    remarks: list[Message]
    sheets: Iterator[Sheet]
    share: float


def open_bytes(data: bytes, told: Callable[[int], None]) -> Opened:
    """Look at the bytes, check what can be checked before reading. Raises `Refused` without the name of the file."""
    if len(data) > bounds.LARGEST_FILE:
        most = bounds.LARGEST_FILE // bounds.MEGABYTE
        raise Refused("FILE-SIZE", size=bounds.megabytes(len(data)), most=most)
    share = len(data) / bounds.LARGEST_FILE
    digest = hashlib.sha256(data).hexdigest()
    form = kinds.kind_of(data)
    if form == "text":
        content, remarks = text.decoded(data)
        kind, sheets = text.sheets_of(content, told)
        return Opened(kind, digest, remarks, _bounded(sheets), share)
    archive = None
    if form == "zip":
        archive = Archive(data)
        kind = kinds.kind_of_archive(archive)
        archive.unpack()
        share = max(share, sum(entry.size for entry in archive.entries.values()) / bounds.LARGEST_UNPACKED)
    else:
        kind = kinds.kind_of_ole(data)
    remarks = kinds.remarks_on(archive, data)
    return Opened(kind, digest, remarks, _bounded(workbook.sheets_of(kind, data, archive, told)), share)


def _bounded(sheets: Iterator[Sheet]) -> Iterator[Sheet]:
    doubts = 0
    for sheet in sheets:
        doubts += len(sheet.doubts)
        if doubts > bounds.MOST_DOUBTS:
            raise Refused("DOUBTS-MANY", n=doubts, most=bounds.MOST_DOUBTS)
        yield sheet
