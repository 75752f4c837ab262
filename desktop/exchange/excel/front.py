"""Owns the sheets around the modules: contents, sources, findings."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.domain.source import SOURCE_FIELDS
from desktop.exchange import words
from desktop.exchange.excel.book import Book
from desktop.exchange.excel.cells import Pen, place_of
from desktop.exchange.excel.layouts import Places
from desktop.exchange.excel.modules import Written
from desktop.exchange.excel.pages import as_page, as_table, fit_height, protect, widths
from desktop.exchange.excel.styles import Style
from desktop.language import marked

OPEN_SOURCES = 20
"""Empty rows below the sources in which further ones can be named."""
SOURCES_HEADER = 4
_ROW = 17.0
_TEXT, _STRONG, _LINK, _HEAD = Style("row"), Style("row_strong"), Style("row_link"), Style("head")
_SOURCE_WIDTHS = (22.0, 40.0, 30.0, 10.0, 13.0, 8.0, 8.0, 30.0, 34.0, 34.0, 30.0, 14.0)
_FINDING_WIDTHS = (13.0, 9.0, 34.0, 34.0, 60.0, 14.0, 9.0, 14.0, 14.0, 12.0, 40.0, 18.0)
_SOURCE_HEADS = {
    "title": marked("Title"), "institution": marked("Institution"), "type": marked("Type"),
    "reference_date": marked("Reference date"), "period_from": marked("From"), "period_to": marked("To"),
    "coverage": marked("Coverage"), "definition_note": marked("Definition"), "method_note": marked("Method"),
    "url": marked("Address"), "licence": marked("Licence"),
}  # fmt: skip


def write_contents(book: Book, pen: Pen, sheets: list[Written], further: Mapping[str, str]) -> None:
    """Fill the sheet of contents, which was made second: links, how full each module is, its findings; name and words of `further` ones."""
    t = book.t
    pen.text(1, 1, t("Contents"), Style("title"))
    pen.text(
        2, 1, f"{book.shown.country()} · {book.content.settings.title} · {t('state')} {book.state}", Style("subtitle")
    )
    heads = [
        t("Sheet"),
        t("Module"),
        t("Indicators"),
        t("With figures"),
        *(t(word) for word in words.SEVERITIES.values()),
    ]
    for column, text in enumerate(heads, 1):
        pen.text(4, column, text, _HEAD if column < 3 else Style("head_right"))
    row = 4
    for sheet in sheets:
        row += 1
        pen.link(row, 1, sheet.name, place_of(sheet.name), _LINK)
        pen.text(row, 2, book.shown.module_title(sheet.module), _TEXT)
        codes = {line.indicator.code for line in sheet.lines}
        full = {
            line.indicator.code
            for line in sheet.lines
            if line.computed or any(o.is_valued for o in line.entered.values())
        }
        found = [finding for finding in book.content.findings if finding.module == sheet.module.code]
        counts = [len(codes), len(full), *(sum(f.severity == severity for f in found) for severity in words.SEVERITIES)]
        for column, count in enumerate(counts, 3):
            pen.number(row, column, str(count), Style("count"))
    for name, about in further.items():
        row += 1
        pen.link(row, 1, name, place_of(name), _LINK)
        pen.text(row, 2, about, _TEXT)
        for column in range(3, len(heads) + 1):
            pen.text(row, column, "", Style("count"))
    for filled in range(5, row + 1):
        pen.heights[filled] = _ROW
    as_table(pen.sheet, "T_contents", 4, row, heads)
    widths(pen.sheet, 34, 52, 13, 14, 12, 17, 15)
    pen.sheet.freeze_panes = "A5"
    as_page(pen.sheet, book.footer, wide=False)
    protect(pen.sheet)


def write_sources(book: Book, pen: Pen) -> tuple[int, int]:
    """The sheet of sources with rows for further ones; first and last row of ids."""
    t, sources = book.t, book.content.sources
    pen.text(1, 1, t("Sources"), Style("title"))
    pen.text(
        2,
        1,
        t("Further sources are added in the empty rows at the end; rows above name a source by its id."),
        Style("subtitle"),
    )
    pen.link(3, 1, t("Contents"), place_of(t("Contents")), Style("link"))
    heads = [t("Id"), *(t(_SOURCE_HEADS[field]) for field in SOURCE_FIELDS)]
    for column, text in enumerate(heads, 1):
        pen.text(SOURCES_HEADER, column, text, _HEAD)
    row = SOURCES_HEADER
    for source in sources:
        row += 1
        pen.text(row, 1, source.id, _STRONG)
        texts = [getattr(source, field) for field in SOURCE_FIELDS]
        for column, text in enumerate(texts, 2):
            pen.text(row, column, text, _TEXT)
        fit_height(pen, row, [source.id, *texts], _SOURCE_WIDTHS)
    last = row + OPEN_SOURCES
    for empty in range(row + 1, last + 1):
        for column in range(1, len(SOURCE_FIELDS) + 2):
            pen.text(empty, column, "", Style("input_text", locked=False))
    as_table(pen.sheet, "T_sources", SOURCES_HEADER, last, heads)
    widths(pen.sheet, *_SOURCE_WIDTHS)
    pen.sheet.freeze_panes = "B5"
    as_page(pen.sheet, book.footer, wide=True)
    protect(pen.sheet)
    return SOURCES_HEADER + 1, last


def write_findings(book: Book, pen: Pen, places: Places | None = None) -> None:
    """What the rules say, in address order, then which rules are switched off; without `places` nothing is linked."""
    t, shown = book.t, book.shown
    pen.text(1, 1, t("Findings"), Style("title"))
    pen.text(2, 1, f"{book.content.settings.title} · {t('state')} {book.state}", Style("subtitle"))
    if places:
        pen.link(3, 1, t("Contents"), place_of(t("Contents")), Style("link"))
    heads = [
        t("Severity"), t("Module"), t("Indicator"), t("Where"), t("Message"), t("Left"), t("Must be"), t("Right"), t("Difference"),
        t("Tolerance"), t("Explanation"), t("Rule"),
    ]  # fmt: skip
    for column, text in enumerate(heads, 1):
        pen.text(4, column, text, _HEAD)
    row = 4
    for finding in book.content.findings:
        row += 1
        indicator = shown.catalogue.indicators.get(finding.indicator)
        texts = [
            t(words.SEVERITIES[finding.severity]), finding.module, shown.title(indicator) if indicator else finding.indicator,
            finding.address, book.content.say(finding, shown.language), finding.left or "", finding.operator, finding.right,
            finding.difference or "", finding.tolerance, book.content.explained.get(finding.id, ""), finding.rule,
        ]  # fmt: skip
        _findings_row(pen, row, texts, finding.severity, places.place(finding) if places else "")
    for code, reason in book.content.switched_off.items():
        row += 1
        _findings_row(pen, row, [t("Switched off"), "", "", "", reason, "", "", "", "", "", "", code])
    if row == 4:
        row = 5
        pen.text(row, 1, t("Nothing stands against this profile."), Style("subtitle"))
    as_table(pen.sheet, "T_findings", 4, row, heads)
    widths(pen.sheet, *_FINDING_WIDTHS)
    pen.sheet.freeze_panes = "A5"
    as_page(pen.sheet, book.footer, wide=True)
    protect(pen.sheet)


def _findings_row(pen: Pen, row: int, texts: list[str], severity: str = "", place: str = "") -> None:
    """One finding; its address leads to the cell."""
    for column, text in enumerate(texts, 1):
        if column == 4 and place:
            pen.link(row, column, text, place, _LINK)
        else:
            pen.text(row, column, text, Style("row", mark=severity) if column == 1 else _TEXT)
    fit_height(pen, row, texts, _FINDING_WIDTHS)
