"""Owns the whole plan of a workbook that came back: whether it belongs to this profile, its cells, and what is told beside them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from desktop.catalogue.model import Catalogue
from desktop.domain.errors import Message, Problem, Refused
from desktop.exchange.excel.carried import NAME
from desktop.exchange.excel.returned.base import Base, base_of
from desktop.exchange.excel.returned.columns import find_columns, folded
from desktop.exchange.excel.returned.rows import Found, SentRow, figure_rows, sheets_of, source_rows, text_rows
from desktop.exchange.presenting import items_in_words
from desktop.exchange.sheets.model import Book, Sheet
from desktop.language import LANGUAGES, marked, translator
from desktop.services import places
from desktop.services.importing.plan import ImportPlan, Steps
from desktop.services.importing.returned.figures import Comparison, Figures
from desktop.services.importing.returned.others import plan_sources, plan_texts
from desktop.services.profile import OpenProfile

MOST_NAMED = 5
"""Rows, columns and sheets that are named one by one in a remark."""
_INFORMING = (marked("Cover"), marked("Contents"), marked("Findings"), marked("Charts"))
"""Sheets that only inform."""


def is_ours(book: Book) -> bool:
    """Whether a spreadsheet is a workbook that was sent out, with its hidden sheet or without."""
    if book.sheet(NAME) is not None:
        return True
    return any(
        columns is not None and columns.kind == "figures" and {"code", "key"} <= columns.names.keys()
        for columns in map(find_columns, book.sheets)
    )


def plan_returned(
    profile: OpenProfile, path: Path, book: Book, accept: str, steps: Steps, *, everything: bool = False
) -> ImportPlan:
    """Compare a workbook with what was sent and what stands here. Raises `Refused` WORKBOOK-… for one that does not belong here."""
    base = base_of(book)
    found, strangers = sheets_of(book)
    if base is not None:
        _refuse_strangers(profile, base, path)
    elif any(_says_practice(it.sheet) for it in found) and not profile.settings.practice:
        raise Refused("PRACTICE-FILE", file=path.name)
    if not any(it.columns.kind == "figures" for it in found):
        raise Refused("WORKBOOK-NO-SHEET", file=path.name)
    form = base.facts.get("numbers", "") if base else ""
    how = Comparison(profile, base, accept, form or profile.settings.numbers, _titles(profile, found), everything)
    figures = Figures(how, steps)
    by_kind = {kind: [it for it in found if it.columns.kind == kind] for kind in ("figures", "sources", "texts")}
    labels = _labels(base, profile.catalogue) if base and _lacks_keys(by_kind["figures"]) else {}
    rows = [row for it in by_kind["figures"] for row in figure_rows(it, base, labels)]
    language = base.language if base else by_kind["figures"][0].columns.language
    others = [
        *(cell for it in by_kind["sources"] for cell in plan_sources(how, source_rows(it))),
        *(cell for it in by_kind["texts"] for cell in plan_texts(how, text_rows(it), language)),
    ]
    listed = [cell for cell in others if everything or cell.outcome != "unchanged"]
    cells = (*listed, *figures.plan(row for row in rows if row.key or row.has_numbers))
    remarks = tuple(_remarks(base, book, figures, rows, strangers))
    same = figures.same + len(others) - len(listed)
    return ImportPlan(path, book.sha256, "workbook", accept, cells, remarks, same, base.facts if base else {})


def _refuse_strangers(profile: OpenProfile, base: Base, path: Path) -> None:
    """Country first, then profile and catalogue: what was filled in for another one is not compared with this one."""
    settings, facts = profile.settings, base.facts
    if facts["country"] != settings.country:
        raise Refused("WORKBOOK-COUNTRY", file=path.name, theirs=facts["country"], ours=settings.country)
    if facts.get("practice") == "1" and not settings.practice:
        raise Refused("PRACTICE-FILE", file=path.name)
    if facts["profile_id"] != settings.profile_id:
        raise Refused("WORKBOOK-PROFILE", file=path.name, title=facts.get("title", ""), ours=settings.title)
    if facts["catalogue_sha256"] != settings.catalogue.sha256:
        theirs = f"{facts.get('catalogue_id', '')} {facts.get('catalogue_version', '')}".strip()
        ours = f"{settings.catalogue.id} {settings.catalogue.version}"
        raise Refused("WORKBOOK-CATALOGUE", file=path.name, theirs=theirs, ours=ours)


def _says_practice(sheet: Sheet) -> bool:
    """Whether the lines above the headings say that the figures are for practice; all there is without the hidden sheet."""
    words = tuple(f"{translator(language)('Practice')} · " for language in LANGUAGES)
    return any(isinstance(cell, str) and cell.startswith(words) for cells in sheet.rows[:4] for cell in cells)


def _titles(profile: OpenProfile, found: list[Found]) -> dict[str, str]:
    """Title in whatever letters → id, of the sources here and those on the sheet: people choose a source by its name too."""
    titles = {source.title.casefold(): source.id for source in profile.figures.sources.values()}
    for it in found:
        if it.columns.kind == "sources":
            titles |= {
                row.fields["title"].casefold(): row.id for row in source_rows(it) if row.id and "title" in row.fields
            }
    return titles


def _lacks_keys(found: list[Found]) -> bool:
    return any("key" not in it.columns.names for it in found)


def _labels(base: Base, catalogue: Catalogue) -> dict[tuple[str, str, str], str]:
    """Code, breakdown as it was written and source, folded → key, for a sheet without its column of keys; only what is one row."""
    t = translator(base.language)
    labels: dict[tuple[str, str, str], str] = {}
    for key, row in base.rows.items():
        indicator = catalogue.indicators.get(row.code)
        total = t("Total") if indicator is not None and indicator.dimensions else ""
        words = items_in_words(row.items, catalogue, base.language, places.country_name) or total
        place = (folded(row.code), folded(words), folded(row.source))
        labels[place] = "" if place in labels else key
    return labels


def _remarks(
    base: Base | None, book: Book, figures: Figures, rows: list[SentRow], strangers: list[Sheet]
) -> Iterator[Problem]:
    """What a person must know of the file beside its cells; nothing of it stands against taking them in."""
    yield from (Problem(message, "info") for message in book.remarks)
    if base is None:
        code = "WORKBOOK-HIDDEN-DAMAGED" if book.sheet(NAME) is not None else "WORKBOOK-TWO-WAY"
        yield Problem(Message(code), "warning")
    elif gone := [key for key, row in base.rows.items() if key not in figures.keys and _held_figures(row.cells)]:
        yield Problem(Message("WORKBOOK-ROWS-GONE", {"n": len(gone), "rows": _listed(gone)}), "info")
    if any(row.found.sheet.formulas is None for row in rows):
        yield Problem(Message("WORKBOOK-FORMULAS-UNKNOWN", {"kind": f".{book.kind}"}), "info")
    lost: dict[str, set[str]] = {}
    for row in rows:
        there = row.found.columns.periods.values()
        if row.base is not None and (missing := row.base.cells.keys() - set(there)):
            lost.setdefault(row.found.sheet.name, set()).update(missing)
    for name, periods in lost.items():
        yield Problem(Message("WORKBOOK-COLUMNS-GONE", {"sheet": name, "periods": _listed(sorted(periods))}), "info")
    strange: dict[tuple[str, str], int] = {}
    for row in rows:
        for column, heading in row.found.columns.strange.items():
            if isinstance(row.value(column), (int, float)):
                place = (row.found.sheet.name, heading)
                strange[place] = strange.get(place, 0) + 1
    for (name, heading), number in strange.items():
        yield Problem(Message("WORKBOOK-COLUMN-STRANGE", {"sheet": name, "heading": heading[:60], "n": number}), "info")
    informing = {translator(language)(word) for language in LANGUAGES for word in _INFORMING}
    for sheet in strangers:
        number = sum(isinstance(cell, (int, float)) for cells in sheet.rows for cell in cells)
        if number and sheet.name not in informing:
            yield Problem(Message("WORKBOOK-SHEET-STRANGE", {"sheet": sheet.name, "n": number}), "info")


def _held_figures(cells: object) -> bool:
    assert isinstance(cells, dict)
    return any(cell.kind != "c" for cell in cells.values())


def _listed(names: list[str]) -> str:
    shown = ", ".join(names[:MOST_NAMED])
    return shown if len(names) <= MOST_NAMED else f"{shown}, …"
