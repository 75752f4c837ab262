"""Runs one rule over figures given as a small text table, and says in one line what it found."""

from __future__ import annotations

from desktop.catalogue.model import Catalogue, Rule
from desktop.catalogue.reading import shipped
from desktop.domain.finding import Finding
from desktop.domain.profile import Figures
from desktop.validation.engine import check
from tests.helpers.figures import figures
from tests.helpers.small_catalogue import with_rules


def found(rule: Rule | str, table: str, *, this_year: int = 2026, **more: object) -> list[Finding]:
    """Findings of one rule, shipped or given; `more`: for `figures`, and `partners`."""
    partners = more.pop("partners", None)
    profile = figures(table, **more)  # type: ignore[arg-type]
    return found_in(rule, profile, this_year=this_year, partners=partners)  # type: ignore[arg-type]


def found_in(
    rule: Rule | str, profile: Figures, *, this_year: int = 2026, partners: dict[str, Figures] | None = None
) -> list[Finding]:
    catalogue: Catalogue = shipped() if isinstance(rule, str) else with_rules(rule)
    code = rule if isinstance(rule, str) else rule.code
    return check(catalogue, profile, this_year=this_year, rules=[code], partners=partners).findings


def line(finding: Finding) -> str:
    """`IMM.STOCK.TOT@2020 7500 <= 6000`."""
    return f"{finding.address} {finding.left} {finding.operator} {finding.right}"


def lines(rule: Rule | str, table: str, **more: object) -> list[str]:
    return [line(finding) for finding in found(rule, table, **more)]  # type: ignore[arg-type]


def addresses(rule: Rule | str, table: str, **more: object) -> list[str]:
    """Addresses of the only finding."""
    (only,) = found(rule, table, **more)  # type: ignore[arg-type]
    return [cell.address for cell in only.cells]
