"""Owns the parts that all sheets of one workbook share: styles, names of sheets, words, marks of findings by cell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from desktop.catalogue.model import Module, in_language
from desktop.domain.finding import Finding
from desktop.exchange import words
from desktop.exchange.base import Content, Sent
from desktop.exchange.excel.cells import Pen
from desktop.exchange.excel.styles import Styles
from desktop.exchange.presenting import Shown
from desktop.language import is_right_to_left

_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_GRAVITY = ("error", "warning", "info")


class Book:
    """A workbook being written."""

    def __init__(self, content: Content, language: str, export_id: str):
        self.content, self.export_id = content, export_id
        self.shown = Shown(content, language)
        self.t = self.shown.t
        self.workbook = Workbook()
        self.placeholder = self.workbook.active
        self.styles = Styles(self.workbook)
        self.pens: dict[Worksheet, Pen] = {}
        self._is_mirrored = is_right_to_left(language)

    def sheet(self, title: str) -> Pen:
        """A new sheet at the end."""
        sheet: Worksheet = self.workbook.create_sheet(title)
        sheet.sheet_view.showGridLines = False
        sheet.sheet_view.rightToLeft = self._is_mirrored
        pen = self.pens[sheet] = Pen(sheet, self.styles)
        return pen

    def name_of(self, module: Module) -> str:
        """The tab of a module: its code and short name."""
        return _NOT_IN_NAMES.sub(" ", f"{module.code} {in_language(module.short, self.shown.language)}")[:31].strip(
            "' "
        )

    @cached_property
    def state(self) -> str:
        """The first twelve digits of the fingerprint, in fours."""
        digits = self.content.fingerprint[:12]
        return " ".join(digits[at : at + 4] for at in range(0, 12, 4))

    @cached_property
    def footer(self) -> str:
        settings = self.content.settings
        practice = f"{self.t('Practice')} · " if settings.practice else ""
        return f"{practice}{settings.title} · {self.t('state')} {self.state}"

    @cached_property
    def findings_by_line(self) -> dict[tuple[str, str], dict[str, list[Finding]]]:
        """(indicator, items) → period → findings there; a finding that stands for several cells is at each of them."""
        found: dict[tuple[str, str], dict[str, list[Finding]]] = {}
        for finding in self.content.findings:
            places = {(finding.indicator, finding.items, finding.period)}
            if finding.is_merged:
                places |= {(named.cell.indicator, named.cell.items, named.cell.period) for named in finding.cells}
            for indicator, items, period in sorted(places):
                found.setdefault((indicator, items), {}).setdefault(period, []).append(finding)
        return found

    @cached_property
    def sent_by_line(self) -> dict[tuple[str, str, str], dict[str, Sent]]:
        """(indicator, items, source) → period → what came back and was not taken."""
        found: dict[tuple[str, str, str], dict[str, Sent]] = {}
        for key, sent in self.content.sent.items():
            found.setdefault((key.indicator, key.items, key.source), {})[key.period] = sent
        return found

    def gravest(self, findings: Iterable[Finding]) -> str:
        """The gravest severity that is not explained; empty where all are."""
        open_ones = {finding.severity for finding in findings if finding.id not in self.content.explained}
        return next((severity for severity in _GRAVITY if severity in open_ones), "")

    def say(self, finding: Finding) -> str:
        """A finding as a comment says it."""
        severity = self.t(words.SEVERITIES[finding.severity])
        text = f"{severity}: {self.content.say(finding, self.shown.language)} ({finding.rule})"
        explained = self.content.explained.get(finding.id)
        return f"{text}\n{self.t('Explained')}: {explained}" if explained else text
