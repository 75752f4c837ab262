"""Owns running the rules over an open profile, alone or with the files of partner countries."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.errors import Refused
from desktop.domain.finding import SEVERITIES, Finding
from desktop.domain.profile import Explanation, Figures, Undecided
from desktop.services import person
from desktop.services.profile import OpenProfile, open_profile

if TYPE_CHECKING:
    from desktop.validation.engine import Checked


def check(
    profile: OpenProfile, *, rules: Collection[str] | None = None, modules: Collection[str] | None = None,
    severity: str | None = None, partners: Sequence[Path] = (), cancelled: Callable[[], bool] | None = None,
) -> Checked:  # fmt: skip
    """Findings of the whole profile. Raises `Refused` for a rule, module or severity that does not exist."""
    from desktop.validation import engine  # noqa: PLC0415  not before the first check

    for rule in rules or ():
        if rule not in profile.catalogue.rules and rule not in engine.PROGRAM_RULES:
            raise Refused("RULE-UNKNOWN", rule=rule)
    for module in modules or ():
        if module not in profile.catalogue.modules:
            raise Refused("MODULE-UNKNOWN", module=module, modules=" ".join(profile.catalogue.modules))
    if severity is not None and severity not in SEVERITIES:
        raise Refused("SEVERITY-UNKNOWN", severity=severity, severities=" ".join(SEVERITIES))
    return engine.check(
        profile.catalogue, profile.figures, this_year=person.this_year(), partners=_partners(partners), rules=rules,
        modules=modules, severity=severity, cancelled=cancelled,
    )  # fmt: skip


def explanation(profile: OpenProfile, finding: Finding) -> Explanation | None:
    """The explanation of a finding, if one is on file and still holds."""
    if not profile.figures.explanations:
        return None
    from desktop.validation.explaining import explanation_of  # noqa: PLC0415

    return explanation_of(finding, profile.figures)


def say(profile: OpenProfile, finding: Finding, language: str) -> str:
    """The message of a finding in a language."""
    from desktop.validation.wording import message  # noqa: PLC0415

    return message(finding, profile.catalogue, language)


def find(profile: OpenProfile, rule: str, address: str) -> Finding:
    """The finding of a rule at an address; without `#SOURCE` that of the published value. Raises `Refused` FINDING-NOT-THERE."""
    from desktop.catalogue.addresses import read_address  # noqa: PLC0415

    found = read_address(address, profile.catalogue)
    candidates = [
        finding
        for finding in check(profile, rules=[rule]).findings
        if (finding.indicator, finding.items, finding.period) == found.cell
    ]
    published = profile.figures.published(found.cell)
    wanted = found.source
    if wanted is None and published is not None and not isinstance(published, Undecided) and len(candidates) > 1:
        wanted = published[0]
    for finding in candidates:
        if wanted is None or finding.source in (wanted, None) or (len(candidates) == 1 and found.source is None):
            return finding
    raise Refused("FINDING-NOT-THERE", address=address, rule=rule, text=address)


def _partners(paths: Sequence[Path]) -> dict[str, Figures]:
    """Figures by country of other countries' files, read whole and closed again."""
    found = {}
    for path in paths:
        with open_profile(path, write=False) as partner:
            for code in partner.figures.codes():
                partner.figures.of(code)
            partner.figures.load = None
            found[partner.settings.country] = partner.figures
    return found
