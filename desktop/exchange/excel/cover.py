"""Owns the first sheet: what this workbook is, whose, how to fill it in, and who signs for it."""

from __future__ import annotations

from desktop.exchange import words
from desktop.exchange.excel.book import Book
from desktop.exchange.excel.pages import as_page, fit_height, protect, widths
from desktop.exchange.excel.styles import Style
from desktop.language import marked

_ON_FINDINGS = marked(
    "A cell with a bar and a comment has a finding: point at it to read what was found. All findings stand on the sheet of findings."
)
INSTRUCTIONS = (
    marked(
        "Fill in the tinted cells, which are pale yellow. Bluish cells and rows with ƒ are worked out and need no typing."
    ),
    marked(
        "Leave a cell empty while its figure is still to come. Where there will be none, say why: [O], [M], [L] or [Q] as below."
    ),
    _ON_FINDINGS,
    marked("A red cell with a dashed edge holds a figure that cannot be, or a text in the place of a number."),
    marked(
        "The column Status holds letters by year, for example “E 2010–2014; P 2024”; a letter alone holds for the whole row."
    ),
    marked("Choose a source from the list in each row. A further source is added at the end of the sheet of sources."),
    marked("Point at the name of an indicator to read what it means. Texts are written on the sheet of the narrative."),
    marked("Rows may be sorted, moved and hidden. The column Key says what a row is: do not change it."),
    marked("A second source for a figure gets a row of its own: copy the row, change its source."),
    marked(
        "Send the workbook back under any name. Every change is compared with the profile and shown before it is taken."
    ),
)
_STATUSES = "OMLQEPBDUFV"
_WIDTHS = (26.0, 88.0)
_SIGNS = (26.0, 100.0)
"""Signs that fit in a line of these widths."""
_CAPTION, _TEXT = Style("caption"), Style("text")


class Cover:
    """Writes the first sheet."""

    def __init__(self, book: Book):
        self.book, self.t = book, book.t
        self.pen = book.sheet(book.t("Cover"))
        self.row = 0

    def write(self) -> None:
        content, settings = self.book.content, self.book.content.settings
        self._alone(settings.title, Style("title"), 30)
        self._alone(self.t("Submission workbook"), Style("subtitle"), 16)
        if settings.practice:
            self._alone(self.t("Practice: invented or copied figures, not for submission"), Style("practice"), 20)
        if content.sent:
            said = self.t.plural(
                "{n} cell of what you sent was not taken. It is marked, with the reason as a comment.",
                "{n} cells of what you sent were not taken. They are marked, with the reason as a comment.",
                len(content.sent),
            )
            self._alone(said, Style("practice"), 20)
        self._identity()
        if not content.is_blank:
            self._findings()
        self._heading(self.t("How to fill it in"))
        sentences = [sentence for sentence in INSTRUCTIONS if not (content.is_blank and sentence == _ON_FINDINGS)]
        for number, sentence in enumerate(sentences, 1):
            self._line(f"{number}", self.t(sentence))
        self._heading(self.t("Signs"))
        members = content.catalogue.dimensions["OBS_STATUS"].members
        for status in _STATUSES:
            if status in members:
                sign = f"[{status}]" if status in "OMLQ" else status
                self._line(sign, self.book.shown.member("OBS_STATUS", status))
        self._sign_off()
        widths(self.pen.sheet, *_WIDTHS)
        as_page(self.pen.sheet, self.book.footer, wide=False)
        protect(self.pen.sheet)

    def _identity(self) -> None:
        content, settings, t = self.book.content, self.book.content.settings, self.t
        first, last = settings.years
        filled = t("{institution}: the share assigned to it").format(institution=content.institution)
        facts = (
            (t("Country"), f"{self.book.shown.country()} ({settings.country})"),
            (t("Years"), f"{first}–{last}"),
            (t("To be filled in by"), filled if content.institution else ""),
            (t("Modules"), ", ".join(module.code for module in self.book.shown.modules)),
            (t("Contact"), ", ".join(filter(None, (content.contact, settings.institution)))),
            (t("Catalogue"), f"{settings.catalogue.id} {settings.catalogue.version}"),
            (t("State"), f"{self.book.state}  ({content.fingerprint})"),
            (t("Written"), f"{content.when[:10]} {content.when[11:16]} UTC"),
            (t("Figures"), t("left out, to be filled in anew") if content.is_blank else ""),
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
            self.pen.heights[self.row] = 30

    def _alone(self, text: str, style: Style, height: float) -> None:
        self.row += 1
        self.pen.text(self.row, 1, text, style)
        self.pen.heights[self.row] = height

    def _heading(self, text: str) -> None:
        self._alone(text, Style("heading"), 28)

    def _line(self, first: str, second: str) -> None:
        self.row += 1
        self.pen.text(self.row, 1, first, _CAPTION)
        self.pen.text(self.row, 2, second, _TEXT)
        fit_height(self.pen, self.row, (first, second), _SIGNS)
