"""Owns writing SDMX-CSV 2.0: one row per readable observation, `_T` filled in, exact decimals."""

from __future__ import annotations

from pathlib import Path

from desktop.domain.address import items_of
from desktop.domain.period import frequency_of
from desktop.exchange.base import Content, Written
from desktop.exchange.csvfile import guarded, writer_of

BEFORE = "STRUCTURE STRUCTURE_ID ACTION FREQ REF_AREA INDICATOR".split()
AFTER = "DATA_SOURCE TIME_PERIOD OBS_VALUE OBS_STATUS CONF_STATUS UNIT_MEASURE UNIT_MULT DECIMALS COMMENT_OBS PUBLISHED".split()


def structure_id(content: Content) -> str:
    """`MPROFILE:MP(version)`: the dataflow and the version of the catalogue."""
    return f"MPROFILE:MP({content.settings.catalogue.version})"


def time_period(period: str) -> str:
    """As SDMX writes it: spans of years as a start date with a duration (`2015-01-01/P5Y`)."""
    if "/" not in period:
        return period
    return f"{period[:4]}-01-01/P{frequency_of(period)[1:]}Y"


def write_sdmx(content: Content, path: Path) -> Written:
    """Write the file. Texts that a spreadsheet could calculate are guarded."""
    indicators = content.catalogue.indicators
    rows = [row for row in content.rows if not row.observation.is_unreadable]
    used = {dimension for row in rows for dimension in indicators[row.key.indicator].dimensions}
    dimensions = [code for code in content.catalogue.dimensions if code in used]
    practice = ["1"] if content.settings.practice else []
    begin = ["dataflow", structure_id(content), "R"]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = writer_of(file)
        writer.writerow([*BEFORE, *dimensions, *AFTER, *(["PRACTICE"] if practice else [])])
        for key, observation, published, _ in rows:
            indicator = indicators[key.indicator]
            items = items_of(key.items)
            members = [items.get(d, "_T") if d in indicator.dimensions else "" for d in dimensions]
            value = observation.value or ""
            decimals = len(value.partition(".")[2]) if indicator.is_numeric and value else ""
            writer.writerow([
                *begin, frequency_of(key.period), content.settings.country, key.indicator, *members, key.source,
                time_period(key.period), guarded(value) if indicator.value_type == "text" else value, observation.status,
                observation.confidentiality, indicator.unit, observation.multiplier, decimals, guarded(observation.note),
                "1" if published else "", *practice,
            ])  # fmt: skip
    return Written()
