"""Owns the list of findings as CSV: one row each, numbers with a point, words in the language of the export."""

from __future__ import annotations

from pathlib import Path

from desktop.exchange.base import Content, Written
from desktop.exchange.csvfile import guarded, writer_of
from desktop.exchange.presenting import Shown

COLUMNS = (
    *("severity", "rule", "module", "indicator", "title", "items", "period", "source", "message", "left", "operator"),
    *("right", "difference", "tolerance", "addresses", "explanation"),
)

PLAIN = frozenset(("right", "difference"))
"""Numbers that the program wrote itself; a stored text may be anything, and a spreadsheet would calculate `==`."""


def write_findings(content: Content, path: Path, language: str) -> Written:
    """Write the findings of the content in their order; `addresses` are separated by blanks."""
    shown = Shown(content, language)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = writer_of(file)
        writer.writerow(COLUMNS)
        for finding in content.findings:
            title = shown.title(content.catalogue.indicators[finding.indicator])
            row = (
                finding.severity, finding.rule, finding.module, finding.indicator, title, finding.items, finding.period,
                finding.source or "", content.say(finding, language), finding.left or "", finding.operator, finding.right,
                finding.difference or "", finding.tolerance, " ".join(cell.address for cell in finding.cells),
                content.explained.get(finding.id, ""),
            )  # fmt: skip
            writer.writerow([text if name in PLAIN else guarded(text) for name, text in zip(COLUMNS, row, strict=True)])
    return Written()
