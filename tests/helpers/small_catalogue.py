"""Small catalogues: some indicators of the shipped one and the rules that name only these, so that slow evaluators are quick."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from desktop.catalogue.expression import ANY, references
from desktop.catalogue.model import Catalogue, Indicator, Rule
from desktop.catalogue.reading import shipped


def only(codes: Collection[str], *more: Rule) -> Catalogue:
    """The shipped catalogue cut down to these indicators; `more`: rules beside those that are left."""
    whole = shipped()
    rules = {
        code: rule
        for code, rule in whole.rules.items()
        if {ref.code for side in (rule.left, rule.right) for ref in references(side)} <= {*codes, ANY}
    }
    return replace(
        whole,
        indicators={code: indicator for code, indicator in whole.indicators.items() if code in codes},
        rules=rules | {rule.code: rule for rule in more},
    )


def with_rules(*rules: Rule) -> Catalogue:
    """The shipped catalogue with other rules."""
    return replace(shipped(), rules={rule.code: rule for rule in rules})


def rule(
    code: str,
    left: str,
    operator: str,
    right: str,
    *,
    tolerance: str = "0",
    dims: str = "",
    scope: str = "",
    family: str = "bound",
) -> Rule:
    """A rule of one's own."""
    split = lambda text: tuple(part for part in text.split(";") if part)  # noqa: E731
    return Rule(
        code, "warning", family, left, operator, right, tolerance, split(dims), split(scope), {"en": f"{code}."}, {}
    )


def derived(code: str, formula: str, *, dims: str = "", like: str = "DRV.NET.TOT") -> Indicator:
    """An indicator of one's own, worked out by a formula; the rest as another has it."""
    model = shipped().indicators[like]
    names = tuple(part for part in dims.split(";") if part)
    columns = {**model.columns, "code": code, "formula": formula, "dimensions": dims}
    return replace(model, code=code, formula_text=formula, dimensions=names, columns=columns)


def with_indicators(catalogue: Catalogue, *indicators: Indicator) -> Catalogue:
    return replace(catalogue, indicators={**catalogue.indicators, **{it.code: it for it in indicators}})
