"""Spreadsheets made by hand, part by part and byte by byte, so that each thing a file can say or lie about can be tried alone."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO

from desktop.exchange.sheets.model import Book, column_letters
from desktop.exchange.sheets.opening import open_bytes

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"


def open_book(data: bytes) -> Book:
    """Read in this process, without the cage. Raises `Refused` without the name of the file."""
    opened = open_bytes(data, lambda rows: None)
    return Book(opened.kind, opened.sha256, list(opened.sheets), opened.remarks)


def xlsx_parts(
    *bodies: str, names: Iterable[str] = (), styles: str = "", shared: str = "", properties: str = "", form: str = MAIN
) -> dict[str, bytes]:
    """The parts of an .xlsx whose sheets hold these rows; a body that begins with `<?` or `<w` is a whole sheet."""
    names = list(names) or [f"S{n}" for n in range(1, len(bodies) + 1)]
    sheets = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(names, 1))
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(bodies) + 1)
    )
    kinds = {"workbook": "sheet.main", **{f"worksheets/sheet{n}": "worksheet" for n in range(1, len(bodies) + 1)}}
    types = "".join(
        f'<Override PartName="/xl/{part}.xml" ContentType="{_TYPE}.{kind}+xml"/>' for part, kind in kinds.items()
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{form}" xmlns:r="{OFFICE}">{properties}<sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>',
        **({"xl/styles.xml": styles} if styles else {}),
        **({"xl/sharedStrings.xml": shared} if shared else {}),
    }
    for n, body in enumerate(bodies, 1):
        parts[f"xl/worksheets/sheet{n}.xml"] = body if body.startswith(("<?", "<w", "<x")) else sheet(body, form)
    return {name: text.encode() for name, text in parts.items()}


def sheet(rows: str, form: str = MAIN, after: str = "") -> str:
    return f'<worksheet xmlns="{form}"><sheetData>{rows}</sheetData>{after}</worksheet>'


def styles(*formats: str) -> str:
    """Cell styles 0, 1, 2 … with these number formats."""
    codes = "".join(f'<numFmt numFmtId="{200 + n}" formatCode="{code}"/>' for n, code in enumerate(formats))
    uses = "".join(f'<xf numFmtId="{200 + n}"/>' for n in range(len(formats)))
    return f'<styleSheet xmlns="{MAIN}"><numFmts>{codes}</numFmts><cellXfs>{uses}</cellXfs></styleSheet>'


def xlsx(*bodies: str, **options: object) -> bytes:
    return zipped(xlsx_parts(*bodies, **options))  # type: ignore[arg-type]


def ods(table: str, before: str = "") -> bytes:
    """An .ods of one sheet with these rows."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<office:document-content {spaces} xmlns:calcext="urn:org">'
        f'<office:body><office:spreadsheet><table:table table:name="S1">{table}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": SPREADSHEET.encode(),
            "META-INF/manifest.xml": b'<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
            "content.xml": content.encode(),
        }
    )


def ods_cell(value: str, kind: str = "float", **attributes: str) -> str:
    more = "".join(f' {name.replace("_", "-").replace("--", ":")}="{text}"' for name, text in attributes.items())
    return f'<table:table-cell office:value-type="{kind}" office:value="{value}"{more}/>'


def ods_row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def zipped(parts: Mapping[str, bytes]) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def stored_by_name(parts: Mapping[str, bytes]) -> list[Part]:
    return [Part(name, content) for name, content in parts.items()]


@dataclass
class Part:
    """One part of an archive; whatever is not None is said instead of the truth."""

    name: str
    content: bytes
    method: int = 8
    flags: int = 0
    size: int | None = None
    packed: int | None = None
    crc: int | None = None
    local_name: str | None = None
    local_size: int | None = None
    extra: bytes = b""
    offset: int | None = None
    raw: bytes | None = None
    rubbish: bytes = b""

    def bytes_packed(self) -> bytes:
        if self.raw is not None:
            return self.raw
        if self.method != 8:
            return self.content
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        return packer.compress(self.content) + packer.flush()


