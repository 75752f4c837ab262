"""Owns the fingerprint: SHA-256 of a profile's content, whatever its history, file or order (design.md 5)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from desktop.domain.address import Cell, Key
from desktop.domain.observation import Observation
from desktop.domain.profile import Figures
from desktop.domain.source import SOURCE_FIELDS, Source

_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n"})


def fingerprint(figures: Figures, explained: Mapping[str, str]) -> str:
    """Hexadecimal digest. `explained`: text by id of the findings whose explanation holds."""
    lines = [_observation(key, observation) for key, observation in figures.observations() if not observation.is_nothing]
    lines += [_source(source) for source in figures.sources.values()]
    lines += [_line("P", cell.indicator, cell.items, cell.period, source) for cell, source in chosen(figures)]
    lines += [_line("E", finding, text) for finding, text in explained.items()]
    digest = hashlib.sha256()
    for line in sorted(lines):
        digest.update(line)
    return digest.hexdigest()


def chosen(figures: Figures) -> Iterable[tuple[Cell, str]]:
    """Cells in which a person chose the published source and that observation is there."""
    for cell, choice in figures.choices.items():
        observation = figures.get(Key(*cell, choice.source))
        if observation is not None and not observation.is_blank:
            yield cell, choice.source


def _observation(key: Key, observation: Observation) -> bytes:
    status = "" if observation.status == "A" else observation.status
    confidentiality = "" if observation.confidentiality == "F" else observation.confidentiality
    multiplier = str(observation.multiplier or "")
    text = observation.text or ""
    note = observation.note
    if "\\" in text or "\t" in text or "\n" in text or note:
        return _line("O", key.address, text, status, confidentiality, multiplier, note)
    return f"O\t{key.address}\t{text}\t{status}\t{confidentiality}\t{multiplier}\t\n".encode()


def _source(source: Source) -> bytes:
    return _line("S", source.id, *(f"{name}={getattr(source, name)}" for name in sorted(SOURCE_FIELDS)))


def _line(*fields: str) -> bytes:
    return ("\t".join(field.translate(_ESCAPES) for field in fields) + "\n").encode("utf-8")
