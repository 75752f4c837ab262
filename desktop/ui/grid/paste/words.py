"""Owns what the preview of a paste says: what was found at the edges of the block, what is in doubt, what stays out."""

from __future__ import annotations

from typing import NamedTuple

from desktop.catalogue import wording
from desktop.domain.period import is_year
from desktop.language import _, plural
from desktop.services.recognising.numbers import POINT
from desktop.ui.grid.paste.pasting import Choices, Plan

MOST_NAMES = 4
"""Names listed in one line; of more the count is said."""


class Remark(NamedTuple):
    """One line of the preview; `control` is what a person can settle in it: `copied`, `power`, `dash`, or nothing."""

    mark: str
    text: str
    control: str = ""


def title(plan: Plan) -> str:
    return plural("Paste {n} figure", "Paste {n} figures", plan.stored)


def remarks(plan: Plan, choices: Choices) -> list[Remark]:
    """All that should be seen before a block is stored; questions first."""
    return [*_questions(plan), *_found(plan, choices), *_left_out(plan)]


def _questions(plan: Plan) -> list[Remark]:
    made = []
    if plan.came_back:
        text = _("These figures were copied here: their statuses, notes and sources come back with them")
        made.append(Remark("info", text, "copied"))
    if plan.dashes:
        text = plural("{n} dash stands in the block. It means", "{n} dashes stand in the block. They mean", plan.dashes)
        made.append(Remark("doubtful", text, "dash"))
    if plan.power:
        words = plan.layout.power_text
        if plan.power == 3:
            text = _("In thousands, as “{words}” says") if words else _("In thousands, as names in the block say")
        else:
            text = _("In millions, as “{words}” says") if words else _("In millions, as names in the block say")
        made.append(Remark("info", text.format(words=words), "power"))
    return made


def _found(plan: Plan, choices: Choices) -> list[Remark]:
    layout = plan.layout
    made, names = [], []
    if layout.periods:
        text = _("Periods at the start of the lines: {periods}") if layout.transposed else _("Periods above: {periods}")
        names.append(text.format(periods=_periods(layout.periods)))
    if layout.named and layout.by_columns:
        names.append(plural("{n} column found by its name", "{n} columns found by their names", layout.matched))
    elif layout.named:
        names.append(plural("{n} line found by its name", "{n} lines found by their names", layout.matched))
    if names:
        made.append(" · ".join(names))
    if choices.form:
        is_point = choices.form == POINT
        made.append(
            _("The point is read as the decimal sign") if is_point else _("The comma is read as the decimal sign")
        )
    elif choices.forms:
        made.append(_("Read as you chose: {texts}").format(texts=_listed(list(choices.forms))))
    if plan.more_digits:
        made.append(
            plural(
                "{n} figure has more digits in the sheet than it shows. All are taken",
                "{n} figures have more digits in the sheet than they show. All are taken",
                plan.more_digits,
            )
        )
    return [Remark("info", text) for text in made]


def _left_out(plan: Plan) -> list[Remark]:
    made = []
    if plan.layout.unmatched:
        names = _listed(plan.layout.unmatched)
        made.append(Remark("refused", _("Not found in this table and left out: {names}").format(names=names)))
    if n := plan.count("twice"):
        text = plural(
            "{n} figure is left out: another is for the same cell",
            "{n} figures are left out: two are for the same cell",
            n,
        )
        made.append(Remark("refused", text))
    if n := plan.count("skipped"):
        text = plural(
            "{n} cell is worked out or not settled and stays", "{n} cells are worked out or not settled and stay", n
        )
        made.append(Remark("refused", text))
    if n := plan.count("outside"):
        text = plural(
            "{n} figure has no cell in this table and is left out",
            "{n} figures have no cell in this table and are left out",
            n,
        )
        made.append(Remark("refused", text))
    if plan.unreadable:
        n = plan.count("unreadable")
        text = plural(
            "{n} text cannot be read as a number and is kept", "{n} texts cannot be read as numbers and are kept", n
        )
        made.append(Remark("unreadable", _("{what}: {which}").format(what=text, which=plan.unreadable)))
    if n := plan.power_unfit:
        text = plural(
            "{n} figure has a unit that is not counted in thousands and is taken as it stands",
            "{n} figures have a unit that is not counted in thousands and are taken as they stand",
            n,
        )
        made.append(Remark("doubtful", text))
    if plan.strange_sources:
        names = _listed(plan.strange_sources)
        made.append(Remark("warning", _("Sources that this profile does not have yet: {names}").format(names=names)))
    if n := plan.count("cleared"):
        made.append(Remark("changed", plural("{n} figure is cleared", "{n} figures are cleared", n)))
    return made


def _periods(periods: list[str]) -> str:
    """`2019–2023` for years one after another, else each."""
    years = sorted(int(period) for period in periods if is_year(period))
    if len(years) == len(periods) > 2 and years[-1] - years[0] == len(years) - 1:
        return f"{years[0]}–{years[-1]}"
    return _listed([wording.period_text(period) for period in periods])


def _listed(names: list[str]) -> str:
    more = len(names) - MOST_NAMES
    listed = ", ".join(names[:MOST_NAMES])
    return _("{names} and {n} more").format(names=listed, n=more) if more > 0 else listed
