"""Owns how a rule is run: which of the six forms of semantics.md 4 it has, where it reports, what is merged, its tolerance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from desktop.catalogue import expression as ex
from desktop.catalogue.model import TOTAL, Catalogue, Indicator, Rule
from desktop.validation.exact import Exact, larger, read_exact, simplest, size

SOURCE_FIELDS = frozenset("source reference_date coverage provider definition_note method_note".split())
"""Metadata fields that one action in the table of sources mends for all values."""

Leaves = tuple[tuple[ex.Ref, ex.Expression], ...]
"""Each reference with the function it stands in (itself, where it stands alone), in reading order."""


class Form(Enum):
    """Where a rule runs; the first that fits."""

    ONCE = "once, at the last year of the profile"
    LATEST = "once for each indicator, at its latest year"
    PERIODS = "once for each indicator and period"
    SINGLE = "each observation and each computed cell"
    CELLS = "each cell"
    COMBINATIONS = "the total and each combination of the members of its dimensions"


class Merge(Enum):
    """What becomes one finding."""

    NONE = "nothing"
    SOURCE = "findings of an indicator and source"
    PERIOD = "findings of an indicator and period"
    INDICATOR = "findings of an indicator, whatever the source"


@dataclass(frozen=True, slots=True)
class Tolerance:
    """The allowed difference: per cent of the larger side, and an amount."""

    percent: Exact
    amount: Exact

    def allowed(self, left: Exact, right: Exact) -> Exact:
        if not self.percent:
            return self.amount
        return simplest(Fraction(self.percent * larger(size(left), size(right)), 100) + self.amount)


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """A rule with what follows from its text. `first` is the current indicator: `ANY` or the first code in reading order."""

    rule: Rule
    form: Form
    first: str
    codes: frozenset[str]
    merge: Merge
    tolerance: Tolerance
    all_types: bool
    open_list: ex.Sum | None
    """The left side of a comparison in which an open list of countries may still grow."""
    leaves: Leaves
    """Of both sides, left before right."""

    def covers(self, indicator: Indicator) -> bool:
        """Whether `ANY` stands for an indicator (without `ANY`: whether the rule reports on it)."""
        if self.first != ex.ANY:
            return indicator.code == self.first
        return (self.all_types or indicator.is_numeric) and self.rule.covers(indicator)

    @property
    def names_others(self) -> bool:
        """Whether a rule of an indicator, cell or period names other indicators than the one it reports on."""
        if self.first == ex.ANY:
            return bool(self.codes)
        return self.form is Form.PERIODS and len(self.codes) > 1

    def admits(self, members: dict[str, str]) -> bool:
        """Whether a cell with these items is one the rule runs on (forms SINGLE and CELLS)."""
        dims = self.rule.dims
        return (not dims and self.first == ex.ANY) or all(name in dims for name in members)


def plan_of(rule: Rule, catalogue: Catalogue) -> Plan:
    refs = [*ex.references(rule.left), *ex.references(rule.right)]
    nodes = [*ex.walk(rule.left), *ex.walk(rule.right)]
    both = (*leaves(rule.left), *leaves(rule.right))
    form = _form(rule, refs, nodes, both)
    return Plan(
        rule,
        form,
        ex.ANY if any(ref.code == ex.ANY for ref in refs) else refs[0].code,
        frozenset(ref.code for ref in refs if ref.code != ex.ANY),
        _merge(form, nodes),
        tolerance_of(rule.tolerance),
        not _has_any_outside(both),
        _open_list(rule, catalogue),
        both,
    )


def tolerance_of(text: str) -> Tolerance:
    """`5`, `30%` or `30%+50`."""
    percent, sign, amount = text.partition("%")
    if not sign:
        percent, amount = "0", text
    return Tolerance(read_exact(percent, 0) or 0, read_exact(amount.removeprefix("+") or "0", 0) or 0)


def _has_any_outside(both: Leaves) -> bool:
    """Whether a reference to `ANY` stands outside `has`, `meta` and `rivals`."""
    return any(ref.code == ex.ANY and not isinstance(function, ex.Has | ex.Meta | ex.Rivals) for ref, function in both)


def leaves(tree: ex.Expression) -> Iterator[tuple[ex.Ref, ex.Expression]]:
    """Each reference with the function it stands in (itself, where it stands alone), in reading order."""
    match tree:
        case ex.Negative(operand) | ex.Abs(operand) | ex.Mod(operand, _):
            yield from leaves(operand)
        case ex.Binary(_, left, right):
            yield from leaves(left)
            yield from leaves(right)
        case ex.Number() | ex.Limit() | ex.Year() | ex.ThisYear():
            return
        case ex.Ref():
            yield tree, tree
        case _:
            yield tree.ref, tree


def _form(rule: Rule, refs: list[ex.Ref], nodes: list[ex.Expression], both: Leaves) -> Form:
    has_any = any(ref.code == ex.ANY for ref in refs)
    if rule.family == "completeness":
        return Form.LATEST if has_any else Form.ONCE
    if any(isinstance(node, ex.MinCell) for node in nodes):
        return Form.PERIODS
    alone = all(isinstance(function, ex.Ref | ex.Meta) for _, function in both)
    if alone and len({ref.code for ref in refs}) == 1 and not any(ref.fixed for ref in refs):
        return Form.SINGLE
    return Form.CELLS if has_any else Form.COMBINATIONS


def _merge(form: Form, nodes: list[ex.Expression]) -> Merge:
    if any(isinstance(node, ex.Rivals) for node in nodes):
        return Merge.PERIOD
    asks = form is Form.SINGLE and any(isinstance(node, ex.Meta) and node.field in SOURCE_FIELDS for node in nodes)
    return Merge.SOURCE if asks else Merge.NONE


def _open_list(rule: Rule, catalogue: Catalogue) -> ex.Sum | None:
    left = rule.left
    if rule.operator != "==" or not isinstance(left, ex.Sum) or left.member != TOTAL:
        return None
    return left if catalogue.dimensions[left.dimension].is_country else None
