"""Owns questions to an open profile: what stands in a cell, what is worked out, how full it is, what its fingerprint is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from desktop.catalogue.addresses import find_indicator, read_address
from desktop.domain.address import Cell, Key
from desktop.domain.finding import Finding
from desktop.domain.fingerprint import chosen
from desktop.domain.fingerprint import fingerprint as of_content
from desktop.domain.observation import Observation
from desktop.domain.period import overlaps, years_of
from desktop.domain.profile import Undecided
from desktop.services import checking
from desktop.services.profile import OpenProfile

if TYPE_CHECKING:
    from desktop.validation.evaluation import Computed


class Row(NamedTuple):
    """One observation, or a value that is worked out (`computed`), as it is shown and answered."""

    key: Key
    observation: Observation
    is_published: bool
    has_rivals: bool
    computed: Computed | None = None


class State(NamedTuple):
    """How full a module is, or what an institution writes, and what the rules say of it.

    `code`: of the module, or name of the institution. `missing_with_reason`: not filled, but the reason is known.
    """

    code: str
    indicators: int
    filled: int
    missing_with_reason: int
    error: int
    warning: int
    info: int
    explained: int


class Counts(NamedTuple):
    """Findings by severity, the explained ones among them counted again in `explained`."""

    error: int
    warning: int
    info: int
    explained: int


def stored(profile: OpenProfile) -> Iterator[Row]:
    """Every stored observation in address order."""
    for code in profile.figures.codes():
        yield from _stored_of(profile, code)


def rows_of(profile: OpenProfile, code: str) -> list[Row]:
    """All cells of an indicator, worked-out ones among them, in address order."""
    find_indicator(code, profile.catalogue)
    rows = list(_stored_of(profile, code))
    for items, period in profile.evaluator.computed_cells(code):
        cell = Cell(code, items, period)
        row = computed_row(profile, cell)
        if row is not None:
            rows.append(row)
    return sorted(rows, key=lambda row: row.key)


def rows_at(profile: OpenProfile, address: str) -> list[Row]:
    """What stands at an address: one source's observation, or all of the cell, or the value worked out there; else nothing."""
    found = read_address(address, profile.catalogue)
    rows = rows_in(profile, found.cell)
    return [row for row in rows if found.source is None or row.key.source == found.source]


def rows_in(profile: OpenProfile, cell: Cell) -> list[Row]:
    """The observations side by side in a cell, or the value worked out there."""
    there = profile.figures.at(cell)
    if any(not observation.is_blank for observation in there.values()):
        return list(_side_by_side(profile, cell, there))
    row = computed_row(profile, cell)
    return [*_side_by_side(profile, cell, there), *([row] if row else [])]


def computed_row(profile: OpenProfile, cell: Cell) -> Row | None:
    """The value that is worked out for a cell; None where it is entered or missing."""
    computed = profile.evaluator.computed(cell)
    if computed is None:
        return None
    return Row(Key(*cell, ""), Observation(computed.text), True, False, computed)


def published_only(rows: Iterable[Row]) -> list[Row]:
    """The published one of each cell, and blanks that carry a status or note; an undecided cell gives none."""
    return [row for row in rows if row.is_published or row.observation.is_blank]


def fingerprint(profile: OpenProfile, findings: Sequence[Finding] | None = None) -> str:
    """Of the content as it is; `findings` of a full check, if the caller has them, tell which explanations hold."""
    explained: dict[str, str] = {}
    if profile.figures.explanations:
        rules = {finding.split(" ", 1)[0] for finding in profile.figures.explanations}
        known = checking.check(profile, rules=rules).findings if findings is None else findings
        for finding in known:
            held = checking.explanation(profile, finding)
            if held is not None:
                explained[finding.id] = held.text
    return of_content(profile.figures, explained)


def number_of_observations(profile: OpenProfile) -> int:
    """Stored observations that are not blank."""
    figures = profile.figures
    return sum(
        series.number_filled
        for code in figures.codes()
        for sources in figures.of(code).values()
        for series in sources.values()
    )


def chosen_keys(profile: OpenProfile) -> set[Key]:
    """Observations that a person chose to publish."""
    return {Key(*cell, source) for cell, source in chosen(profile.figures)}


class SourceUse(NamedTuple):
    """Where a source is cited: indicator, first and last year, number of figures."""

    indicator: str
    first: int
    last: int
    figures: int


