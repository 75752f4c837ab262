"""Archives that lie are refused before anything reads them; honest ones of every make pass."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest

from desktop.domain.errors import Refused
from desktop.exchange.sheets import archive as archives
from desktop.exchange.sheets import bounds
from desktop.exchange.sheets.archive import Archive
from tests.helpers.spreadsheets import Part, archive, stored_by_name, xlsx_parts, zipped

PARTS = xlsx_parts('<row r="1"><c r="A1"><v>1</v></c></row>')
HONEST = stored_by_name(PARTS)
LAST = HONEST[-1]


def unpacked(data: bytes) -> Archive:
    opened = Archive(data)
    opened.unpack()
    return opened


def streamed() -> bytes:
    """As programs write that cannot go back: sizes follow each part."""

    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.data = b""

        def writable(self) -> bool:
            return True

        def write(self, data: object) -> int:
            self.data += bytes(data)  # type: ignore[call-overload]
            return len(bytes(data))  # type: ignore[call-overload]

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as file:  # type: ignore[arg-type]
        for name, content in PARTS.items():
            file.writestr(name, content)
    return pipe.data


def wide() -> bytes:
    """As programs write that do not know how large a part will be: fields of eight bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in PARTS.items():
            with file.open(name, "w", force_zip64=True) as part:
                part.write(content)
    return packed.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        zipped(PARTS),
        archive(HONEST),
        archive([replace(part, method=0) for part in HONEST]),
        archive([*HONEST, Part("xl/media/", b"", method=0)]),
        archive(HONEST, comment=b"made by hand"),
        streamed(),
        wide(),
    ],
    ids=["zipfile", "by hand", "not packed", "with a folder", "with a comment", "streamed", "wide"],
)
def test_an_honest_archive_gives_every_part(data: bytes) -> None:
    opened = unpacked(data)
    assert {name: opened.part(name) for name in opened.entries} == PARTS
    with zipfile.ZipFile(opened.checked()) as again:
        assert {name: again.read(name) for name in again.namelist()} == PARTS
        assert again.testzip() is None


