"""Owns the cells of the periods of a line: what is entered, worked out, still to come, or came back and was not taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop.catalogue import wording
from desktop.catalogue.model import Indicator
from desktop.domain.address import Cell
from desktop.domain.finding import Finding
from desktop.domain.observation import REASONS, Observation
from desktop.exchange.base import Sent
from desktop.exchange.excel.book import Book
from desktop.exchange.excel.cells import PLAIN, Pen, decimals_of, is_number, letters, shown_length
from desktop.exchange.excel.formulas import Formulas
from desktop.exchange.excel.layouts import BEFORE, Layout
from desktop.exchange.excel.styles import LETTERS, Style
from desktop.exchange.presenting import Line

_SHORT = 15
"""A number of so many signs is kept whole by a spreadsheet, whatever they are."""
MARKS = {"refused": "error", "doubtful": "warning", "conflict": "conflict"}
"""What became of a cell that came back → its mark."""
_NARROWEST, _WIDEST = 9.0, 24.0
_NO_FINDINGS: Mapping[str, list[Finding]] = {}
_NOTHING_SENT: Mapping[str, Sent] = {}


class Figures:
    """Writes the columns of the periods of one sheet."""

    def __init__(self, book: Book, layout: Layout, pen: Pen, formulas: Formulas):
        self._book, self._layout, self._pen, self._formulas = book, layout, pen, formulas
        self._shown, self._t = book.shown, book.t
        self._columns = [(column, letters(column), period) for column, period in enumerate(layout.periods, BEFORE + 1)]
        self._looks: dict[tuple[int, str, str, bool], int] = {}
        self._longest = dict.fromkeys(layout.periods, "")
        self._first_sources: dict[tuple[str, str], str] = {}
        for line in layout.lines:
            self._first_sources.setdefault((line.indicator.code, line.items), line.source)

    def write(self, row: int, line: Line) -> None:
        """All periods of a line."""
        indicator, held = line.indicator, line.entered
        found = self._book.findings_by_line.get((indicator.code, line.items), _NO_FINDINGS)
        sent = self._book.sent_by_line.get((indicator.code, line.items, line.source), _NOTHING_SENT)
        is_numeric, cells, longest = indicator.is_numeric, self._pen.rows[row], self._longest
        is_grouped = indicator.unit != "year"
        empty = self._empty(line)
        for column, column_letters, period in self._columns:
            if period in sent:
                self._returned(row, column, line, sent[period])
                continue
            here = self._here(found[period], line, period) if period in found else ()
            observation = held.get(period)
            if observation is None or observation.is_blank:
                if here or period in line.computed or line.is_worked_out:
                    self._without_value(row, column, line, period, here)
                else:
                    cells[column] = f'<c r="{column_letters}{row}" s="{empty}"/>'
                continue
            text = observation.value
            if not is_numeric or here or text is None or len(text) > _SHORT:
                self._value(row, column, indicator, observation, here)
                continue
            look = self._look(text, observation.status, "", is_grouped)
            cells[column] = f'<c r="{column_letters}{row}" s="{look}"><v>{text}</v></c>'
            if len(text) > len(longest[period]):
                longest[period] = text

    def width(self, period: str) -> float:
        """Wide enough for the widest number of a period."""
        widest = shown_length(self._longest[period]) + 3 if self._longest[period] else 0
        return min(max(_NARROWEST, len(period) + 4.0, widest), _WIDEST)

    def _look(self, text: str, status: str, mark: str, is_grouped: bool) -> int:
        """The number of the look of an entered number."""
        key = (len(text.partition(".")[2]), status, mark, is_grouped)
        look = self._looks.get(key)
        if look is None:
            letter = status if status in LETTERS else ""
            style = Style("input", decimals_of(text), letter, mark, locked=False, grouped=is_grouped)
            look = self._looks[key] = self._pen.styles.number(style)
        return look

    def _empty(self, line: Line) -> int:
        """The number of the look of a cell that is still to be filled in."""
        indicator = line.indicator
        if not indicator.is_numeric:
            return self._pen.styles.number(Style("input_text", locked=False))
        decimals, is_grouped = wording.computed_decimals(indicator), indicator.unit != "year"
        return self._pen.styles.number(Style("input", decimals, locked=False, grouped=is_grouped))

    def _here(self, findings: Sequence[Finding], line: Line, period: str) -> list[Finding]:
        """Those of a cell that belong to this line: its source is named, or it holds what is published."""
        return [
            finding
            for finding in findings
            if (finding.source == line.source if finding.source is not None else self._is_published(line, period))
        ]

    def _is_published(self, line: Line, period: str) -> bool:
        """Whether a finding about the published value belongs to this line: the published one, else the line without source."""
        published = self._book.content.published(Cell(line.indicator.code, line.items, period))
        if published is not None:
            return line.source == published[0]
        return period in line.entered or line.source == self._first_sources[line.indicator.code, line.items]

    def _without_value(self, row: int, column: int, line: Line, period: str, here: Sequence[Finding]) -> None:
        """A worked-out figure, or an empty cell that something is said about."""
        indicator, mark = line.indicator, self._book.gravest(here)
        computed = line.computed.get(period, "")
        if computed or line.is_worked_out:
            decimals = wording.computed_decimals(indicator)
            style = Style("derived", decimals, mark=mark, grouped=indicator.unit != "year")
            formula = self._formulas.of(self._layout, line, period)
            if formula:
                self._pen.formula(row, column, formula, computed, style)
            elif computed:
                self._pen.number(row, column, computed, style)
            else:
                self._pen.text(row, column, "", style)
            rounded = wording.rounded(computed, decimals) if computed else ""
            self._longest[period] = max(self._longest[period], rounded, key=len)
        else:
            kind = "input" if indicator.is_numeric else "input_text"
            self._pen.text(row, column, "", Style(kind, mark=mark, locked=False))
        self._remark(row, column, here)

    def _value(
        self, row: int, column: int, indicator: Indicator, observation: Observation, here: Sequence[Finding]
    ) -> None:
        """What is entered; comments also say what a reader must know of how it is written."""
        pen, mark, text = self._pen, self._book.gravest(here), observation.value
        further = ""
        if text is None and observation.typed is None:
            pen.text(row, column, f"[{observation.status}]", Style("reason", mark=mark, locked=False))
        elif text is None:
            pen.text(row, column, observation.typed or "", Style("unreadable", mark=mark, locked=False))
            further = self._t("The text cannot be read as a value; it stands here as it was typed.")
        elif not indicator.is_numeric:
            words = self._shown.value_in_words(indicator, text)
            pen.text(row, column, words, Style("input_text", mark=mark, locked=False))
        elif is_number(text):
            look = self._look(text, observation.status, mark, indicator.unit != "year")
            pen.rows[row][column] = f'<c r="{letters(column)}{row}" s="{look}"><v>{text}</v></c>'
            period = self._layout.periods[column - BEFORE - 1]
            self._longest[period] = max(self._longest[period], text, key=len)
        else:
            pen.text(row, column, text, Style("exact", mark=mark, locked=False))
            further = self._t(
                "The number has more digits than a spreadsheet keeps. It stands here as text, so that none is lost."
            )
        self._remark(row, column, here, further)

    def _returned(self, row: int, column: int, line: Line, sent: Sent) -> None:
        """What came back and was not taken, with the reason."""
        mark = MARKS[sent.outcome]
        if line.indicator.is_numeric and PLAIN.fullmatch(sent.text) and is_number(sent.text):
            style = Style(
                "input", decimals_of(sent.text), mark=mark, locked=False, grouped=line.indicator.unit != "year"
            )
            self._pen.number(row, column, sent.text, style)
        else:
            self._pen.text(row, column, sent.text, Style("input_text", mark=mark, locked=False))
        self._pen.remark(row, column, sent.reason)

    def _remark(self, row: int, column: int, here: Sequence[Finding], further: str = "") -> None:
        """The comment of a cell: its findings, then what else a reader must know."""
        remarks = [self._book.say(finding) for finding in here]
        if further:
            remarks.append(further)
        if remarks:
            self._pen.remark(row, column, "\n".join(remarks))


def has_reason(observation: Observation) -> bool:
    """Whether a cell shows a reason in the place of a number."""
    return observation.status in REASONS and observation.text is None
