"""Owns packed workbooks before anything reads them: the archive list is checked, every part unpacked inside the limits, no part lies."""

from __future__ import annotations

import re
import struct
import unicodedata
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

from desktop.domain.errors import Refused
from desktop.exchange.sheets import bounds

_ENTRY = struct.Struct("<4s4B4HL2L5H2L")
_LOCAL = struct.Struct("<4s2B4HL2L2H")
_END = struct.Struct("<4s4H2LH")
_WIDE, _IS_WIDE = struct.Struct("<2H2Q"), 0xFFFFFFFF
_STORED, _DEFLATED = 0, 8
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_SIZES_FOLLOW = 0x8
_UTF8 = 0x800
_LONGEST_DESCRIPTOR = 24
_STEP, _PIECE = 1 << 16, 1 << 20
KEPT_UNPACKED = 32 * bounds.MEGABYTE
"""A workbook that unpacks to no more is kept so, and handed on without packing: nothing is unpacked twice."""


class Entry(NamedTuple):
    """A part as the list tells it; `start` is where its packed bytes begin."""

    name: str
    method: int
    crc: int
    packed: int
    size: int
    start: int


class Archive:
    """A zip container whose list was checked. `unpack` must have run before parts are taken from it."""

    def __init__(self, data: bytes):
        """Raises `Refused` ARCHIVE-DAMAGED, ARCHIVE-NAMES, ARCHIVE-ENCRYPTED, ARCHIVE-PACKING, ARCHIVE-PARTS."""
        self._data = data
        self.entries = {entry.name: entry for entry in _listed(data)}
        self._kept: dict[str, bytes] = {}
        self._by_folded = {name.casefold(): name for name in self.entries}

    def named(self, name: str) -> str | None:
        """The name of a part as it stands, whatever its case."""
        return self._by_folded.get(name.casefold())

    def unpack(self) -> None:
        """Unpack every part once: sizes and check sums told the truth, limits are kept, no document type is declared in any of them.

        Raises `Refused` ARCHIVE-DAMAGED, ARCHIVE-RATIO, ARCHIVE-UNPACKED, XML-DTD, XML-ENCODING.
        """
        whole = 0
        for entry in self.entries.values():
            pieces = []
            size, crc, before = 0, 0, b""
            for piece in self._inflated(entry):
                if not size:
                    _check_encoding(entry.name, piece)
                size += len(piece)
                whole += len(piece)
                if size > entry.size:
                    raise Refused("ARCHIVE-DAMAGED", part=entry.name)
                crc = zlib.crc32(piece, crc)
                if size > bounds.SMALL_PART and size > bounds.MOST_RATIO * entry.packed:
                    n = size // max(entry.packed, 1)
                    raise Refused("ARCHIVE-RATIO", part=entry.name, n=n, most=bounds.MOST_RATIO)
                if whole > bounds.LARGEST_UNPACKED:
                    n, most = whole // bounds.MEGABYTE, bounds.LARGEST_UNPACKED // bounds.MEGABYTE
                    raise Refused("ARCHIVE-UNPACKED", n=n, most=most)
                if b"!" in piece or b"!" in before:
                    _check_declarations(entry.name, before + piece)
                before = piece[-32:]
                if whole <= KEPT_UNPACKED:
                    pieces.append(piece)
            if size != entry.size or crc != entry.crc:
                raise Refused("ARCHIVE-DAMAGED", part=entry.name)
            if whole <= KEPT_UNPACKED:
                self._kept[entry.name] = pieces[0] if len(pieces) == 1 else b"".join(pieces)
        if whole > KEPT_UNPACKED:
            self._kept.clear()

    def start_of(self, name: str) -> bytes:
        """The first bytes of a part, also before `unpack`; nothing where there is no such part."""
        found = self.named(name)
        return next(self._inflated(self.entries[found]), b"") if found else b""

    def part(self, name: str) -> bytes:
        """A whole part."""
        return self._kept[name] if name in self._kept else b"".join(self._inflated(self.entries[name]))

    def pieces(self, name: str) -> Iterator[bytes]:
        """A part from its beginning to its end."""
        if name in self._kept:
            yield self._kept[name]
        else:
            yield from self._inflated(self.entries[name])

    def checked(self) -> BytesIO:
        """The archive for a reader: a small one is built anew of what was checked, so that nothing can be read otherwise."""
        if not self._kept:
            return BytesIO(self._data)
        packed, listed = BytesIO(), []
        for name, content in self._kept.items():
            raw, crc = name.encode(), self.entries[name].crc
            rest = (0, 0, 33, crc, len(content), len(content), len(raw), 0)
            listed.append(_ENTRY.pack(b"PK\1\2", 20, 0, 20, 0, _UTF8, *rest, 0, 0, 0, 0, packed.tell()) + raw)
            packed.write(_LOCAL.pack(b"PK\3\4", 20, 0, _UTF8, *rest) + raw + content)
        start, n = packed.tell(), len(listed)
        listing = b"".join(listed)
        packed.write(listing + _END.pack(b"PK\5\6", 0, 0, n, n, len(listing), start, 0))
        packed.seek(0)
        return packed

    def _inflated(self, entry: Entry) -> Iterator[bytes]:
        packed = memoryview(self._data)[entry.start : entry.start + entry.packed]
        if entry.method == _STORED:
            yield from (bytes(packed[at : at + _PIECE]) for at in range(0, len(packed), _PIECE))
            return
        unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            # The last step brings what the unpacker still holds back. No step gives more than a piece, whatever is packed in it.
            for at in range(0, len(packed) + _STEP, _STEP):
                rest: bytes | memoryview = packed[at : at + _STEP]
                while piece := unpacker.decompress(rest, _PIECE):
                    yield piece
                    rest = unpacker.unconsumed_tail
        except zlib.error as error:
            raise Refused("ARCHIVE-DAMAGED", part=entry.name) from error
        if not unpacker.eof or unpacker.unused_data:
            raise Refused("ARCHIVE-DAMAGED", part=entry.name)


