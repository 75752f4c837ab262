"""Owns the parts of the report that are not modules: cover, contents, gaps, explanations, bibliography."""

from __future__ import annotations

from typing import Any

from reportlab.platypus import Flowable, NextPageTemplate, PageBreak, Paragraph, Spacer, Table, TableStyle

from desktop.catalogue.model import in_language
from desktop.exchange import palette
from desktop.exchange.pdf import look
from desktop.exchange.pdf.document import PAGE, PER_PAGE, ContentsPage, Entry, Heading
from desktop.exchange.pdf.look import WIDTH, colour, safe
from desktop.exchange.presenting import Shown
from desktop.exchange.words import day

_RULED = TableStyle([
    ("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 8),
    ("TOPPADDING", (0, 0), (-1, -1), 3), ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
    ("LINEBELOW", (0, 0), (-1, -1), 0.4, colour(palette.LINE)), ("LINEBELOW", (0, 0), (-1, 0), 0.6, colour(palette.TEXT2)),
    ("LINEABOVE", (0, 0), (-1, 0), 0.9, colour(palette.TEXT)), ("LINEBELOW", (0, -1), (-1, -1), 0.9, colour(palette.TEXT)),
    ("FONT", (0, 0), (-1, -1), look.REGULAR, 8), ("TEXTCOLOR", (0, 0), (-1, -1), colour(palette.TEXT)),
])  # fmt: skip


def state_of(shown: Shown) -> str:
    """The first twelve digits of the fingerprint, in fours."""
    digits = shown.content.fingerprint[:12]
    return " ".join(digits[at : at + 4] for at in range(0, 12, 4))


def cover(shown: Shown, watermark: str) -> list[Flowable]:
    """Country, title, years, who made it, when, which state."""
    settings, t = shown.settings, shown.t
    first, last = settings.years
    country = look.style(13, look.STRONG, palette.ACCENT, after=10)
    title = look.style(30, look.STRONG, leading=37, after=10)
    years = look.style(14, ink=palette.TEXT2, after=30)
    made: list[Flowable] = [
        Spacer(1, 150),
        Paragraph(safe(shown.country()), country),
        Paragraph(safe(settings.title), title),
        Paragraph(safe(f"{first}–{last}"), years),
    ]
    if watermark:
        made.append(
            Paragraph(
                safe(_why(shown, watermark)), look.style(10, look.MEDIUM, palette.SEVERITIES["warning"][0], after=24)
            )
        )
    facts = (
        (t("Institution"), settings.institution),
        (t("Date"), day(shown.content.when, shown.language)),
        (t("State"), state_of(shown)),
        (t("Catalogue"), f"{settings.catalogue.id} {settings.catalogue.version}"),
    )
    rows = [[Paragraph(safe(name), look.CELL_MUTED), Paragraph(safe(text), look.CELL)] for name, text in facts if text]
    table = Table(rows, [90, WIDTH - 90], hAlign="LEFT")
    table.setStyle(TableStyle([*_RULED.getCommands(), ("LINEBELOW", (0, 0), (-1, 0), 0.4, colour(palette.LINE))]))
    said = t("Files with the same state hold the same content.")
    return [*made, table, Spacer(1, 6), Paragraph(safe(said), look.SMALL), NextPageTemplate(PAGE), PageBreak()]


def _why(shown: Shown, watermark: str) -> str:
    """What stands against calling it final."""
    t, content = shown.t, shown.content
    errors = sum(f.severity == "error" for f in content.findings)
    warnings = sum(f.severity == "warning" and f.id not in content.explained for f in content.findings)
    reasons = []
    if shown.settings.practice:
        reasons.append(t("figures for practice"))
    if errors:
        reasons.append(t.plural("{n} error", "{n} errors", errors))
    if warnings:
        reasons.append(t.plural("{n} warning not explained", "{n} warnings not explained", warnings))
    return f"{watermark}: {', '.join(reasons)}"


def contents(shown: Shown, entries: list[Entry]) -> list[Flowable]:
    """Pages kept free for the contents."""
    made: list[Flowable] = [
        Heading(shown.t("Contents"), look.H1, Entry(0, shown.t("Contents"), "contents")),
        Spacer(1, 8),
    ]
    for number, at in enumerate(range(0, len(entries), PER_PAGE)):
        made += [ContentsPage(number, entries[at : at + PER_PAGE]), PageBreak()]
    return made


def gaps(shown: Shown, entry: Entry) -> list[Flowable]:
    """Core indicators without any figure, with the reason where there is one."""
    t = shown.t
    rows: list[list[Any]] = [_head(t("Code"), t("Indicator"), t("Why"))]
    for module in shown.modules:
        for indicator in shown.catalogue.by_module[module.code]:
            lines = shown.lines(indicator)
            if not indicator.is_core or any(
                line.computed or any(o.is_valued for o in line.entered.values()) for line in lines
            ):
                continue
            reasons = dict.fromkeys(o.status for line in lines for o in line.entered.values() if o.is_reason)
            notes = dict.fromkeys(o.note for line in lines for o in line.entered.values() if o.is_reason and o.note)
            why = "; ".join([*(f"[{s}] {shown.member('OBS_STATUS', s)}" for s in reasons), *notes])
            rows.append(_row(indicator.code, shown.title(indicator), why or t("still to come")))
    made: list[Flowable] = [Heading(entry.text, look.H1, entry)]
    if len(rows) == 1:
        return [*made, Paragraph(safe(t("Every core indicator has a figure.")), look.BODY)]
    made.append(Paragraph(safe(t("Core indicators for which the profile holds no figure.")), look.LEAD))
    return [*made, _table(rows, [88, 230, WIDTH - 318])]


def explanations(shown: Shown, entry: Entry) -> list[Flowable]:
    """What was found and why it is right all the same."""
    t = shown.t
    rows: list[list[Any]] = [_head(t("Where"), t("What was found"), t("Explanation"))]
    for finding in shown.content.findings:
        text = shown.content.explained.get(finding.id)
        if text:
            rows.append(_row(finding.address, shown.content.say(finding, shown.language), text))
    made: list[Flowable] = [Heading(entry.text, look.H1, entry)]
    if len(rows) == 1:
        made.append(Paragraph(safe(t("No finding has been explained.")), look.BODY))
    else:
        made.append(_table(rows, [130, 190, WIDTH - 320]))
    return [*made, *_switched_off(shown)]


def _switched_off(shown: Shown) -> list[Flowable]:
    """The rules that did not run, each with its reason."""
    if not shown.content.switched_off:
        return []
    t = shown.t
    rows: list[list[Any]] = [_head(t("Rule that is switched off"), t("What it finds"), t("Reason"))]
    for code, reason in shown.content.switched_off.items():
        rule = shown.catalogue.rules.get(code)
        rows.append(_row(code, in_language(rule.message, shown.language) if rule else "", reason))
    return [Spacer(1, 12), _table(rows, [130, 190, WIDTH - 320])]


def bibliography(shown: Shown, entry: Entry) -> list[Flowable]:
    """The sources, by title."""
    t = shown.t
    made: list[Flowable] = [Heading(entry.text, look.H1, entry)]
    style = look.style(8.5, leading=12.2, after=7)
    for source in sorted(shown.content.sources, key=lambda source: (source.title.casefold(), source.id)):
        kind = shown.member("SOURCE_TYPE", source.type) if source.type else ""
        parts = [source.institution, kind, source.reference_date, _span(source.period_from, source.period_to), source.coverage,
                 source.definition_note, source.method_note, source.licence]  # fmt: skip
        text = f"<b>{safe(source.title)}</b>. " + " ".join(f"{safe(part.rstrip('.'))}." for part in parts if part)
        if source.url:
            text += f' <font color="#{palette.ACCENT}">{safe(source.url)}</font>'
        made.append(Paragraph(f'{text} <font color="#{look.MUTED}">[{safe(source.id)}]</font>', style))
    if not shown.content.sources:
        made.append(Paragraph(safe(t("The profile names no source.")), look.BODY))
    return made


def _span(first: str, last: str) -> str:
    return f"{first}–{last}" if first and last and first != last else first or last


def _head(*texts: str) -> list[Any]:
    return [Paragraph(safe(text), look.CELL_STRONG) for text in texts]


def _row(code: str, *texts: str) -> list[Any]:
    return [
        Paragraph(safe(code), look.style(7, ink=look.MUTED, leading=10)),
        *(Paragraph(safe(text), look.CELL) for text in texts),
    ]


def _table(rows: list[list[Any]], widths: list[float]) -> Table:
    table = Table(rows, widths, repeatRows=1, hAlign="LEFT")
    table.setStyle(_RULED)
    return table
