"""Owns the indicators that a profile adds to its catalogue: the columns of one, their codes, the catalogue together with them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import replace
from types import MappingProxyType

from desktop.catalogue.model import Catalogue
from desktop.catalogue.reading import LANGUAGES, LIMITS, indicator_of
from desktop.language import marked

PREFIX = "NAT."
CODE = re.compile(r"NAT(\.[A-Z0-9]{1,20}){2}", re.ASCII)
"""`NAT.GROUP.ITEM`. The first part says that it is national; in which module it stands is a column."""
LONGEST_ITEM = 12
COLUMNS = (
    "module_code",
    *(f"title_{it}" for it in LANGUAGES),
    *(f"definition_{it}" for it in LANGUAGES),
    "unit",
    "value_type",
    "frequency",
    "dimensions",
    *LIMITS,
    "formula",
)
"""As in `indicators.csv`; title and definition in one language are enough."""
TITLES = MappingProxyType(
    {
        "code": marked("Code"), "module_code": marked("Module"), "title_en": marked("Title"), "definition_en": marked("Definition"),
        "unit": marked("Unit"), "value_type": marked("Type"), "frequency": marked("Frequency"),
        "dimensions": marked("Broken down by"), "min": marked("Lowest possible"), "max": marked("Highest possible"),
        "warn_min": marked("Lowest usual"), "warn_max": marked("Highest usual"),
        "max_yoy_change_pct": marked("Largest usual change in a year, %"), "formula": marked("Formula"),
    }
)  # fmt: skip
"""How the columns are called in words."""
USUAL = MappingProxyType(
    {**dict.fromkeys(COLUMNS, ""), "unit": "persons", "value_type": "integer", "frequency": "annual"}
)
"""What a column says that is not given."""
_REST = {
    "tier": "extended", "measures_contribution_to": "", "typical_source": "", "typical_provider": "", "reference": "",
    "grounding": "",
}  # fmt: skip
"""The columns of `indicators.csv` that a national indicator does not choose."""


def whole(columns: Mapping[str, str]) -> dict[str, str]:
    """The columns of an indicator, those that were not given with what is usual; unknown ones are dropped."""
    return {name: columns.get(name) or USUAL[name] for name in COLUMNS}


def is_indicator(code: str) -> bool:
    """Whether a code among what a profile adds is that of an indicator; rules begin with `NAT-`."""
    return code.startswith(PREFIX)


def row_of(code: str, columns: Mapping[str, str]) -> dict[str, str]:
    """The indicator as a row of `indicators.csv`."""
    return {**_REST, **whole(columns), "code": code}


def with_indicators(catalogue: Catalogue, national: Mapping[str, Mapping[str, str]]) -> Catalogue:
    """The catalogue with these indicators after its own; the same object where there are none."""
    added = {code: indicator_of(row_of(code, columns)) for code, columns in national.items() if is_indicator(code)}
    if not added:
        return catalogue
    return replace(catalogue, indicators=MappingProxyType({**catalogue.indicators, **added}))


def in_order(catalogue: Catalogue, dimensions: str) -> str:
    """Dimensions of a cell, each once, in the order of the catalogue: an address has one written form whenever one is added."""
    known = list(catalogue.dimensions)
    given = dict.fromkeys(part.strip() for part in dimensions.split(";") if part.strip())
    return ";".join(sorted(given, key=lambda code: known.index(code) if code in known else len(known)))


def proposed_code(title: str, module: str, taken: Collection[str]) -> str:
    """A free code made of a title: `Seasonal permits` in IMM → `NAT.IMM.SEASONAL`."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().upper()
    words = re.findall(r"[A-Z0-9]+", plain)
    long = [word for word in words if len(word) > 3] or words or ["ITEM"]
    stem = f"{PREFIX}{module}.{long[0][:LONGEST_ITEM]}"
    return next(code for n in range(1, len(taken) + 2) if (code := stem if n == 1 else f"{stem}{n}") not in taken)
