"""Owns what helps most now: deeds in order of use, each with its reason and the place where it is done."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from desktop.catalogue.model import in_language
from desktop.domain.finding import Finding
from desktop.language import _, current, plural
from desktop.services.asking import State
from desktop.ui.session import ProfileSession
from desktop.ui.window import Place

MOST = 4


class Advice(NamedTuple):
    """One deed. Either a mark or an icon stands before it."""

    title: str
    words: str
    button: str
    place: Place
    mark: str = ""
    icon: str = ""


def advice(session: ProfileSession, states: list[State]) -> list[Advice]:
    """At most four deeds, the most useful first."""
    found: list[Advice] = []
    errors = [f for f in session.findings if f.severity == "error"]
    if errors:
        found.append(_errors(session, errors, states))
    undecided = [f for f in session.findings if f.rule == "PUB-CHOICE"]
    if undecided:
        words = _("Until one of the sources is chosen, nothing can be worked out from these figures.")
        title = plural("Choose the source of {n} figure", "Choose the source of {n} figures", len(undecided))
        found.append(Advice(title, words, _("Go to the first"), _place_of(session, undecided[0]), mark="sources"))
    without = _without_source(session)
    if without:
        title = plural("Name the source of {n} figure", "Name the source of {n} figures", without)
        words = _(
            "A figure without a source cannot be checked by anybody. A source is typed once and named by all its figures."
        )
        found.append(Advice(title, words, _("Open the sources"), Place("sources"), icon="book-marked"))
    warnings = [
        f
        for f in session.findings
        if f.severity == "warning" and f.rule != "PUB-CHOICE" and not session.is_explained(f)
    ]
    if warnings:
        title = plural("Look at {n} warning", "Look at {n} warnings", len(warnings))
        words = _("Correct the figure, or explain it; the explanation is printed with it.")
        found.append(Advice(title, words, _("Open the findings"), Place("findings", filter="warning"), mark="warning"))
    mirror = [f for f in session.findings if f.rule.startswith("MIR-") and not session.is_explained(f)]
    if mirror and session.partner_countries:
        title = plural("Explain {n} mirror difference", "Explain {n} mirror differences", len(mirror))
        words = _("Your figures and those of partner countries are far apart. Say which source you trust, and why.")
        found.append(Advice(title, words, _("Open them"), Place("findings", filter="Mirror figures"), mark="warning"))
    empty = [state for state in states if not state.filled and not state.missing_with_reason]
    if empty:
        found.append(_empty(session, empty))
    return found[:MOST]


def next_step(state: State) -> str:
    """The next useful thing to do in a module, or for an institution."""
    if state.error:
        return plural("settle {n} error", "settle {n} errors", state.error)
    open_warnings = max(0, state.warning - state.explained)
    if open_warnings:
        return plural("correct or explain {n} warning", "correct or explain {n} warnings", open_warnings)
    waiting = state.indicators - state.filled - state.missing_with_reason
    if waiting:
        return plural(
            "enter {n} indicator, or say why there is no figure",
            "enter {n} indicators, or say why there is no figure",
            waiting,
        )
    return _("nothing is left to settle")


def _errors(session: ProfileSession, errors: list[Finding], states: list[State]) -> Advice:
    modules = [state.code for state in states if state.error]
    shorts = ", ".join(_short(session, code) for code in modules[:3])
    title = plural("Settle {n} error", "Settle {n} errors", len(errors))
    words = _("In {modules}. A final report needs none.").format(modules=shorts)
    return Advice(title, words, _("Go to the first error"), _place_of(session, errors[0]), mark="error")


def _empty(session: ProfileSession, empty: list[State]) -> Advice:
    first = empty[0]
    if len(empty) == 1:
        title = _("{module} is empty").format(module=_short(session, first.code))
    else:
        title = plural("{n} module is empty", "{n} modules are empty", len(empty))
    words = _("Start with {module}: {n} indicators wait. Where there is no figure, say why.")
    words = words.format(module=_short(session, first.code), n=first.indicators)
    return Advice(title, words, _("Open the module"), Place("module", first.code), icon="table")


def _without_source(session: ProfileSession) -> int:
    """Figures of core indicators whose source is not named."""
    counts: Counter[str] = Counter()
    for finding in session.findings:
        if finding.rule == "MET-SOURCE":
            counts[finding.indicator] += len(finding.cells)
    return sum(counts.values())


def _place_of(session: ProfileSession, finding: Finding) -> Place:
    cell = finding.cells[0].cell if finding.cells else None
    module = session.profile.catalogue.indicators[cell.indicator].module if cell else finding.module
    if cell is None or module not in session.profile.settings.modules:
        return Place("findings", finding=finding.id)
    return Place("module", module, cell=cell, source=finding.source or "", finding=finding.id)


def _short(session: ProfileSession, code: str) -> str:
    return in_language(session.profile.catalogue.modules[code].short, current())
