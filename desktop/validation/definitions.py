"""Owns what follows from a catalogue alone, worked out once for each catalogue: plans of the rules, parts of formulas, types."""

from __future__ import annotations

from functools import cached_property

from desktop.catalogue.expression import ANY, Expression, Ref, Sum
from desktop.catalogue.model import NUMERIC, Catalogue, Indicator
from desktop.validation.items import Items
from desktop.validation.manners import Manner, is_askable, manner_of
from desktop.validation.parts import Part, parts_of
from desktop.validation.plans import Form, Plan, plan_of

_KEPT = 4
_OF_INDICATORS = frozenset((Form.SINGLE, Form.CELLS, Form.PERIODS))
_made: list[tuple[Catalogue, Definitions]] = []


class Definitions:
    """Everything the evaluator and the engine look up again and again."""

    def __init__(self, catalogue: Catalogue):
        self.catalogue = catalogue
        indicators = catalogue.indicators.values()
        self.items = Items(catalogue)
        self.numeric = frozenset(indicator.code for indicator in indicators if indicator.value_type in NUMERIC)
        self.yes_no = frozenset(indicator.code for indicator in indicators if indicator.value_type == "boolean")
        self.may_be_computed = frozenset(
            indicator.code
            for indicator in indicators
            if indicator.is_derived or indicator.is_counter or indicator.is_additive
        )
        self.parts: dict[str, list[Part]] = {indicator.code: parts_of(indicator) for indicator in indicators}
        self._reported: dict[Plan, tuple[str, ...]] = {}
        self._looking: dict[str, tuple[Plan, ...]] = {}
        self._certain: dict[tuple[Plan, tuple[str, ...]], bool] = {}

    @cached_property
    def plans(self) -> tuple[Plan, ...]:
        """One for each rule of the catalogue that names an indicator or `ANY`."""
        return tuple(plan_of(rule, self.catalogue) for rule in self.catalogue.rules.values())

    @cached_property
    def core(self) -> tuple[Indicator, ...]:
        """Core indicators of every module that are neither counters nor computed from one."""
        indicators = self.catalogue.indicators
        counted = {code for code, indicator in indicators.items() if indicator.is_counter}
        grew = True
        while grew:
            readers = {code for code, parts in self.parts.items() if any(part.ref.code in counted for part in parts)}
            grew = not readers <= counted
            counted |= readers
        return tuple(
            indicator for indicator in indicators.values() if indicator.is_core and indicator.code not in counted
        )

    @cached_property
    def core_codes(self) -> frozenset[str]:
        return frozenset(indicator.code for indicator in self.core)

    @cached_property
    def delays(self) -> frozenset[int]:
        """Years by which a formula that reads nothing of its own year lags behind all that is entered."""
        return frozenset(self._delay(code) for code in self.parts) - {0}

    def _delay(self, code: str) -> int:
        return min((part.years + self._delay(part.ref.code) for part in self.parts[code]), default=0)

    @cached_property
    def manners(self) -> dict[Plan, Manner]:
        return {plan: manner_of(plan) for plan in self.plans}

    def looking_at(self, code: str) -> tuple[Plan, ...]:
        """Rules that run on the values, cells or periods of an indicator and can have something to say there."""
        found = self._looking.get(code)
        if found is None:
            indicator = self.catalogue.indicators[code]
            facts = frozenset(indicator.limits), indicator.dimensions, indicator.is_derived
            found = self._looking[code] = tuple(
                plan
                for plan in self.plans
                if plan.form in _OF_INDICATORS and plan.covers(indicator) and is_askable(plan, *facts)
            )
        return found

    def is_certain(self, plan: Plan, names: tuple[str, ...]) -> bool:
        """Whether a cell broken down by these dimensions is there wherever both sides of a rule on combinations are."""
        found = self._certain.get((plan, names))
        if found is None:
            found = self._certain[plan, names] = any(self._shows(plan, names, *leaf) for leaf in plan.leaves)
        return found

    def _shows(self, plan: Plan, names: tuple[str, ...], ref: Ref, function: Expression) -> bool:
        """Whether the cell that a reference takes its value from is broken down by these dimensions."""
        if not isinstance(function, Ref | Sum):
            return False
        taken = {name for name, _ in ref.fixed} | ({function.dimension} if isinstance(function, Sum) else set())
        return not names or (set(names) <= {*self.items.dimensions(ref.code)} and not taken & {*plan.rule.dims})

    def naming(self, code: str) -> tuple[Plan, ...]:
        """Rules that name an indicator."""
        return self._naming.get(code, ())

    @cached_property
    def _naming(self) -> dict[str, tuple[Plan, ...]]:
        codes = {code for plan in self.plans for code in plan.codes}
        return {code: tuple(plan for plan in self.plans if code in plan.codes) for code in codes}

    def single(self, code: str) -> tuple[Plan, ...]:
        """Single-value rules among these."""
        return tuple(plan for plan in self.looking_at(code) if plan.form is Form.SINGLE)

    def indicators(self, plan: Plan) -> tuple[str, ...]:
        """Codes of the indicators that a rule reports on."""
        found = self._reported.get(plan)
        if found is None:
            indicators = self.catalogue.indicators.items()
            found = (
                tuple(code for code, indicator in indicators if plan.covers(indicator))
                if plan.first == ANY
                else (plan.first,)
            )
            self._reported[plan] = found
        return found


def definitions(catalogue: Catalogue) -> Definitions:
    """What follows from a catalogue; kept for the catalogues used last."""
    for known, made in _made:
        if known is catalogue:
            return made
    made = Definitions(catalogue)
    _made.insert(0, (catalogue, made))
    del _made[_KEPT:]
    return made
