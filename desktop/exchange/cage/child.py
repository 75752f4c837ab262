"""Owns what runs in the child: take the file from the standard input, shut the process, read, answer in lines of JSON."""

from __future__ import annotations

import os
import sys

INPUT, ANSWER = 0, 1
_PIECE = 1 << 20


def main() -> int:
    """The exit status: 0 after a whole answer, a refusal too. The parent takes anything else for a file that could not be read."""
    _binary()
    from desktop.domain.errors import Refused  # noqa: PLC0415  all that is needed is loaded here, before the doors shut
    from desktop.exchange.cage import guard, limits, wire  # noqa: PLC0415
    from desktop.exchange.sheets import bounds, opening  # noqa: PLC0415

    _load_alphabets()
    limits.set_up()
    guard.shut()
    size = 0

    def answer(line: bytes) -> None:
        nonlocal size
        size += len(line)
        if size > wire.LONGEST_ANSWER:
            raise Refused("TEXTS-MUCH", most=wire.LONGEST_ANSWER >> 20)
        _write(line)

    try:
        data = _input(bounds.LARGEST_FILE + 1)
        limits.allow_time_for(len(data) / bounds.LARGEST_FILE)
        opened = opening.open_bytes(data, lambda rows: answer(wire.rows_read(rows)))
        limits.allow_time_for(opened.share)
        for sheet in opened.sheets:
            for line in wire.sheet_lines(sheet):
                answer(line)
        answer(wire.end(opened.kind, opened.sha256, opened.remarks))
    except Refused as refused:
        _write(wire.refusal(refused))
    except MemoryError:
        _write(wire.refusal(Refused("FILE-MEMORY", most=limits.MEMORY >> 20)))
    return 0


def _input(most: int) -> bytes:
    """The file, at most so many bytes of it: what is read here, once, is what is looked at and what the fingerprint is of."""
    pieces = []
    while most and (piece := os.read(INPUT, min(most, _PIECE))):
        pieces.append(piece)
        most -= len(piece)
    return b"".join(pieces)


def _write(line: bytes) -> None:
    rest = memoryview(line)
    while rest:
        rest = rest[os.write(ANSWER, rest) :]


def _load_alphabets() -> None:
    import encodings.ascii  # noqa: PLC0415
    import encodings.cp437  # noqa: PLC0415
    import encodings.cp1252  # noqa: PLC0415
    import encodings.latin_1  # noqa: PLC0415
    import encodings.unicode_escape  # noqa: PLC0415
    import encodings.utf_8_sig  # noqa: PLC0415
    import encodings.utf_16  # noqa: PLC0415
    import encodings.utf_16_le  # noqa: F401, PLC0415

    # Found once, found ever after: later no file can be opened to look for them.
    for name in ("ascii", "cp437", "latin-1", "windows-1252", "unicode_escape", "utf-8-sig", "utf-16", "utf-16-le"):
        "".encode(name)


def _binary() -> None:
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415

        for stream in (INPUT, ANSWER):
            msvcrt.setmode(stream, os.O_BINARY)
