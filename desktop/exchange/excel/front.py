"""Owns the sheets around the modules: cover, contents, sources, findings."""

from __future__ import annotations

from desktop.domain.source import SOURCE_FIELDS
from desktop.exchange import words
from desktop.exchange.excel.book import Book
from desktop.exchange.excel.cells import Pen, as_page, as_table, fit_height, protect, widths
from desktop.exchange.excel.modules import Written
from desktop.exchange.excel.styles import Style
from desktop.language import marked

OPEN_SOURCES = 20
"""Empty rows below the sources in which further ones can be named."""
SOURCES_HEADER = 4
_TEXT, _STRONG, _CAPTION, _HEAD = Style("text"), Style("strong"), Style("caption"), Style("head")
INSTRUCTIONS = (
    marked("Fill in the white cells. Tinted cells with ƒ are worked out from others and need no typing."),
    marked(
        "Leave a cell empty while its figure is still to come. Where there will be none, say why: [O], [M], [L] or [Q] as below."
    ),
    marked(
        "A cell with a bar and a comment has a finding: point at it to read what was found. All findings stand on the sheet of findings."
    ),
    marked(
        "The column Status holds letters by year, for example “E 2010–2014; P 2024”; a letter alone holds for the whole row."
    ),
    marked("Choose a source from the list in each row. A further source is added at the end of the sheet of sources."),
    marked("Rows may be sorted, moved and hidden. The column Key says what a row is: do not change it."),
    marked("A second source for a figure gets a row of its own: copy the row, change its source."),
    marked(
        "Send the workbook back under any name. Every change is compared with the profile and shown before it is taken."
    ),
)
_SOURCE_WIDTHS = (22.0, 40.0, 30.0, 10.0, 13.0, 8.0, 8.0, 30.0, 34.0, 34.0, 30.0, 14.0)
_FINDING_WIDTHS = (13.0, 9.0, 34.0, 34.0, 60.0, 14.0, 9.0, 14.0, 14.0, 12.0, 40.0, 18.0)
_STATUSES = "OMLQEPBDUFV"
_SOURCE_HEADS = {
    "title": marked("Title"), "institution": marked("Institution"), "type": marked("Type"),
    "reference_date": marked("Reference date"), "period_from": marked("From"), "period_to": marked("To"),
    "coverage": marked("Coverage"), "definition_note": marked("Definition"), "method_note": marked("Method"),
    "url": marked("Address"), "licence": marked("Licence"),
}  # fmt: skip