def archive(
    parts: Iterable[Part], *, before: bytes = b"", comment: bytes = b"", after: bytes = b"", count: int | None = None
) -> bytes:
    """An archive as these parts tell it, true or not."""
    body, listing, parts = BytesIO(), b"", list(parts)
    body.write(before)
    for part in parts:
        packed = part.bytes_packed()
        crc = zlib.crc32(part.content) if part.crc is None else part.crc
        size = len(part.content) if part.size is None else part.size
        told = len(packed) if part.packed is None else part.packed
        name = part.name.encode()
        local = (part.local_name or part.name).encode()
        offset = body.tell() if part.offset is None else part.offset
        local_size = size if part.local_size is None else part.local_size
        flags = part.flags | 0x800
        body.write(
            struct.pack(
                "<4s5H3L2H",
                b"PK\3\4",
                20,
                flags,
                part.method,
                0,
                33,
                crc,
                told,
                local_size,
                len(local),
                len(part.extra),
            )
        )
        body.write(local + part.extra + packed + part.rubbish)
        listing += struct.pack(
            "<4s6H3L5H2L",
            b"PK\1\2",
            20,
            20,
            flags,
            part.method,
            0,
            33,
            crc,
            told,
            size,
            len(name),
            0,
            0,
            0,
            0,
            0,
            offset,
        )
        listing += name
    start = body.tell()
    n = len(parts) if count is None else count
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, n, n, len(listing), start, len(comment))
    return body.getvalue() + listing + end + comment + after


def numbers(sheets: int, rows: int, columns: int) -> dict[str, bytes]:
    """Parts of an .xlsx full of numbers, written as programs write them."""
    letters = [column_letters(column) for column in range(columns)]
    bodies = [
        "".join(
            f'<row r="{r}">'
            + "".join(f'<c r="{at}{r}" s="0"><v>{value(r, c)}</v></c>' for c, at in enumerate(letters))
            + "</row>"
            for r in range(1, rows + 1)
        )
        for _ in range(sheets)
    ]
    return xlsx_parts(*bodies, styles=styles("General"))


def value(row: int, column: int) -> int:
    return (row * 7919 + column * 104_729) % 99_991


def xlsb(sheets: int, rows: int, columns: int) -> bytes:
    """An .xlsb full of the same numbers: records of a number, a length and their bytes."""

    def record(kind: int, content: bytes = b"") -> bytes:
        head = bytes((kind,)) if kind < 128 else bytes((kind & 0x7F | 0x80, kind >> 7))
        return head + bytes((len(content),)) + content

    def words(text: str) -> bytes:
        return struct.pack("<L", len(text)) + text.encode("utf-16-le")

    listed = b"".join(
        record(156, struct.pack("<2L", 0, n) + words(f"rId{n}") + words(f"S{n}")) for n in range(1, sheets + 1)
    )
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.bin"/>'
        for n in range(1, sheets + 1)
    )
    data = b"".join(
        record(0, struct.pack("<2LH3BL", r, 0, 300, 0, 0, 0, 0))
        + b"".join(record(5, struct.pack("<2Ld", c, 0, value(r + 1, c))) for c in range(columns))
        for r in range(rows)
    )
    body = record(129) + record(148, struct.pack("<4L", 0, rows - 1, 0, columns - 1)) + record(145) + data
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>'.encode(),
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.bin"/></Relationships>'.encode(),
        "xl/workbook.bin": record(131) + record(143) + listed + record(144) + record(132),
        "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'.encode(),
    }
    parts |= {f"xl/worksheets/sheet{n}.bin": body + record(146) + record(130) for n in range(1, sheets + 1)}
    return zipped(parts)


def ods_numbers(sheets: int, rows: int, columns: int) -> bytes:
    """An .ods full of the same numbers, with the text of each as programs write it."""
    table = "".join(
        ods_row(
            *(
                f'<table:table-cell office:value-type="float" office:value="{value(r, c)}" calcext:value-type="float">'
                f"<text:p>{value(r, c)}</text:p></table:table-cell>"
                for c in range(columns)
            )
        )
        for r in range(1, rows + 1)
    )
    return ods(
        "</table:table>".join(f'<table:table table:name="T{n}">{table}' for n in range(sheets)) + "</table:table>"
    )
