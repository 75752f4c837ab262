"""Files that mean harm or are broken: name → how they are made and what is said of them.

What is said: a code, several that are as good, or `READS` where the file is read and only the dangerous part left alone.
"""

from __future__ import annotations

import random
import struct
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tests.helpers.spreadsheets import (
    MAIN,
    OFFICE,
    Part,
    archive,
    ods,
    ods_cell,
    ods_row,
    sheet,
    stored_by_name,
    styles,
    xlsx,
    xlsx_parts,
    zipped,
)

READS = "READS"
DATA = Path(__file__).parents[1] / "data" / "spreadsheets"
Case = tuple[Callable[[], bytes], str]

ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'
PARTS = xlsx_parts(ONE)
ENTRIES = stored_by_name(PARTS)
SHEET = ENTRIES[-1]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BROKEN = "FILE-BROKEN ARCHIVE-DAMAGED XML-BROKEN SHEET-LOST FILE-DIED"


def with_sheet(text: str | bytes, **more: bytes) -> bytes:
    content = text if isinstance(text, bytes) else text.encode()
    return zipped({**PARTS, "xl/worksheets/sheet1.xml": content, **more})


def with_part(name: str, content: bytes | str) -> bytes:
    return zipped({**PARTS, name: content if isinstance(content, bytes) else content.encode()})


def last(**lies: object) -> bytes:
    """The archive with lies about its last part, the sheet."""
    return archive([*ENTRIES[:-1], replace(SHEET, **lies)])  # type: ignore[arg-type]


def more(*parts: Part) -> bytes:
    return archive([*ENTRIES, *parts])


def cells(n: int, text: str) -> str:
    """So many rows of one cell."""
    return "".join(f'<row r="{r}">{text.format(r=r)}</row>' for r in range(1, n + 1))


def relation(kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    )


def noise(n: int, seed: int = 1) -> bytes:
    return random.Random(seed).randbytes(n)