@pytest.mark.parametrize(
    ("code", "data"),
    [
        ("ARCHIVE-NAMES", archive([*HONEST, replace(LAST, name="../evil.xml")])),
        ("ARCHIVE-NAMES", archive([*HONEST, replace(LAST, name="/etc/evil.xml")])),
        ("ARCHIVE-NAMES", archive([*HONEST, replace(LAST, name="C:/evil.xml")])),
        ("ARCHIVE-NAMES", archive([*HONEST, replace(LAST, name="xl\\evil.xml")])),
        ("ARCHIVE-NAMES", archive([*HONEST, replace(LAST, name="xl/a\0.xml")])),
        ("ARCHIVE-NAMES", archive([*HONEST, LAST])),
        ("ARCHIVE-NAMES", archive([*HONEST, replace(LAST, name="XL/Workbook.xml")])),
        ("ARCHIVE-NAMES", archive([*HONEST, replace(LAST, name="xl/ﬁ.xml"), replace(LAST, name="xl/fi.xml")])),
        ("ARCHIVE-ENCRYPTED", archive([*HONEST[:-1], replace(LAST, flags=1)])),
        ("ARCHIVE-PACKING", archive([*HONEST[:-1], replace(LAST, method=14)])),
        ("ARCHIVE-DAMAGED", archive([*HONEST[:-1], replace(LAST, size=10)])),
        ("ARCHIVE-DAMAGED", archive([*HONEST[:-1], replace(LAST, size=10**9)])),
        ("ARCHIVE-DAMAGED", archive([*HONEST[:-1], replace(LAST, crc=7)])),
        ("ARCHIVE-DAMAGED", archive([*HONEST[:-1], replace(LAST, local_size=7)])),
        ("ARCHIVE-DAMAGED", archive([*HONEST[:-1], replace(LAST, local_name="xl/worksheets/other1.xml")])),
        ("ARCHIVE-DAMAGED", archive([*HONEST, Part("twin.xml", HONEST[0].content, offset=0)])),
        ("ARCHIVE-DAMAGED", archive(HONEST, before=b"#!/bin/sh\n" * 9)),
        ("ARCHIVE-DAMAGED", archive(HONEST, after=b"more")),
        ("ARCHIVE-DAMAGED", archive([*HONEST[:-1], replace(LAST, rubbish=b"x" * 500)])),
        ("ARCHIVE-DAMAGED", archive([*HONEST[:-1], replace(LAST, raw=b"\xff" * 50)])),
        ("ARCHIVE-DAMAGED", archive(HONEST, count=3)),
        ("ARCHIVE-PARTS", archive(HONEST, count=0xFFFF)),
        ("ARCHIVE-PARTS", archive([*HONEST, *(Part(f"a/{n}.bin", b"x") for n in range(bounds.MOST_PARTS))])),
        ("ARCHIVE-RATIO", archive([*HONEST, Part("xl/big.bin", bytes(3 << 20))])),
        ("XML-DTD", archive([*HONEST, Part("a.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>")])),
        ("XML-DTD", archive([*HONEST, Part("a.bin", b"<a/>" + b" " * (1 << 20) + b"<!doctype a>", method=0)])),
        ("XML-DTD", archive([*HONEST, Part("a.xml", b"<a>" + b" " * ((1 << 20) - 7) + b"<!ENTITY b>", method=0)])),
        ("XML-DTD", archive([*HONEST, Part("customXml/item1.xml", "\ufeff<!DOCTYPE a>".encode("utf-16-le"))])),
        ("XML-DTD", archive([*HONEST, Part("customXml/item1.xml", "\ufeff<!DOCTYPE a>".encode("utf-16-be"))])),
        ("XML-ENCODING", archive([*HONEST, Part("customXml/item1.xml", "<!DOCTYPE a>".encode("utf-32"))])),
        ("XML-ENCODING", archive([*HONEST, Part("a.xml", "<!DOCTYPE a>".encode("utf-16"))])),
        ("XML-ENCODING", archive([*HONEST, Part("a.bin", "<!DOCTYPE a>".encode("utf-16-le"))])),
        ("XML-ENCODING", archive([*HONEST, Part("a.xml", "<!DOCTYPE a>".encode("utf-32"))])),
        ("XML-ENCODING", archive([*HONEST, Part("a.xml", b"+ADw-+ACE-DOCTYPE a+AD4-")])),
        ("XML-ENCODING", archive([*HONEST, Part("a.xml", "<?xml version='1.0'?>".encode("cp037"))])),
        ("XML-ENCODING", archive([*HONEST, Part("a.xml", b"<?xml version='1.0' encoding='UTF-7'?><a/>")])),
    ],
)  # fmt: skip
def test_an_archive_that_lies_is_refused(code: str, data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        unpacked(data)
    assert refused.value.code == code


def test_queries_of_excel_may_be_written_in_wide_letters() -> None:
    query = '\ufeff<?xml version="1.0" encoding="utf-16"?><DataMashup/>'.encode("utf-16-le")
    assert unpacked(archive([*HONEST, Part("customXml/item1.xml", query)])).part("customXml/item1.xml") == query


def test_a_part_that_never_ends_is_given_up_early(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MOST_RATIO", 10**6)
    monkeypatch.setattr(bounds, "LARGEST_UNPACKED", 8 << 20)
    with pytest.raises(Refused) as refused:
        unpacked(archive([Part("a.bin", bytes(64 << 20))]))
    assert refused.value.code == "ARCHIVE-UNPACKED"
    assert refused.value.problems[0].message.context["n"] == 9


def test_a_large_archive_gives_its_parts_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "KEPT_UNPACKED", 100)
    data = zipped(PARTS)
    opened = unpacked(data)
    assert {name: b"".join(opened.pieces(name)) for name in opened.entries} == PARTS
    assert opened.checked().getvalue() == data