def _listed(data: bytes) -> Iterator[Entry]:
    """The archive list from its end, compared with what stands before each part."""
    end = data.rfind(b"PK\5\6")
    if end < 0 or len(data) < end + _END.size:
        raise Refused("ARCHIVE-DAMAGED", part="")
    _, disk, first_disk, here, n, size, start, comment = _END.unpack_from(data, end)
    if (disk, first_disk, here) != (0, 0, n) or start + size != end or end + _END.size + comment != len(data):
        raise Refused("ARCHIVE-DAMAGED", part="")
    if n > bounds.MOST_PARTS:
        raise Refused("ARCHIVE-PARTS", n=n, most=bounds.MOST_PARTS)
    at, spans, seen = start, [], set()
    for _ in range(n):
        entry, header, at = _entry(data, at, end)
        folded = unicodedata.normalize("NFKC", entry.name).casefold()
        if folded in seen:
            raise Refused("ARCHIVE-NAMES", part=entry.name)
        seen.add(folded)
        spans.append((header, entry.start + entry.packed))
        if not entry.name.endswith("/"):
            yield entry
    if at != end:
        raise Refused("ARCHIVE-DAMAGED", part="")
    last = 0
    for begin, stop in sorted(spans):
        # Between two parts stands nothing, or the sizes of the one before.
        if not 0 <= begin - last <= (_LONGEST_DESCRIPTOR if last else 0):
            raise Refused("ARCHIVE-DAMAGED", part="")
        last = stop
    if not 0 <= start - last <= _LONGEST_DESCRIPTOR:
        raise Refused("ARCHIVE-DAMAGED", part="")


