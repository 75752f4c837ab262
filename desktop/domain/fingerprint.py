"""Owns the fingerprint: SHA-256 of a profile's content, whatever its history, file or order (design.md 5)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping

from desktop.domain.address import Cell, Key
from desktop.domain.profile import Figures
from desktop.domain.source import SOURCE_FIELDS, Source

_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n"})


def fingerprint(figures: Figures, explained: Mapping[str, str]) -> str:
    """Hexadecimal digest. `explained`: text by id of the findings whose explanation holds."""
    lines = list(_observations(figures))
    lines += [_source(source) for source in figures.sources.values()]
    lines += [_line("P", cell.indicator, cell.items, cell.period, source) for cell, source in chosen(figures)]
    lines += [_line("E", finding, text) for finding, text in explained.items()]
    for code, columns in figures.national.items():
        lines.append(_line("N", code, *(f"{name}={text}" for name, text in sorted(columns.items()))))
    lines += [_line("T", block, language, text) for (block, language), text in figures.texts.items()]
    lines += [_line("G", institution, code) for institution, code in figures.assignments]
    lines += [_line("R", code, reason) for code, reason in figures.switched_off.items()]
    lines.sort()  # by code point, which is the order of the UTF-8 bytes
    return hashlib.sha256("".join(lines).encode("utf-8")).hexdigest()


def _observations(figures: Figures) -> Iterator[str]:
    """One line for each stored observation, in no order."""
    for code in figures.codes():
        for items, sources in figures.of(code).items():
            place = f"O\t{code}[{items}]@" if items else f"O\t{code}@"
            for source, periods in sources.items():
                sign = f"#{source}" if source else ""
                for period, (value, typed, status, confidentiality, multiplier, written) in periods.items():
                    text, note = value if value is not None else typed or "", written
                    if note or (value is None and typed) or "\\" in text:
                        text, note = text.translate(_ESCAPES), note.translate(_ESCAPES)
                    ordinary = f"{'' if status == 'A' else status}\t{'' if confidentiality == 'F' else confidentiality}"
                    yield f"{place}{period}{sign}\t{text}\t{ordinary}\t{multiplier or ''}\t{note}\n"


def chosen(figures: Figures) -> Iterable[tuple[Cell, str]]:
    """Cells in which a person chose the published source and that observation is there."""
    for cell, choice in figures.choices.items():
        observation = figures.get(Key(*cell, choice.source))
        if observation is not None and not observation.is_blank:
            yield cell, choice.source


def _source(source: Source) -> str:
    return _line("S", source.id, *(f"{name}={getattr(source, name)}" for name in sorted(SOURCE_FIELDS)))


def _line(*fields: str) -> str:
    return "\t".join(field.translate(_ESCAPES) for field in fields) + "\n"
