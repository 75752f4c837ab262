"""Owns which indicators, dimensions and items a catalogue under check has, and what is said of those that it lacks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desktop.catalogue.expression import ANY, Count, Expression, Partner, Ref, Sum
from desktop.language import _

_FEW = 12
"""So many words are listed where none is near."""


@dataclass(frozen=True, slots=True)
class Known:
    """Rows of indicators by code, codes of dimensions, pairs of dimension and item."""

    indicators: Mapping[str, Mapping[str, str]]
    dimensions: set[str]
    members: set[tuple[str, str]]

    def faults(self, node: Expression, any_allowed: bool) -> list[str]:
        """Why a node of an expression names what is not there."""
        faults = []
        if isinstance(node, Ref):
            if node.code == ANY and not any_allowed:
                faults.append(_("{function} is for rules only.").format(function=ANY))
            elif node.code != ANY and node.code not in self.indicators:
                faults.append(self.no_indicator(node.code))
            for dimension, member in node.fixed:
                faults += self._dimension_faults(node.code, dimension, member)
        elif isinstance(node, Sum):
            faults += self._dimension_faults(node.ref.code, node.dimension, node.member)
        elif isinstance(node, Count | Partner):
            faults += self._dimension_faults(node.ref.code, node.dimension)
        return faults

    def _dimension_faults(self, code: str, dimension: str, member: str | None = None) -> list[str]:
        if dimension not in self.dimensions:
            return [self.no_dimension(dimension, code)]
        faults = [self.lacks(code, dimension)] if self.is_lacking(code, dimension) else []
        if member is not None and (dimension, member) not in self.members:
            faults.append(self.no_member(dimension, member))
        return faults

    def is_lacking(self, code: str, dimension: str) -> bool:
        return code in self.indicators and dimension not in listed(self.indicators[code]["dimensions"])

    def lacks(self, code: str, dimension: str) -> str:
        has = ", ".join(listed(self.indicators[code]["dimensions"])) or "–"
        said = _("{indicator} is not broken down by {dimension}. It has: {dimensions}.")
        return said.format(indicator=code, dimension=dimension, dimensions=has)

    def no_indicator(self, code: str) -> str:
        near = nearest(code, self.indicators)
        if near:
            return _("There is no indicator {code}. The nearest one is {near}.").format(code=code, near=near)
        return _("There is no indicator {code}.").format(code=code)

    def no_dimension(self, dimension: str, code: str = "") -> str:
        near = nearest(dimension, self.dimensions)
        if near:
            said = _("There is no dimension {dimension}. The nearest one is {near}.")
            return said.format(dimension=dimension, near=near)
        if code in self.indicators:
            said = _("There is no dimension {dimension}. {indicator} has: {dimensions}.")
            has = ", ".join(listed(self.indicators[code]["dimensions"])) or "–"
            return said.format(dimension=dimension, indicator=code, dimensions=has)
        return _("There is no dimension {dimension}.").format(dimension=dimension)

    def no_member(self, dimension: str, member: str) -> str:
        known = [item for of, item in sorted(self.members) if of == dimension and item]
        near = nearest(member, known)
        if near:
            said = _("There is no item {member} in {dimension}. The nearest one is {near}.")
            return said.format(member=member, dimension=dimension, near=near)
        if 0 < len(known) <= _FEW:
            said = _("There is no item {member} in {dimension}. There are: {members}.")
            return said.format(member=member, dimension=dimension, members=", ".join(known))
        return _("There is no item {member} in {dimension}.").format(member=member, dimension=dimension)

    def fault_of_scope(self, part: str) -> str:
        """What is wrong with `column=value` or `column!=value`; empty where an indicator has it."""
        column = part.partition("=")[0].removesuffix("!")
        columns = {name for row in self.indicators.values() for name in row}
        if "=" not in part or column not in columns:
            near = nearest(column, columns) if "=" in part else ""
            if near:
                return _("Indicators have no {column}. The nearest one is {near}.").format(column=column, near=near)
            return _("Write column=value or column!=value, as in unit=persons or tier=core.")
        if any(in_scope(row, part) for row in self.indicators.values()):
            return ""
        near = nearest(
            part.partition("=")[2], {value for row in self.indicators.values() for value in _values(row[column])}
        )
        if near:
            return _("No indicator has {part}. The nearest one is {near}.").format(part=part, near=f"{column}={near}")
        return _("No indicator has {part}.").format(part=part)


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that is most like another; empty where none is."""
    from difflib import get_close_matches  # noqa: PLC0415  only where a word is wrong

    return next(iter(get_close_matches(word, sorted(known), 1)), "")


def listed(cell: str) -> list[str]:
    return [part for part in cell.split(";") if part]


def in_scope(row: Mapping[str, str], part: str) -> bool:
    column, sign, value = part.partition("!=") if "!=" in part else part.partition("=")
    return (value in _values(row[column])) == (sign == "=")


def _values(cell: str) -> list[str]:
    return [value.strip() for value in cell.split(";")]
