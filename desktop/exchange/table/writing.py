"""Owns writing long tables and tables of sources: what is stored, exactly; unreadable text stays out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from desktop.domain.source import SOURCE_FIELDS, Source
from desktop.exchange.base import Content, Written
from desktop.exchange.csvfile import guarded, writer_of

HEADER = "indicator items period value status confidentiality source note multiplier published reason".split()


def write_table(content: Content, path: Path) -> Written:
    """One row per readable observation, reasons included."""
    practice = ["1"] if content.settings.practice else []
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = writer_of(file)
        writer.writerow([*HEADER, *(["practice"] if practice else [])])
        for key, observation, published, reason in content.rows:
            if observation.is_unreadable:
                continue
            writer.writerow([
                key.indicator, key.items.replace(",", ";"), key.period, _value(content, key.indicator, observation.value),
                observation.status if observation.status != "A" else "",
                observation.confidentiality if observation.confidentiality != "F" else "", key.source, guarded(observation.note),
                observation.multiplier or "", "yes" if published else "", guarded(reason), *practice,
            ])  # fmt: skip
    return Written()


def write_sources(sources: Iterable[Source], path: Path) -> Written:
    """The table of sources."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = writer_of(file)
        writer.writerow(["id", *SOURCE_FIELDS])
        for source in sources:
            writer.writerow([source.id, *(guarded(getattr(source, name)) for name in SOURCE_FIELDS)])
    return Written()


def _value(content: Content, code: str, value: str | None) -> str:
    """Numbers as they are; free text with the guard against spreadsheets."""
    if value is None:
        return ""
    return guarded(value) if content.catalogue.indicators[code].value_type == "text" else value