def archives() -> dict[str, Case]:
    deep = zipped({"a.bin": bytes(9 << 20)})
    found: dict[str, Case] = {
        "bomb of one part": (lambda: more(Part("xl/a.xml", b"<a>" + b" " * (60 << 20))), "ARCHIVE-RATIO"),
        "bomb of the sheet": (lambda: with_sheet(sheet(" " * (40 << 20))), "ARCHIVE-RATIO"),
        "bomb in a bomb": (
            lambda: more(Part("xl/embeddings/b.zip", deep), Part("c.bin", bytes(4 << 20))),
            "ARCHIVE-RATIO",
        ),
        "bomb of many small parts": (
            lambda: more(*(Part(f"a/{n}.bin", bytes(1 << 20)) for n in range(190))),
            "READS ARCHIVE-UNPACKED",
        ),
        "unpacks too far": (
            lambda: more(*(Part(f"a/{n}", noise(20_000) * 270) for n in range(40))),
            "ARCHIVE-UNPACKED",
        ),
        "thousands of parts": (lambda: more(*(Part(f"a/{n}", b"x") for n in range(3000))), "ARCHIVE-PARTS"),
        "parts of one place": (
            lambda: more(*(Part(f"a/{n}", SHEET.content, offset=0) for n in range(50))),
            "ARCHIVE-DAMAGED",
        ),
        "comment with an end in it": (lambda: archive(ENTRIES, comment=b"PK\5\6" + bytes(18)), "ARCHIVE-DAMAGED READS"),
        "two archives": (lambda: archive(ENTRIES) + archive(ENTRIES), "ARCHIVE-DAMAGED"),
        "program before": (lambda: archive(ENTRIES, before=b"MZ" + bytes(500)), "KIND-PROGRAM"),
        "picture before": (lambda: archive(ENTRIES, before=b"GIF89a" + bytes(500)), "KIND-PICTURE"),
        "zeros before": (lambda: archive(ENTRIES, before=bytes(20)), "ARCHIVE-DAMAGED FILE-ENCODING"),
        "something after": (lambda: archive(ENTRIES, after=bytes(9)), "ARCHIVE-DAMAGED"),
        "list says fewer": (lambda: archive(ENTRIES, count=1), "ARCHIVE-DAMAGED"),
        "list says more": (lambda: archive(ENTRIES, count=99), "ARCHIVE-DAMAGED"),
        "wide end": (lambda: archive(ENTRIES, count=0xFFFF), "ARCHIVE-PARTS ARCHIVE-DAMAGED"),
        "no list": (lambda: b"PK\3\4" + bytes(200), "ARCHIVE-DAMAGED"),
        "only an end": (lambda: b"PK\5\6" + bytes(18), "KIND-PACKED"),
        "empty archive": (lambda: archive([Part("x", b"")]), "KIND-PACKED"),
        "size told small": (lambda: last(size=3), "ARCHIVE-DAMAGED"),
        "size told large": (lambda: last(size=0xFFFFFFF0), "ARCHIVE-DAMAGED"),
        "packed told small": (lambda: last(packed=5), "ARCHIVE-DAMAGED"),
        "packed told large": (lambda: last(packed=0xFFFFFFF0), "ARCHIVE-DAMAGED"),
        "check sum wrong": (lambda: last(crc=1), "ARCHIVE-DAMAGED"),
        "header says other size": (lambda: last(local_size=1), "ARCHIVE-DAMAGED"),
        "header says other name": (lambda: last(local_name="xl/worksheets/sheet9.xml"), "ARCHIVE-DAMAGED"),
        "header outside": (lambda: last(offset=0x7FFFFFFF), "ARCHIVE-DAMAGED"),
        "header on another": (lambda: last(offset=0), "ARCHIVE-DAMAGED"),
        "locked": (lambda: last(flags=1), "ARCHIVE-ENCRYPTED"),
        "locked strongly": (lambda: last(flags=0x41), "ARCHIVE-ENCRYPTED"),
        "list masked": (lambda: last(flags=0x2000), "ARCHIVE-ENCRYPTED"),
        "packing cut": (lambda: last(raw=SHEET.bytes_packed()[:-4]), "ARCHIVE-DAMAGED"),
        "packing is noise": (lambda: last(raw=noise(300)), "ARCHIVE-DAMAGED"),
        "packing goes on": (lambda: last(raw=SHEET.bytes_packed() + b"more"), "ARCHIVE-DAMAGED"),
        "rubbish between": (lambda: archive([replace(ENTRIES[0], rubbish=noise(99)), *ENTRIES[1:]]), "ARCHIVE-DAMAGED"),
        "extra field that lies": (
            lambda: last(extra=struct.pack("<2H2Q", 1, 16, 1 << 60, 1 << 60)),
            "READS ARCHIVE-DAMAGED",
        ),
        "wide sizes that lie": (lambda: last(size=0xFFFFFFFF, packed=0xFFFFFFFF), "ARCHIVE-DAMAGED"),
    }
    for method in (1, 6, 9, 12, 14, 93, 95, 98, 99):
        found[f"packed by method {method}"] = (lambda method=method: last(method=method), "ARCHIVE-PACKING")
    names = "../x ../../etc/cron.d/x /etc/passwd C:/x C:x a//b a/./b a/../b xl\\worksheets\\x.xml XL/WORKBOOK.XML con\u202efdp.xml".split()
    for name in [*names, "a\nb", "a\0b", "\x1b[2J", "xl/workbook.xml"]:
        found[f"part named {name!r}"] = (lambda name=name: more(Part(name, b"x")), "ARCHIVE-NAMES")
    found["names alike but for width"] = (
        lambda: more(Part("ａ.xml", b"<a/>"), Part("a.xml", b"<a/>")),
        "ARCHIVE-NAMES",
    )
    whole = archive(ENTRIES)
    for n in range(1, 10):
        found[f"cut at {n} tenths"] = (lambda n=n: whole[: len(whole) * n // 10], "ARCHIVE-DAMAGED")
    return found


def markup() -> dict[str, Case]:
    laughs = '<!DOCTYPE a [<!ENTITY a "ha">' + "".join(f'<!ENTITY a{n} "{"&a;" * 10}">' for n in range(9)) + "]>"
    outside = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    body = sheet('<row r="1"><c r="A1" t="str"><v>&x;</v></c></row>')
    long = "x" * 40_000
    found: dict[str, Case] = {
        "a billion laughs": (lambda: with_sheet(laughs + body), "XML-DTD"),
        "entity from outside": (lambda: with_sheet(outside + body), "XML-DTD"),
        "entity in shared texts": (
            lambda: with_part("xl/sharedStrings.xml", outside + f'<sst xmlns="{MAIN}"/>'),
            "XML-DTD",
        ),
        "type in relations": (lambda: with_part("xl/worksheets/_rels/sheet1.xml.rels", outside + "<a/>"), "XML-DTD"),
        "type in a picture": (lambda: with_part("xl/media/i.svg", "<!DOCTYPE svg><svg/>"), "XML-DTD"),
        "type in a part without ending": (lambda: with_part("xl/media/i", outside), "XML-DTD"),
        "entity not declared": (lambda: with_sheet(body), BROKEN),
        "included file": (
            lambda: with_sheet(
                sheet(ONE, after='<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>')
            ),
            READS,
        ),
        "style sheet from outside": (
            lambda: with_sheet('<?xml-stylesheet href="http://127.0.0.1:9/x"?>' + sheet(ONE)),
            READS,
        ),
        "no end": (lambda: with_sheet(f'<worksheet xmlns="{MAIN}"><sheetData>{ONE}'), BROKEN),
        "no beginning": (lambda: with_sheet("</sheetData></worksheet>"), BROKEN),
        "not markup": (lambda: with_sheet(noise(5000)), "XML-ENCODING"),
        "zeros": (lambda: with_sheet(bytes(5000)), "XML-ENCODING"),
        "deep": (lambda: with_sheet(sheet("<a>" * 200_000 + "</a>" * 200_000)), f"{BROKEN} READS ARCHIVE-RATIO"),
        "many attributes": (lambda: with_sheet(f"<worksheet {attributes(300_000)}/>"), f"{BROKEN} READS"),
        "an endless word": (
            lambda: with_sheet(sheet(f"<row r='1'><c r='{'A' * 9_000_000}'/></row>")),
            f"{BROKEN} ARCHIVE-RATIO",
        ),
        "cell of forty thousand": (lambda: xlsx(f'<row r="1"><c r="A1" t="str"><v>{long}</v></c></row>'), "CELL-LONG"),
        "shared text of forty thousand": (
            lambda: xlsx(
                '<row r="1"><c r="A1" t="s"><v>0</v></c></row>',
                shared=f'<sst xmlns="{MAIN}"><si><t>{long}</t></si></sst>',
            ),
            "TEXTS-LONG",
        ),
        "long texts everywhere": (
            lambda: xlsx(
                cells(19_000, '<c r="A{r}" t="s"><v>0</v></c>'),
                shared=f'<sst xmlns="{MAIN}"><si><t>{noise(15_000).hex()}</t></si></sst>',
            ),
            "TEXTS-MUCH",
        ),
        "very long texts everywhere": (
            lambda: xlsx(
                cells(19_000, '<c r="A{r}" t="s"><v>0</v></c>'),
                shared=f'<sst xmlns="{MAIN}"><si><t>{noise(400_000).hex()}</t></si></sst>',
            ),
            "TEXTS-LONG",
        ),
        "shared texts that say they are many": (
            lambda: xlsx(
                '<row r="1"><c r="A1" t="s"><v>0</v></c></row>',
                shared=f'<sst xmlns="{MAIN}" count="4000000000" uniqueCount="4000000000"><si><t>x</t></si></sst>',
            ),
            f"{BROKEN} READS FILE-MEMORY",
        ),
        "shared text that is not there": (lambda: xlsx('<row r="1"><c r="A1" t="s"><v>99</v></c></row>'), BROKEN),
        "shared text before the first": (lambda: xlsx('<row r="1"><c r="A1" t="s"><v>-1</v></c></row>'), BROKEN),
        "style that is not there": (
            lambda: xlsx('<row r="1"><c r="A1" s="4000000000"><v>1</v></c></row>', styles=styles("0")),
            f"{BROKEN} READS",
        ),
        "a hundred thousand styles": (
            lambda: xlsx(ONE, styles=styles(*(f"0.{n}%" for n in range(100_000)))),
            f"{READS} ARCHIVE-RATIO",
        ),
        "a million merged areas": (
            lambda: with_sheet(
                sheet(
                    ONE,
                    after="<mergeCells>"
                    + "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 1_000_001))
                    + "</mergeCells>",
                )
            ),
            "SHEET-MERGED",
        ),
        "one area over everything": (
            lambda: with_sheet(sheet(ONE, after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')),
            READS,
        ),
        "merged area that is none": (
            lambda: with_sheet(sheet(ONE, after='<mergeCells><mergeCell ref="ZZZZZZ9:A1"/></mergeCells>')),
            f"{BROKEN} READS",
        ),
        "says it is everything": (
            lambda: with_sheet(
                f'<worksheet xmlns="{MAIN}"><dimension ref="A1:XFD1048576"/><sheetData>{ONE}</sheetData></worksheet>'
            ),
            READS,
        ),
        "says it is nothing": (
            lambda: with_sheet(
                f'<worksheet xmlns="{MAIN}"><dimension ref=""/><sheetData>{ONE}</sheetData></worksheet>'
            ),
            f"{BROKEN} READS",
        ),
        "says it is nonsense": (
            lambda: with_sheet(
                f'<worksheet xmlns="{MAIN}"><dimension ref="ZZZZZZZZ0:-1"/><sheetData>{ONE}</sheetData></worksheet>'
            ),
            f"{BROKEN} READS",
        ),
        "first and last cell of the grid": (
            lambda: xlsx(ONE + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
            "SHEET-COLUMNS",
        ),
        "last row of the grid": (
            lambda: xlsx(ONE + '<row r="1048576"><c r="J1048576"><v>1</v></c></row>'),
            "SHEET-FAR",
        ),
        "row beyond the grid": (lambda: xlsx('<row r="1048577"><c r="A1048577"><v>1</v></c></row>'), "CELL-GRID"),
        "column beyond the grid": (lambda: xlsx('<row r="1"><c r="XFE1"><v>1</v></c></row>'), "CELL-GRID"),
        "address that turns over": (lambda: xlsx('<row r="1"><c r="A4294967297"><v>1</v></c></row>'), "CELL-ADDRESS"),
        "row nought": (lambda: xlsx('<row r="0"><c r="A0"><v>1</v></c></row>'), f"{BROKEN} CELL-ADDRESS"),
        "row before nought": (lambda: xlsx('<row r="-5"><c><v>1</v></c></row>'), f"{BROKEN} CELL-ADDRESS"),
        "one cell twice": (lambda: xlsx('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'), "CELL-TWICE"),
        "number that never ends": (
            lambda: xlsx(f'<row r="1"><c r="A1"><v>{"9" * 3_000_000}</v></c></row>'),
            f"{BROKEN} READS ARCHIVE-RATIO",
        ),
        "no number": (lambda: xlsx('<row r="1"><c r="A1"><v>1 234</v></c></row>'), READS),
        "an endless number": (lambda: xlsx('<row r="1"><c r="A1"><v>1e999999</v></c></row>'), READS),
        "a hundred thousand sheets": (
            lambda: zipped({**PARTS, "xl/workbook.xml": many_sheets(100_000)}),
            f"SHEETS-MANY {BROKEN} ARCHIVE-RATIO",
        ),
        "sixty sheets": (lambda: xlsx(*([ONE] * 60)), "SHEETS-MANY"),
        "sheets of one part": (lambda: zipped({**PARTS, "xl/workbook.xml": many_sheets(50)}), READS),
        "rows without end": (lambda: xlsx(cells(25_000, '<c r="A{r}"><v>{r}</v></c>')), "SHEET-ROWS"),
        "three million cells": (lambda: xlsx(*[block(7_000, 200)] * 2), "CELLS-MANY"),
    }
    for name, code in (
        ("utf-16", "XML-ENCODING"),
        ("utf-32", "XML-ENCODING"),
        ("cp037", "XML-ENCODING"),
        ("utf-7", "XML-ENCODING XML-DTD"),
    ):
        found[f"type in {name}"] = (lambda name=name: with_sheet((outside + body).encode(name)), code)
    declared = '<?xml version="1.0" encoding="{}"?>'
    for name in ("UTF-7", "UTF-16", "EBCDIC-CP-US", "ISO-8859-1", "x-evil"):
        found[f"says it is {name}"] = (lambda name=name: with_sheet(declared.format(name) + sheet(ONE)), "XML-ENCODING")
    return found


def attributes(n: int) -> str:
    return " ".join(f'a{k}="1"' for k in range(n))


def many_sheets(n: int) -> bytes:
    listed = "".join(f'<sheet name="T{k}" sheetId="{k}" r:id="rId1"/>' for k in range(1, n + 1))
    return f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>'.encode()


def block(rows: int, columns: int) -> str:
    return "".join(
        f"<row>{''.join(f'<c><v>{(r * 7919 + c * 31) % 99_991}</v></c>' for c in range(columns))}</row>"
        for r in range(rows)
    )


def links(port: int = 9) -> dict[str, Case]:
    """Files that would like to be followed to a server of this computer."""
    there = f"http://127.0.0.1:{port}/x"
    formula = '<row r="1"><c r="A1" t="str"><f>{}</f><v>kept</v></c></row>'
    table = ods_row('<table:table-cell office:value-type="string"><text:p>kept</text:p></table:table-cell>')
    return {
        "link to a workbook": (
            lambda: with_part("xl/externalLinks/_rels/externalLink1.xml.rels", relation("externalLinkPath", there)),
            READS,
        ),
        "link by DDE": (
            lambda: with_part(
                "xl/externalLinks/externalLink1.xml",
                '<externalLink><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>',
            ),
            READS,
        ),
        "formula that calls": (lambda: xlsx(formula.format("cmd|'/c calc'!A1")), READS),
        "formula that fetches": (lambda: xlsx(formula.format(f"WEBSERVICE(&quot;{there}&quot;)")), READS),
        "formula with a link": (lambda: xlsx(formula.format(f"HYPERLINK(&quot;{there}&quot;)")), READS),
        "picture from a server": (
            lambda: with_part("xl/drawings/_rels/drawing1.xml.rels", relation("image", there)),
            READS,
        ),
        "template from a server": (
            lambda: with_part("xl/_rels/settings.xml.rels", relation("attachedTemplate", there)),
            READS,
        ),
        "sheet on a server": (
            lambda: zipped({**PARTS, "xl/_rels/workbook.xml.rels": relation("worksheet", there).encode()}),
            BROKEN,
        ),
        "sheet outside": (
            lambda: zipped(
                {**PARTS, "xl/_rels/workbook.xml.rels": relation("worksheet", "../../../../etc/passwd").encode()}
            ),
            BROKEN,
        ),
        "connection": (
            lambda: with_part(
                "xl/connections.xml", f'<connections><connection><webPr url="{there}"/></connection></connections>'
            ),
            READS,
        ),
        "macros": (lambda: with_part("xl/vbaProject.bin", OLE + noise(4000)), READS),
        "macro sheet of old": (
            lambda: with_part("xl/macrosheets/sheet1.xml", sheet('<row r="1"><c r="A1"><f>EXEC("calc")</f></c></row>')),
            READS,
        ),
        "embedded file": (lambda: with_part("xl/embeddings/oleObject1.bin", OLE + noise(4000)), READS),
        "control": (lambda: with_part("xl/activeX/activeX1.bin", noise(4000)), READS),
        "ribbon": (lambda: with_part("customUI/customUI.xml", '<customUI onLoad="run"/>'), READS),
        "open document that links": (
            lambda: ods(f'<table:table-source xmlns:xlink="x" xlink:href="{there}"/>{table}'),
            READS,
        ),
        "open document that calls": (
            lambda: ods(
                ods_row(
                    f'<table:table-cell table:formula="of:=DDE(&quot;cmd&quot;;&quot;{there}&quot;)" '
                    'office:value-type="string"><text:p>kept</text:p></table:table-cell>'
                )
            ),
            READS,
        ),
    }


def open_documents() -> dict[str, Case]:
    far = 'table:number-rows-repeated="1048576"'
    return {
        "repeats rows": (lambda: ods(ods_row(ods_cell("1"), attributes=far)), "SHEET-ROWS"),
        "repeats columns": (
            lambda: ods(ods_row(ods_cell("1", table__number_columns_repeated="16384"))),
            "SHEET-COLUMNS",
        ),
        "repeats both": (
            lambda: ods(
                ods_row(
                    ods_cell("1", table__number_columns_repeated="190"), attributes='table:number-rows-repeated="19000"'
                )
            ),
            "CELLS-MANY",
        ),
        "repeats without end": (
            lambda: ods(ods_row(ods_cell("1", table__number_columns_repeated="99999999999999999999"))),
            BROKEN,
        ),
        "repeats backwards": (
            lambda: ods(ods_row(ods_cell("1", table__number_columns_repeated="-9"))),
            f"{BROKEN} READS",
        ),
        "repeats in other letters": (
            lambda: ods(ods_row(ods_cell("1"), attributes=far)).replace(b"table:", b"table:"),
            "SHEET-ROWS",
        ),
        "spaces without end": (
            lambda: ods(
                ods_row(
                    '<table:table-cell office:value-type="string"><text:p><text:s text:c="4000000000"/></text:p></table:table-cell>'
                )
            ),
            f"{BROKEN} FILE-MEMORY CELL-LONG READS",
        ),
        "declares a type": (lambda: ods(ods_row(ods_cell("1")), before="<!DOCTYPE a>"), "XML-DTD"),
        "no content": (
            lambda: zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
            "KIND-DOCUMENT KIND-PACKED",
        ),
        "locked open document": (
            lambda: zipped(
                {
                    "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
                    "META-INF/manifest.xml": b"<m><encryption-data/></m>",
                    "content.xml": noise(300),
                }
            ),
            "FILE-PASSWORD",
        ),
        "a text document": (
            lambda: zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}),
            "KIND-DOCUMENT",
        ),
        "tables in tables": (
            lambda: ods("<table:table>" * 5000 + "</table:table>" * 5000 + ods_row(ods_cell("1"))),
            f"{BROKEN} READS",
        ),
        "kind that is a bomb": (lambda: zipped({"mimetype": b"a" * (90 << 20), "content.xml": b"<a/>"}), "KIND-PACKED"),
    }


def old_workbooks() -> dict[str, Case]:
    whole = (DATA / "libreoffice.xls").read_bytes()

    def changed(seed: int) -> bytes:
        chance, data = random.Random(seed), bytearray(whole)
        for _ in range(40):
            data[chance.randrange(512, len(data))] = chance.randrange(256)
        return bytes(data)

    found: dict[str, Case] = {
        "record without end": (lambda: whole[:1024] + b"\xff" * (len(whole) - 1024), f"{BROKEN} READS KIND-OTHER"),
        "sectors in a ring": (
            lambda: whole[:512] + struct.pack("<128L", *range(128)) * (len(whole) // 512 - 1),
            f"{BROKEN} KIND-OTHER",
        ),
        "sectors told too large": (lambda: whole[:30] + b"\x1e\0" + whole[32:], BROKEN),
        "only the head": (lambda: OLE + bytes(504), "KIND-OTHER"),
        "locked with a password": (
            lambda: OLE + bytes(1000) + "EncryptedPackage".encode("utf-16-le") + bytes(500),
            "FILE-PASSWORD",
        ),
        "says it is a workbook": (lambda: OLE + noise(3000) + "Workbook".encode("utf-16-le") + bytes(500), BROKEN),
        "a letter": (lambda: OLE + bytes(1000) + "WordDocument".encode("utf-16-le") + bytes(500), "KIND-DOCUMENT"),
    }
    for n in range(1, 8):
        found[f"old workbook cut at {n} eighths"] = (
            lambda n=n: whole[: len(whole) * n // 8],
            f"{BROKEN} KIND-OTHER READS",
        )
    for seed in range(8):
        found[f"old workbook changed {seed}"] = (
            lambda seed=seed: changed(seed),
            f"{BROKEN} READS FILE-PASSWORD FILE-MEMORY SHEET-FAR",
        )
    return found


def others() -> dict[str, Case]:
    return {
        "nothing": (lambda: b"", "FILE-EMPTY"),
        "blank": (lambda: b" \r\n\t ", "FILE-EMPTY"),
        "one byte": (lambda: b"P", READS),
        "one zero": (lambda: b"\0", "FILE-ZEROED"),
        "a million zeros": (lambda: bytes(1 << 20), "FILE-ZEROED"),
        "noise": (lambda: b"\x81" + noise(100_000), "FILE-ENCODING"),
        "zero among text": (lambda: b"a,b\n1,\x002\n", "FILE-ENCODING"),
        "half a letter": (lambda: "a,é\n".encode()[:-2], "READS FILE-ENCODING"),
        "half a surrogate": (lambda: b"\xff\xfea\0,\0\0\xd8\n\0", "FILE-ENCODING"),
        "one endless line": (lambda: b"a," + b"x" * (19 << 20), "CSV-BROKEN"),
        "endless delimiters": (lambda: b"," * (15 << 20), "SHEET-WIDE"),
        "endless cells": (lambda: b"a," * (9 << 20), "SHEET-WIDE"),
        "endless quotes": (lambda: b'"' * (15 << 20), "CSV-BROKEN"),
        "endless lines": (lambda: b"\n" * (19 << 20) + b"x", "SHEET-ROWS"),
        "many rows": (lambda: b"1,2\n" * 300_000, "SHEET-ROWS"),
        "quote that never ends": (lambda: b'a,b\n1,"2\n' + b"3,4\n" * 100_000, "CSV-BROKEN"),
        "pipes": (lambda: b"|" * (10 << 20) + b"\n|-|\n", "READS SHEET-COLUMNS"),
        "dashes": (lambda: b"a|b\n" + b"-|" * (5 << 20), "SHEET-WIDE"),
        "dashes that nearly fit": (
            lambda: b"a|b\n" + b"- " * (5 << 20) + b"|x",
            "READS SHEET-COLUMNS CELL-LONG CSV-BROKEN",
        ),
        "formulas as text": (lambda: b"=1+1,+cmd|' /C calc'!A0\n@SUM(1),-2\n", READS),
        "too large": (lambda: bytes(21 << 20), "FILE-SIZE"),
        "letter": (lambda: b"{\\rtf1 x}", "KIND-DOCUMENT"),
        "page": (lambda: b"<html><script>alert(1)</script><table></table>", "KIND-WEB"),
        "workbook of 2003 in XML": (
            lambda: b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
            "KIND-MARKUP",
        ),
        "database": (lambda: b"SQLite format 3\0" + noise(5000), "KIND-DATABASE"),
        "program": (lambda: b"MZ\x90\0" + noise(5000), "KIND-PROGRAM"),
        "script": (lambda: b"#!/bin/sh\nrm -rf /\n", "KIND-PROGRAM"),
        "shortcut": (lambda: b"L\0\0\0\1\x14\2\0" + noise(500), "KIND-SHORTCUT"),
        "packed by gzip": (lambda: b"\x1f\x8b\x08" + noise(500), "KIND-PACKED"),
        "packed letter": (lambda: zipped({"word/document.xml": b"<a/>"}), "KIND-DOCUMENT"),
        "packed binary workbook of noise": (
            lambda: zipped({"xl/workbook.bin": noise(5000), "xl/worksheets/sheet1.bin": noise(500)}),
            BROKEN,
        ),
    }


def every_case() -> dict[str, Case]:
    return archives() | markup() | links() | open_documents() | old_workbooks() | others()
