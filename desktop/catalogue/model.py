"""Owns what a catalogue is: modules, indicators, dimensions with their members, rules; frozen, looked up in constant time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from desktop.domain.entry import ValueKind
from desktop.domain.profile import CatalogueId

if TYPE_CHECKING:
    from desktop.catalogue.expression import Expression

TOTAL = "_T"
Texts = Mapping[str, str]
"""A text by language; `en` is always there, but in what a profile adds."""

NUMERIC = frozenset(("integer", "decimal", "percentage"))
ADDITIVE_UNITS = frozenset(("persons", "number", "USD million"))


def in_language(texts: Texts, language: str) -> str:
    return texts.get(language) or texts.get("en") or next(iter(texts.values()), "")


@dataclass(frozen=True, slots=True)
class Module:
    """A themed group of indicators. `part` is `core` or `thematic`; `report_part` A–D."""

    code: str
    part: str
    order: int
    short: Texts
    title: Texts
    main_issues: Texts
    report_part: str
    columns: Mapping[str, str]

    @property
    def is_core(self) -> bool:
        return self.part == "core"


@dataclass(frozen=True, slots=True)
class Member:
    """One item of a dimension or value list; `parent` is the code one level up, empty at the top."""

    code: str
    title: Texts
    parent: str


@dataclass(frozen=True)
class Dimension:
    """A dimension, value list or attribute. *Closed* ones list all members here; open ones are countries and regions."""

    code: str
    title: Texts
    kind: str
    standard: str
    members: Mapping[str, Member]

    @cached_property
    def is_country(self) -> bool:
        return self.standard.startswith("ISO 3166-1")

    @cached_property
    def is_region(self) -> bool:
        return self.standard.startswith("National first-level areas")

    @property
    def is_open(self) -> bool:
        return self.is_country or self.is_region

    @cached_property
    def _children(self) -> dict[str, tuple[str, ...]]:
        children: dict[str, list[str]] = {}
        for member in self.members.values():
            if member.parent:
                children.setdefault(member.parent, []).append(member.code)
        return {parent: tuple(codes) for parent, codes in children.items()}

    def children(self, member: str) -> tuple[str, ...]:
        """Direct children in the order of the file (closed dimensions)."""
        return self._children.get(member, ())

    def parent(self, member: str) -> str:
        """The member one level up; in an open dimension always `_T`; empty for `_T`."""
        known = self.members.get(member)
        if known is not None and not self.is_open:
            return known.parent
        return "" if member == TOTAL else TOTAL


def _parsed(text: str) -> Expression:
    """The tree of an expression; its language is not loaded before one is worked out."""
    from desktop.catalogue.expression import parse  # noqa: PLC0415

    return parse(text)


@dataclass(frozen=True)
class Indicator:
    """Something measured. `dimensions` in the order addresses are written; bounds as written in the file, None without limit."""

    code: str
    module: str
    tier: str
    title: Texts
    definition: Texts
    unit: str
    value_type: str
    frequency: str
    dimensions: tuple[str, ...]
    limits: Mapping[str, str]
    formula_text: str
    columns: Mapping[str, str] = field(repr=False)

    @property
    def group(self) -> str:
        return self.code.split(".")[1]

    @property
    def is_core(self) -> bool:
        return self.tier == "core"

    @property
    def is_numeric(self) -> bool:
        return self.value_type in NUMERIC

    @property
    def is_derived(self) -> bool:
        return bool(self.formula_text)

    @property
    def is_counter(self) -> bool:
        """The program itself keeps it about the profile (semantics.md 8)."""
        return self.columns["typical_source"] == "computed" and not self.formula_text

    @property
    def is_additive(self) -> bool:
        """Whether children sum up to the whole (semantics.md 2)."""
        return self.unit in ADDITIVE_UNITS and not self.formula_text and self.is_numeric

    @property
    def is_percent(self) -> bool:
        return self.unit == "percent"

    @property
    def value_list(self) -> str | None:
        """Code of the value list of a category."""
        return self.unit.removeprefix("code: ") if self.unit.startswith("code: ") else None

    @cached_property
    def formula(self) -> Expression | None:
        return _parsed(self.formula_text) if self.formula_text else None


@dataclass(frozen=True)
class Rule:
    """What must hold: left operator right within the tolerance, on totals, and with `dims` on their combinations."""

    code: str
    severity: str
    family: str
    left_text: str
    operator: str
    right_text: str
    tolerance: str
    dims: tuple[str, ...]
    scope: tuple[str, ...]
    message: Texts
    columns: Mapping[str, str] = field(repr=False)

    @cached_property
    def left(self) -> Expression:
        return _parsed(self.left_text)

    @cached_property
    def right(self) -> Expression:
        return _parsed(self.right_text)

    @cached_property
    def has_any(self) -> bool:
        from desktop.catalogue.expression import ANY, references  # noqa: PLC0415

        return any(ref.code == ANY for side in (self.left, self.right) for ref in references(side))

    def covers(self, indicator: Indicator) -> bool:
        """Whether an indicator matches every part of the scope (semantics.md 4)."""
        for part in self.scope:
            column, sign, value = part.partition("!=") if "!=" in part else part.partition("=")
            if (value in [v.strip() for v in indicator.columns[column].split(";")]) != (sign == "="):
                return False
        return True


@dataclass(frozen=True)
class Catalogue:
    """All definitions of one version. Mappings keep the order of the files."""

    identity: CatalogueId
    modules: Mapping[str, Module]
    indicators: Mapping[str, Indicator]
    dimensions: Mapping[str, Dimension]
    rules: Mapping[str, Rule]
    files: Mapping[str, bytes] = field(repr=False)
    """The four files as they were read, by name: what a profile carries with it."""

    @cached_property
    def by_module(self) -> Mapping[str, tuple[Indicator, ...]]:
        found: dict[str, list[Indicator]] = {code: [] for code in self.modules}
        for indicator in self.indicators.values():
            found[indicator.module].append(indicator)
        return MappingProxyType({code: tuple(members) for code, members in found.items()})

    @cached_property
    def core_modules(self) -> tuple[str, ...]:
        return tuple(module.code for module in self.modules.values() if module.is_core)

    @cached_property
    def statuses(self) -> frozenset[str]:
        return frozenset(self.dimensions["OBS_STATUS"].members)

    @cached_property
    def confidentialities(self) -> frozenset[str]:
        return frozenset(self.dimensions["CONF_STATUS"].members)

    @cached_property
    def multipliers(self) -> frozenset[int]:
        return frozenset(int(code) for code in self.dimensions["UNIT_MULT"].members)

    @cached_property
    def source_types(self) -> frozenset[str]:
        return frozenset(self.dimensions["SOURCE_TYPE"].members)

    @cached_property
    def _value_kinds(self) -> dict[str, ValueKind]:
        return {}

    def value_kind(self, code: str) -> ValueKind:
        """How texts typed for an indicator are read."""
        kind = self._value_kinds.get(code)
        if kind is None:
            indicator = self.indicators[code]
            members: dict[str, str] = {}
            if indicator.value_type == "category" and indicator.value_list:
                for member in self.dimensions[indicator.value_list].members.values():
                    for text in (*member.title.values(), member.code):
                        members[text.casefold()] = member.code
            kind = ValueKind(indicator.value_type, indicator.is_percent, members)
            self._value_kinds[code] = kind
        return kind
