"""Owns what kind of file the bytes are, whatever the name says, and the sentence for what is no spreadsheet."""

from __future__ import annotations

import re

from desktop.domain.errors import Message, Refused
from desktop.exchange.sheets.archive import Archive

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\3\4"
_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "KIND-PDF"),
    (b"{\\rtf", "KIND-DOCUMENT"),
    (b"SQLite format 3\0", "KIND-DATABASE"),
    (b"MZ", "KIND-PROGRAM"),
    (b"\x7fELF", "KIND-PROGRAM"),
    (b"#!", "KIND-PROGRAM"),
    (b"L\0\0\0\1\x14\2\0", "KIND-SHORTCUT"),
    (b"\x89PNG", "KIND-PICTURE"),
    (b"\xff\xd8\xff", "KIND-PICTURE"),
    (b"GIF8", "KIND-PICTURE"),
    (b"II*\0", "KIND-PICTURE"),
    (b"MM\0*", "KIND-PICTURE"),
    (b"BM", "KIND-PICTURE"),
    (b"\x1f\x8b", "KIND-PACKED"),
    (b"7z\xbc\xaf'\x1c", "KIND-PACKED"),
    (b"Rar!", "KIND-PACKED"),
    (b"\xfd7zXZ\0", "KIND-PACKED"),
    (b"\x28\xb5\x2f\xfd", "KIND-PACKED"),
    (b"PK\5\6", "KIND-PACKED"),
    (b"\x09\x08", "KIND-OLD"),
    (b"\x09\x04", "KIND-OLD"),
    (b"\x09\x02", "KIND-OLD"),
    (b"\x09\0", "KIND-OLD"),
)
_PICTURES_OF_TEXT = (b"BM", b"MZ")
"""Starts that a text may have too: only with a zero byte soon after are they what they seem."""
_MARKUP = re.compile(rb"\s*<(?:!doctype\s+html|html|head|body|table|div|meta)\b", re.IGNORECASE)
_OTHER_MARKUP = re.compile(rb"\s*<[?!a-z]", re.IGNORECASE)


def kind_of(data: bytes) -> str:
    """`zip`, `ole` or `text`. Raises `Refused` FILE-EMPTY, FILE-ZEROED, KIND-… for what is none of them."""
    if not data:
        raise Refused("FILE-EMPTY")
    start = data[:4096]
    if not start.strip(b"\0"):
        raise Refused("FILE-ZEROED")
    if start.startswith(ZIP):
        return "zip"
    if start.startswith(OLE):
        return "ole"
    for sign, code in _STARTS:
        if start.startswith(sign) and (sign not in _PICTURES_OF_TEXT or b"\0" in start[:64]):
            raise Refused(code)
    text = start.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"")
    text = text.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    if _MARKUP.match(text):
        raise Refused("KIND-WEB")
    if _OTHER_MARKUP.match(text):
        raise Refused("KIND-MARKUP")
    return "text"


def kind_of_archive(archive: Archive) -> str:
    """`xlsx`, `xlsb` or `ods`. Raises `Refused` FILE-PASSWORD, FILE-BROKEN, KIND-… for other things that are packed."""
    if archive.named("xl/workbook.xml"):
        return "xlsx"
    if archive.named("xl/workbook.bin"):
        return "xlsb"
    if any(name.casefold().startswith("xl/worksheets/") for name in archive.entries):
        raise Refused("FILE-BROKEN", reason="xl/workbook.xml")
    form = archive.start_of("mimetype")[:200].decode("latin-1")
    if "opendocument.spreadsheet" in form and archive.named("content.xml"):
        if b"encryption-data" in archive.start_of("META-INF/manifest.xml"):
            raise Refused("FILE-PASSWORD")
        return "ods"
    if "opendocument" in form or any(name.split("/")[0] in ("word", "ppt", "visio") for name in archive.entries):
        raise Refused("KIND-DOCUMENT")
    raise Refused("KIND-PACKED")


def kind_of_ole(data: bytes) -> str:
    """`xls`, by the streams that the container names. Raises `Refused` FILE-PASSWORD, KIND-…"""
    if _stream("EncryptedPackage") in data or _stream("EncryptionInfo") in data:
        raise Refused("FILE-PASSWORD")
    if _stream("Workbook") in data or _stream("Book") in data or _stream("WORKBOOK") in data:
        return "xls"
    if _stream("WordDocument") in data or _stream("PowerPoint Document") in data:
        raise Refused("KIND-DOCUMENT")
    raise Refused("KIND-OTHER")


def _stream(name: str) -> bytes:
    return name.encode("utf-16-le") + b"\0\0"


_MACROS = ("xl/vbaproject", "xl/macrosheets/", "xl/activex/", "basic/", "scripts/", "customui/")
_LINKS = ("xl/externallinks/", "xl/connections", "xl/querytables/", "xl/webextensions/", "xl/ddelinks/")
_OBJECTS = ("xl/embeddings/", "objectreplacements/")


def remarks_on(archive: Archive | None, data: bytes) -> list[Message]:
    """What was found besides the cells, and left alone."""
    if archive is None:
        macros = _stream("_VBA_PROJECT_CUR") in data or _stream("_VBA_PROJECT") in data
        return [Message("REMARK-MACROS")] if macros else []
    names = [name.casefold() for name in archive.entries]
    signs = (("REMARK-MACROS", _MACROS), ("REMARK-LINKS", _LINKS), ("REMARK-OBJECTS", _OBJECTS))
    return [Message(code) for code, starts in signs if any(name.startswith(starts) for name in names)]