class Cover:
    """Writes the first sheet."""

    def __init__(self, book: Book):
        self.book, self.t = book, book.t
        self.pen = book.sheet(book.t("Cover"))
        self.row = 0

    def write(self) -> None:
        settings = self.book.content.settings
        self._line(settings.title, "", Style("title"))
        self.pen.sheet.row_dimensions[1].height = 30
        self._line(self.t("Submission workbook"), "", Style("subtitle"))
        if settings.practice:
            self._line(self.t("Practice: invented or copied figures, not for submission"), "", Style("practice"))
        self._identity()
        self._findings()
        self._heading(self.t("How to fill it in"))
        for number, sentence in enumerate(INSTRUCTIONS, 1):
            self._line(f"{number}", self.t(sentence))
        self._heading(self.t("Signs"))
        members = self.book.content.catalogue.dimensions["OBS_STATUS"].members
        for status in _STATUSES:
            if status in members:
                sign = f"[{status}]" if status in "OMLQ" else status
                self._line(sign, self.book.shown.member("OBS_STATUS", status))
        self._sign_off()
        widths(self.pen.sheet, 24, 88)
        as_page(self.pen.sheet, self.book.footer, wide=False)
        protect(self.pen.sheet)

    def _identity(self) -> None:
        content, settings, t = self.book.content, self.book.content.settings, self.t
        first, last = settings.years
        facts = (
            (t("Country"), f"{self.book.shown.country()} ({settings.country})"),
            (t("Years"), f"{first}–{last}"),
            (t("Institution"), settings.institution),
            (t("Modules"), ", ".join(module.code for module in self.book.shown.modules)),
            (t("Catalogue"), f"{settings.catalogue.id} {settings.catalogue.version}"),
            (t("State"), f"{self.book.state}  ({content.fingerprint})"),
            (t("Written"), f"{content.when[:10]} {content.when[11:16]} UTC"),
        )
        self._heading(t("About this profile"))
        for caption, text in facts:
            if text:
                self._line(caption, text)

    def _findings(self) -> None:
        findings = self.book.content.findings
        self._heading(self.t("Findings"))
        for severity, caption in words.SEVERITIES.items():
            self._line(self.t(caption), str(sum(finding.severity == severity for finding in findings)))
        explained = sum(finding.id in self.book.content.explained for finding in findings)
        self._line(self.t("Explained"), str(explained))

    def _sign_off(self) -> None:
        t = self.t
        self._heading(t("Sign-off"))
        for role in (t("Filled in by"), t("Checked by"), t("Approved by")):
            self.row += 1
            self.pen.text(self.row, 1, role, _CAPTION)
            self.pen.text(self.row, 2, t("Name, position, date:") + " ", Style("sign", locked=False))
            self.pen.sheet.row_dimensions[self.row].height = 30

    def _heading(self, text: str) -> None:
        self.row += 1
        self.pen.text(self.row, 1, text, Style("heading"))
        self.pen.sheet.row_dimensions[self.row].height = 28

    def _line(self, first: str, second: str, style: Style = _CAPTION) -> None:
        self.row += 1
        self.pen.text(self.row, 1, first, style)
        if second:
            self.pen.text(self.row, 2, second, _TEXT)
            self.pen.sheet.row_dimensions[self.row].height = 15 * (1 + len(second) // 105)


def write_contents(book: Book, pen: Pen, sheets: list[Written], further: list[str]) -> None:
    """Fill the sheet of contents, which was made second: links, how full each module is, its findings."""
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
        pen.link(row, 1, sheet.name, sheet.name, Style("link"))
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
            pen.number(row, column, count, Style("count"))
    for name in further:
        row += 1
        pen.link(row, 1, name, name, Style("link"))
    widths(pen.sheet, 34, 52, 12, 13, 11, 11, 13)
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
    pen.link(3, 1, t("Contents"), t("Contents"), Style("link"))
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
        fit_height(pen.sheet, row, [source.id, *texts], _SOURCE_WIDTHS)
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


def write_findings(book: Book, pen: Pen, sheets: list[Written]) -> None:
    """What the rules say, in address order, and below which rules are switched off; without `sheets` nothing is linked."""
    t, shown = book.t, book.shown
    pen.text(1, 1, t("Findings"), Style("title"))
    pen.text(2, 1, f"{book.content.settings.title} · {t('state')} {book.state}", Style("subtitle"))
    if sheets:
        pen.link(3, 1, t("Contents"), t("Contents"), Style("link"))
    heads = [
        t("Severity"), t("Module"), t("Indicator"), t("Where"), t("Message"), t("Left"), t("Must be"), t("Right"), t("Difference"),
        t("Tolerance"), t("Explanation"), t("Rule"),
    ]  # fmt: skip
    for column, text in enumerate(heads, 1):
        pen.text(4, column, text, _HEAD)
    names = {sheet.module.code: sheet.name for sheet in sheets}
    row = 4
    for finding in book.content.findings:
        row += 1
        severity = t(words.SEVERITIES[finding.severity])
        pen.text(row, 1, severity, Style("text", finding=finding.severity))
        name = names.get(finding.module)
        if name:
            pen.link(row, 2, finding.module, name, Style("link"))
        else:
            pen.text(row, 2, finding.module, _TEXT)
        indicator = shown.catalogue.indicators.get(finding.indicator)
        texts = [
            shown.title(indicator) if indicator else finding.indicator, finding.address,
            book.content.say(finding, shown.language), finding.left or "", finding.operator, finding.right,
            finding.difference or "", finding.tolerance, book.content.explained.get(finding.id, ""), finding.rule,
        ]  # fmt: skip
        for column, text in enumerate(texts, 3):
            pen.text(row, column, text, _TEXT)
        fit_height(pen.sheet, row, texts, _FINDING_WIDTHS[2:])
    if row == 4:
        row = 5
        pen.text(row, 1, t("Nothing stands against this profile."), _TEXT)
    as_table(pen.sheet, "T_findings", 4, row, heads)
    _write_switched_off(book, pen, row + 2)
    widths(pen.sheet, *_FINDING_WIDTHS)
    pen.sheet.freeze_panes = "A5"
    as_page(pen.sheet, book.footer, wide=True)
    protect(pen.sheet)


def _write_switched_off(book: Book, pen: Pen, row: int) -> None:
    if not book.content.switched_off:
        return
    pen.text(row, 1, book.t("Rules that are switched off"), _STRONG)
    for code, reason in book.content.switched_off.items():
        row += 1
        pen.text(row, 1, code, _TEXT)
        pen.text(row, 5, reason, _TEXT)
