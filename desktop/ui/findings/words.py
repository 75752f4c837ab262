"""Owns how a finding reads:
its headline, the advice after it, the numbers it stands on, the cell it names, what can be done.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from desktop.catalogue import wording
from desktop.catalogue.expression import Sum
from desktop.catalogue.model import in_language
from desktop.domain.address import Cell, items_of, items_text
from desktop.domain.finding import Finding
from desktop.domain.number import shown
from desktop.domain.profile import Explanation
from desktop.language import _, current
from desktop.services import checking
from desktop.ui.common import words
from desktop.ui.session import ProfileSession

QUIET = frozenset(("metadata", "completeness", "confidentiality", "family"))
"""Families whose two sides are no figures of the profile."""

OF_SERIES = {"SER-JUMP": "series", "SER-GAP": "completeness"}
"""What the checks of a series are most like."""


def family_of(session: ProfileSession, finding: Finding) -> str:
    rule = session.profile.catalogue.rules.get(finding.rule)
    return rule.family if rule else OF_SERIES.get(finding.rule, "value")


def headline(session: ProfileSession, finding: Finding) -> str:
    """What is wrong, in one sentence."""
    return checking.headline(session.profile, finding.rule, current())


def sentence(session: ProfileSession, finding: Finding) -> str:
    """The numbers, and what to do, after the headline."""
    said = checking.words(session.profile, finding, current())
    return f"{said.numbers}. {said.advice}".strip() if said.numbers else said.advice


def _number(session: ProfileSession, text: str | None) -> str:
    if text is None:
        return "–"
    try:
        Decimal(text)
    except InvalidOperation:
        return text
    form = session.profile.settings.numbers
    return shown(wording.rounded(text, 1), form) if "." in text else shown(text, form)


def numbers(session: ProfileSession, finding: Finding) -> str:
    """The two sides in short, where they are figures."""
    family = family_of(session, finding)
    if family == "value" or family in QUIET:
        return ""
    left, right = _number(session, finding.left), _number(session, finding.right)
    if family == "yoy":
        change = yearly_change(finding)
        if change:
            usual = _usual(session, finding) or right
            return _("{change} %, usual {usual} %").format(change=_number(session, change), usual=usual)
    return _("{left} and {right}").format(left=left, right=right)


def _usual(session: ProfileSession, finding: Finding) -> str:
    """How much the indicator usually moves in a year."""
    limit = session.profile.catalogue.indicators[finding.indicator].limits.get("max_yoy_change_pct", "")
    return _number(session, limit) if limit else ""


def yearly_change(finding: Finding) -> str | None:
    """With its sign, from the two cells; the rule itself holds the size."""
    if len(finding.cells) < 2:
        return finding.left
    try:
        values = sorted((part.cell.period, Decimal(part.value or "")) for part in finding.cells)
    except InvalidOperation:
        return finding.left
    before, after = values[0][1], values[-1][1]
    return str(100 * (after / before - 1)) if before else finding.left


def cell_name(session: ProfileSession, finding: Finding) -> str:
    """Indicator, items and year of the cell a finding is reported at."""
    indicator = session.profile.catalogue.indicators[finding.indicator]
    items = words.members_words(session.profile.catalogue, finding.items)
    place = f"{words.title(indicator)} {wording.period_text(finding.period)}"
    return f"{place}, {items}" if items else place


def explained(held: Explanation) -> str:
    """Who explained a finding, on which day, and how."""
    return _("explained by {who}, {day}: {text}").format(who=held.by, day=held.at[:10], text=held.text)


class Rest(NamedTuple):
    """A difference that can be entered as "not known": where, how much there is already, how much is added."""

    cell: Cell
    label: str
    amount: str
    value: str


def rest_of(session: ProfileSession, finding: Finding) -> Rest | None:
    """For parts that stay below their total, in a dimension with "not known"."""
    rule = session.profile.catalogue.rules.get(finding.rule)
    if rule is None or not isinstance(rule.left, Sum) or rule.operator != "==" or rule.left.ref.fixed:
        return None
    summed = rule.left
    dimension = session.profile.catalogue.dimensions[summed.dimension]
    indicator = session.profile.catalogue.indicators[finding.indicator]
    if "_U" not in dimension.members or summed.member != "_T" or summed.ref.code != indicator.code:
        return None
    try:
        missing = Decimal(finding.right) - Decimal(finding.left or "")
    except InvalidOperation:
        return None
    if missing <= 0:
        return None
    pairs = {**items_of(finding.items), summed.dimension: "_U"}
    items = items_text({name: pairs[name] for name in indicator.dimensions if name in pairs})
    cell = Cell(indicator.code, items, finding.period)
    there = session.profile.figures.at(cell)
    if len(there) > 1:
        return None
    held = next(iter(there.values())).value if there else None
    value = f"{missing + Decimal(held):f}" if held is not None else f"{missing:f}"
    amount = shown(f"{missing:f}", session.profile.settings.numbers)
    return Rest(cell, in_language(dimension.members["_U"].title, current()), amount, value)


def deed(session: ProfileSession, finding: Finding) -> str:
    """The one thing a row of the list offers."""
    if finding.severity == "error" or session.is_explained(finding):
        return _("Go to cell")
    return _("Explain")
