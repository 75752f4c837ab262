"""Owns the rules that a profile adds to its catalogue: the columns of one, what is wrong with it, the catalogue together with them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from desktop.catalogue.model import Catalogue
from desktop.catalogue.national_indicators import is_indicator, with_indicators
from desktop.catalogue.reading import LANGUAGES, rule_of
from desktop.language import marked

CODE = re.compile(r"NAT-[A-Z0-9][A-Z0-9-]{0,29}", re.ASCII)
FAMILY = "national"
COLUMNS = (
    "severity",
    "left",
    "operator",
    "right",
    "tolerance",
    "dims",
    "scope",
    *(f"message_{it}" for it in LANGUAGES),
)
"""As in `rules.csv`; the family is always `national`, and a message in one language is enough."""
TITLES = MappingProxyType(
    {
        "severity": marked("Severity"), "left": marked("Left side"), "operator": marked("Must be"),
        "right": marked("Right side"), "tolerance": marked("Tolerance"),
        "dims": marked("Also runs on each combination of"), "scope": marked("Only for indicators with"),
    }
)  # fmt: skip
"""How the columns are called in words."""
USUAL = MappingProxyType({**dict.fromkeys(COLUMNS, ""), "severity": "warning", "operator": "==", "tolerance": "0"})
"""What a column says that is not given."""


def whole(columns: Mapping[str, str]) -> dict[str, str]:
    """The columns of a rule, those that were not given with what is usual; unknown ones are dropped."""
    return {name: columns.get(name) or USUAL[name] for name in COLUMNS}


def with_rules(catalogue: Catalogue, national: Mapping[str, Mapping[str, str]]) -> Catalogue:
    """The catalogue with these rules after its own; the same object where there are none."""
    added = {
        code: rule_of({**whole(columns), "code": code, "family": FAMILY})
        for code, columns in national.items()
        if not is_indicator(code)
    }
    if not added:
        return catalogue
    return replace(catalogue, rules=MappingProxyType({**catalogue.rules, **added}))


def with_national(catalogue: Catalogue, national: Mapping[str, Mapping[str, str]]) -> Catalogue:
    """The catalogue with everything that a profile adds, indicators and rules."""
    return with_rules(with_indicators(catalogue, national), national)
