"""Owns sending content out: which format by the ending, what stands against a final export, files that appear only when complete."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

from desktop.domain.address import Cell, Key, items_of
from desktop.domain.errors import Message, Problem, Refused
from desktop.domain.finding import Finding
from desktop.domain.observation import Observation
from desktop.domain.profile import Settings, Undecided
from desktop.exchange.base import Content, DerivedValue, ExportRow, Written
from desktop.language import LANGUAGES
from desktop.services import asking, assigning, checking, exported, person, places
from desktop.services.asking import Counts
from desktop.services.assigning import Share
from desktop.services.profile import OpenProfile
from desktop.storage.files import appearing
from desktop.storage.reading import utc_text

Writer = Callable[[Content, Path], Written]


class Exported(NamedTuple):
    """What was written, with the fingerprint of the state it shows."""

    path: Path
    kind: str
    fingerprint: str
    observations: int
    written: Written
    findings: Counts
    problems: tuple[Problem, ...]


def kind_of(path: Path) -> str:
    """Format by the ending. Raises `Refused` ENDING-UNKNOWN."""
    name = path.name.lower()
    for ending, kind in ((".long.csv", "table"), (".csv", "sdmx"), (".xlsx", "workbook"), (".pdf", "report")):
        if name.endswith(ending):
            return kind
    if name.endswith((".docx", ".zip")):
        raise Refused("ENDING-LATER", ending=path.suffix)
    raise Refused("ENDING-UNKNOWN", ending=path.suffix or path.name, endings=".xlsx .pdf .csv .long.csv")


def export(
    profile: OpenProfile,
    path: Path,
    *,
    modules: list[str] | None = None,
    report_language: str = "",
    final: bool = False,
    blank: bool = False,
    institution: str = "",
) -> Exported:
    """Write a file in the format of its ending.

    `blank`: a workbook to fill in, without figures; `institution`: the share of one, in every format but the report. Raises `Refused`
    FINAL-… with everything that stands against a final export, INSTITUTION-UNKNOWN, SHARE-EMPTY where nothing is assigned.
    """
    kind = kind_of(path)
    if blank and kind != "workbook":
        raise Refused("BLANK-WORKBOOK", ending=path.suffix)
    if institution and kind == "report":
        raise Refused("SHARE-REPORT", ending=path.suffix)
    if not path.parent.is_dir():
        raise Refused("FOLDER-MISSING", folder=str(path.parent))
    language = report_language or profile.settings.languages[0]
    if language not in LANGUAGES:
        raise Refused("LANGUAGE-UNKNOWN", language=language, languages=" ".join(LANGUAGES))
    for code in modules or ():
        if code not in profile.settings.modules:
            raise Refused("MODULE-UNKNOWN", module=code, modules=" ".join(profile.settings.modules))
    share = assigning.share(profile, institution) if institution else None
    newest = profile.store.reader.last_change()
    findings = checking.check(profile).findings
    if final:
        _refuse_unfinished(profile, findings)
    content = content_of(profile, findings, modules, share)
    if blank:
        content = _emptied(content)
    write = _writer(kind, language)
    with appearing(path, replace=True) as temporary:
        written = write(content, temporary)
    beside = _sources_beside(path)
    if kind in ("table", "sdmx") and (content.sources or beside.exists()):
        from desktop.exchange.table.writing import write_sources  # noqa: PLC0415

        with appearing(beside, replace=True) as temporary:
            write_sources(content.sources, temporary)
    exported.remember(profile, findings, newest)
    number = sum(not row.observation.is_blank and not row.observation.is_unreadable for row in content.rows)
    return Exported(
        path,
        kind,
        content.fingerprint,
        number,
        written,
        asking.counts_of(profile, findings),
        (*_left_out(content), *_switched_off(content)),
    )


def export_findings(
    profile: OpenProfile, path: Path, findings: list[Finding] | None = None, *, language: str = ""
) -> Exported:
    """Write a list of findings, all or these, as CSV or as a sheet of a workbook. Raises `Refused` for another ending."""
    if not path.name.lower().endswith((".csv", ".xlsx")):
        raise Refused("ENDING-UNKNOWN", ending=path.suffix or path.name, endings=".csv .xlsx")
    if not path.parent.is_dir():
        raise Refused("FOLDER-MISSING", folder=str(path.parent))
    everything = checking.check(profile).findings
    content = content_of(profile, everything)
    content = content._replace(findings=everything if findings is None else findings)
    if path.name.lower().endswith(".csv"):
        from desktop.exchange.findings.writing import write_findings as write  # noqa: PLC0415
    else:
        from desktop.exchange.excel.writing import write_findings_workbook as write  # noqa: PLC0415

    with appearing(path, replace=True) as temporary:
        written = write(content, temporary, language or profile.settings.languages[0])
    counts = asking.counts_of(profile, content.findings)
    return Exported(path, "findings", content.fingerprint, 0, written, counts, _switched_off(content))


def content_of(
    profile: OpenProfile, findings: list[Finding], modules: list[str] | None = None, share: Share | None = None
) -> Content:
    """The state of a profile as writers get it, whole, of some modules, or what is assigned to an institution.

    The fingerprint is always that of the whole. Raises `Refused` SHARE-EMPTY.
    """
    chosen = asking.chosen_keys(profile)
    figures, catalogue = profile.figures, profile.catalogue
    settings, codes = _chosen(profile, modules, share)
    rows = [
        ExportRow(key, observation, key in chosen, figures.choices[key.cell].reason if key in chosen else "")
        for key, observation in figures.observations()
        if codes is None or key.indicator in codes
    ]
    held = {finding.id: checking.explanation(profile, finding) for finding in findings}
    return Content(
        settings, catalogue, asking.fingerprint(profile, findings), rows, list(figures.sources.values()),
        [finding for finding in findings if codes is None or finding.indicator in codes],
        {finding: explanation.text for finding, explanation in held.items() if explanation},
        cache(lambda code: _derived(profile, code)), lambda cell: _published(profile, cell),
        lambda language: places.country_name(profile.settings.country, language), utc_text(person.now()),
        _heads_of(profile), places.country_name, lambda finding, language: checking.say(profile, finding, language),
        dict(sorted(figures.switched_off.items())),
        _texts(profile, settings.modules),
        profile.author.name if person.is_introduced() else "",
        share.institution if share else "",
        share.codes if share else None,
    )  # fmt: skip


def _chosen(
    profile: OpenProfile, modules: list[str] | None, share: Share | None
) -> tuple[Settings, frozenset[str] | None]:
    """Settings with the modules that are written, and the indicators in them; None for all."""
    if not modules and share is None:
        return profile.settings, None
    indicators = profile.catalogue.indicators
    wanted = set(modules or profile.settings.modules)
    codes = frozenset(
        code
        for code in (indicators if share is None else share.codes)
        if code in indicators and indicators[code].module in wanted
    )
    if share is not None and not codes:
        raise Refused("SHARE-EMPTY", institution=share.institution, modules=" ".join(sorted(wanted)))
    filled = wanted if share is None else {indicators[code].module for code in codes}
    return _only(profile, filled), codes


def _texts(profile: OpenProfile, modules: Sequence[str]) -> dict[tuple[str, str], str]:
    """The narrative of some modules."""
    texts = profile.figures.texts
    return {place: text for place, text in sorted(texts.items()) if place[0].split("/")[0] in modules}


def _emptied(content: Content) -> Content:
    """A workbook to fill in: sources and structure stay, and the lines whose items a catalogue lists."""
    lines: dict[str, set[tuple[str, str]]] = {}
    for row in content.rows:
        if not any(content.catalogue.dimensions[dimension].is_open for dimension in items_of(row.key.items)):
            lines.setdefault(row.key.indicator, set()).add((row.key.items, ""))
    return content._replace(
        rows=[], findings=[], explained={}, derived=lambda _code: [], published=lambda _cell: None, texts={}, is_blank=True,
        lines=lines,
    )  # fmt: skip


def _only(profile: OpenProfile, modules: set[str]) -> Settings:
    return replace(profile.settings, modules=tuple(code for code in profile.settings.modules if code in modules))


def _derived(profile: OpenProfile, code: str) -> list[DerivedValue]:
    found = []
    is_sum = profile.catalogue.indicators[code].is_additive
    for items, period in profile.evaluator.computed_cells(code):
        computed = profile.evaluator.computed(Cell(code, items, period))
        if computed is not None:
            children = profile.evaluator.read_for(code, items, period) if is_sum else ()
            found.append(DerivedValue(Cell(code, items, period), computed.text, tuple(c.items for c in children)))
    return found


def _published(profile: OpenProfile, cell: Cell) -> tuple[str, Observation] | None:
    found = profile.figures.published(cell)
    return None if isinstance(found, Undecided) else found


def _heads_of(profile: OpenProfile) -> Callable[[Key], str]:
    """Id of the change shown for an observation; all are read when the first one is asked for."""
    held: dict[Key, str] = {}

    def head(key: Key) -> str:
        if not held:
            held.update(profile.store.reader.heads())
        return held.get(key, "")

    return head


def _writer(kind: str, language: str) -> Writer:
    """The writer of a format; its library is imported only now."""
    if kind == "table":
        from desktop.exchange.table.writing import write_table  # noqa: PLC0415

        return write_table
    if kind == "sdmx":
        from desktop.exchange.sdmx.writing import write_sdmx  # noqa: PLC0415

        return write_sdmx
    if kind == "workbook":
        from desktop.exchange.excel.writing import write_workbook  # noqa: PLC0415

        return lambda content, path: write_workbook(content, path, language)
    from desktop.exchange.pdf.writing import write_report  # noqa: PLC0415

    return lambda content, path: write_report(content, path, language)


def _sources_beside(path: Path) -> Path:
    name = path.name[: -len(".long.csv")] if path.name.lower().endswith(".long.csv") else path.name[: -len(".csv")]
    return path.with_name(f"{name}.sources.csv")


def _refuse_unfinished(profile: OpenProfile, findings: list[Finding]) -> None:
    """A final export needs no errors, every warning explained, no open conflict."""
    against = [
        Problem(Message(f"FINAL-{finding.severity.upper()}", {"id": finding.id}), address=finding.address)
        for finding in findings
        if finding.severity == "error" or (finding.severity == "warning" and not checking.explanation(profile, finding))
    ]
    conflicts = profile.store.reader.number_of_conflicts()
    if conflicts:
        against.append(Problem(Message("FINAL-CONFLICT", {"n": conflicts})))
    if against:
        raise Refused.of(against)


def _left_out(content: Content) -> tuple[Problem, ...]:
    """Unreadable texts: in no file a number, so each is named."""
    return tuple(
        Problem(Message("LEFT-OUT", {"address": row.key.address}), "warning", address=row.key.address)
        for row in content.rows
        if row.observation.is_unreadable
    )


def _switched_off(content: Content) -> tuple[Problem, ...]:
    """Rules that did not run, each with its reason: said with every export, printed where there are pages."""
    return tuple(
        Problem(Message("RULE-OFF", {"rule": code, "reason": reason}), "info")
        for code, reason in content.switched_off.items()
    )