def _entry(data: bytes, at: int, end: int) -> tuple[Entry, int, int]:
    """The part that the list names at a place, where its header stands, and where the list goes on."""
    if at + _ENTRY.size > end:
        raise Refused("ARCHIVE-DAMAGED", part="")
    (mark, _, _, _, _, flags, method, _, _, crc, packed, size, name_length, extra, comment, _, _, _, header) = (
        _ENTRY.unpack_from(data, at)
    )
    after = at + _ENTRY.size + name_length + extra + comment
    raw = data[at + _ENTRY.size : at + _ENTRY.size + name_length]
    name = _name(raw, flags)
    if mark != b"PK\1\2" or after > end or header + _LOCAL.size > len(data):
        raise Refused("ARCHIVE-DAMAGED", part=name)
    if flags & _ENCRYPTED:
        raise Refused("ARCHIVE-ENCRYPTED")
    if method not in (_STORED, _DEFLATED):
        raise Refused("ARCHIVE-PACKING", part=name)
    mark, _, _, local_flags, local_method, _, _, local_crc, local_packed, local_size, length, more = _LOCAL.unpack_from(
        data, header
    )
    start = header + _LOCAL.size + length + more
    told = (local_crc, local_packed, local_size)
    wide = data[header + _LOCAL.size + length : start][: _WIDE.size]
    honest = (
        told == (crc, packed, size)
        or (local_flags & _SIZES_FOLLOW and told == (0, 0, 0))
        or (told == (crc, _IS_WIDE, _IS_WIDE) and wide == _WIDE.pack(1, 16, size, packed))
        or (local_flags & _SIZES_FOLLOW and told == (0, _IS_WIDE, _IS_WIDE) and wide == _WIDE.pack(1, 16, 0, 0))
    )
    same_name = data[header + _LOCAL.size : header + _LOCAL.size + length] == raw
    if mark != b"PK\3\4" or not honest or not same_name or local_method != method or start + packed > len(data):
        raise Refused("ARCHIVE-DAMAGED", part=name)
    if local_flags & _ENCRYPTED:
        raise Refused("ARCHIVE-ENCRYPTED")
    return Entry(name, method, crc, packed, size, start), header, after


def _name(raw: bytes, flags: int) -> str:
    """A name that means one place inside the archive, on any system."""
    try:
        name = raw.decode("utf-8" if flags & _UTF8 else "cp437")
    except UnicodeDecodeError as error:
        raise Refused("ARCHIVE-NAMES", part=raw.decode("latin-1")) from error
    unsafe = not name.isprintable() or "\\" in name or ":" in name or name.startswith("/")
    if unsafe or not name or any(step in ("", ".", "..") for step in name.removesuffix("/").split("/")):
        raise Refused("ARCHIVE-NAMES", part=name.encode("unicode_escape").decode())
    return name


_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([^"']*)""")
_WIDE_LETTERS = (b"\xff\xfe", b"\xfe\xff")
_NEVER_READ = ("customxml/", "docprops/")
"""Folders of which nothing is read here; queries are kept in one of them in UTF-16."""
_OTHER_ALPHABETS = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<", b"\0\0\xfe\xff", b"\0\0\0<", b"\x4c\x6f\xa7\x94", b"+/v")


def _check_encoding(name: str, start: bytes) -> None:
    """Markup is written in UTF-8: in any other alphabet a reader could see something else than what was looked for here."""
    is_wide = start.startswith(_WIDE_LETTERS) and start[2:4] != b"\0\0"
    if is_wide and name.casefold().startswith(_NEVER_READ):
        return
    is_markup = name.casefold().endswith((".xml", ".rels", ".vml"))
    text = start[:1024].removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")
    declared = _DECLARED.match(text)
    if (
        (is_markup and text and not text.startswith(b"<"))
        or start.startswith(_OTHER_ALPHABETS)
        or (declared and declared[1].lower() not in (b"utf-8", b"utf8", b"us-ascii", b"ascii"))
    ):
        raise Refused("XML-ENCODING", part=name)


_DECLARATION = re.compile(
    rb"<\0?!\0?\s*(?:D\0?O\0?C\0?T\0?Y\0?P\0?E|E\0?N\0?T\0?I\0?T\0?Y)",
    re.IGNORECASE,  # in UTF-16 too
)


def _check_declarations(name: str, piece: bytes) -> None:
    if _DECLARATION.search(piece):
        raise Refused("XML-DTD", part=name)