def uses_of_sources(profile: OpenProfile) -> dict[str, list[SourceUse]]:
    """By source id where it is cited, in order of indicator; also ids that are cited but not on file."""
    found: dict[str, dict[str, list[int]]] = {}
    for key, observation in profile.figures.observations():
        if key.source and not observation.is_blank:
            first, last = years_of(key.period)
            held = found.setdefault(key.source, {}).setdefault(key.indicator, [first, last, 0])
            held[0], held[1], held[2] = min(held[0], first), max(held[1], last), held[2] + 1
    return {
        source: [SourceUse(code, first, last, n) for code, (first, last, n) in sorted(by_code.items())]
        for source, by_code in found.items()
    }


def module_states(profile: OpenProfile, findings: Iterable[Finding]) -> list[State]:
    """State of each module of the profile, in the order of the catalogue."""
    modules = [code for code in profile.catalogue.modules if code in profile.settings.modules]
    indicators = {code: [it.code for it in profile.catalogue.by_module[code]] for code in modules}
    return _states(profile, indicators, findings, lambda finding: finding.module)


def institution_states(
    profile: OpenProfile, findings: Iterable[Finding], institutions: Mapping[str, str]
) -> list[State]:
    """State of what each institution writes (`institutions` by indicator), the largest first; indicators of nobody are left out."""
    indicators: dict[str, list[str]] = {}
    for code, name in institutions.items():
        if profile.catalogue.indicators[code].module in profile.settings.modules:
            indicators.setdefault(name, []).append(code)
    states = _states(profile, indicators, findings, lambda finding: institutions.get(finding.indicator, ""))
    return sorted(states, key=lambda state: (-state.indicators, state.code))


def institutions(profile: OpenProfile, codes: Iterable[str] | None = None) -> dict[str, str]:
    """Who writes an indicator: the institution whose people entered most of it; without one, that of the profile."""
    found = {}
    for code in profile.figures.codes() if codes is None else codes:
        name = profile.store.reader.institution_of(code) or profile.settings.institution
        if name and code in profile.catalogue.indicators:
            found[code] = name
    return found


def _states(
    profile: OpenProfile, indicators: Mapping[str, Sequence[str]], findings: Iterable[Finding],
    group_of: Callable[[Finding], str],
) -> list[State]:  # fmt: skip
    tally: dict[str, list[int]] = {}
    places = {"error": 0, "warning": 1, "info": 2}
    for finding in findings:
        counts = tally.setdefault(group_of(finding), [0, 0, 0, 0])
        counts[places[finding.severity]] += 1
        counts[3] += checking.explanation(profile, finding) is not None
    states = []
    for group, codes in indicators.items():
        kinds = [filling(profile, code) for code in codes]
        counts = tally.get(group, [0, 0, 0, 0])
        states.append(State(group, len(codes), kinds.count("filled"), kinds.count("reason"), *counts))
    return states


def counts_of(profile: OpenProfile, findings: Iterable[Finding]) -> Counts:
    by_severity = {"error": 0, "warning": 0, "info": 0}
    explained = 0
    for finding in findings:
        by_severity[finding.severity] += 1
        explained += checking.explanation(profile, finding) is not None
    return Counts(**by_severity, explained=explained)


def filling(profile: OpenProfile, code: str) -> str:
    """`filled`: a value, entered or computed, in any cell within the years; `reason`: none, but a reason; else empty."""
    first, last = profile.settings.years
    has_reason = False
    for sources in profile.figures.of(code).values():
        for periods in sources.values():
            for period, observation in periods.items():
                if overlaps(period, first, last):
                    if observation.is_valued:
                        return "filled"
                    has_reason = has_reason or observation.is_reason
    evaluator = profile.evaluator
    if any(evaluator.computed(Cell(code, "", str(year))) for year in range(first, last + 1)):
        return "filled"  # mostly so, and without a look at thousands of cells
    if any(overlaps(period, first, last) for _, period in evaluator.computed_cells(code)):
        return "filled"
    return "reason" if has_reason else ""


def _stored_of(profile: OpenProfile, code: str) -> Iterator[Row]:
    last: Cell | None = None
    for key, _ in profile.figures.observations_of(code):
        if key.cell != last:
            last = key.cell
            yield from _side_by_side(profile, last, profile.figures.at(last))


def _side_by_side(profile: OpenProfile, cell: Cell, there: dict[str, Observation]) -> Iterator[Row]:
    published = profile.figures.published(cell) if there else None
    source = None if published is None or isinstance(published, Undecided) else published[0]
    rivals = sum(not observation.is_blank for observation in there.values()) > 1
    for name, observation in there.items():
        yield Row(Key(*cell, name), observation, name == source, rivals)
