"""Owns running the rules over an open profile, alone or with the files of partner countries."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.domain.address import Key
from desktop.domain.errors import Refused
from desktop.domain.finding import SEVERITIES, Finding
from desktop.domain.observation import Observation
from desktop.domain.profile import Explanation, Figures, Undecided
from desktop.domain.series import Series
from desktop.services import person
from desktop.services.profile import OpenProfile

if TYPE_CHECKING:
    from desktop.validation.engine import Checked
    from desktop.validation.wording import Words


def check(
    profile: OpenProfile, *, rules: Collection[str] | None = None, modules: Collection[str] | None = None,
    severity: str | None = None, partners: Mapping[str, Figures] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Checked:  # fmt: skip
    """Findings of the whole profile; `partners`: figures of other countries (`partners.read_partners`).

    Raises `Refused` for a rule, module or severity that does not exist.
    """
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
        profile.catalogue, profile.figures, this_year=person.this_year(), partners=partners, rules=rules, modules=modules,
        severity=severity, switched_off=profile.figures.switched_off, cancelled=cancelled,
    )  # fmt: skip


def if_taken(profile: OpenProfile, key: Key, observation: Observation | None) -> list[Finding]:
    """What the rules of single values would say of an observation, if it stood in the profile; nothing is stored."""
    from desktop.validation.engine import check_observations  # noqa: PLC0415
    from desktop.validation.evaluation import Evaluator  # noqa: PLC0415
    from desktop.validation.judging import Judge  # noqa: PLC0415

    if observation is None:
        return []
    figures = profile.figures
    held = {items: dict(sources) for items, sources in figures.of(key.indicator).items()}
    sources, alone = held.setdefault(key.items, {}), Series()
    for period, stored in sources.get(key.source, {}).items():
        alone.put(period, stored)
    sources[key.source] = alone
    world = replace(figures, held={key.indicator: held}, load=figures.of, stored_codes=set(figures.codes()))
    world.put(key, observation)
    return list(check_observations(Judge(Evaluator(profile.catalogue, world), person.this_year()), [key]))


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


def words(profile: OpenProfile, finding: Finding, language: str) -> Words:
    """The same in its parts, numbers in the format of the profile."""
    from desktop.validation.wording import words_of  # noqa: PLC0415

    return words_of(finding, profile.catalogue, language, profile.settings.numbers)


def headline(profile: OpenProfile, rule: str, language: str) -> str:
    """What a rule says is wrong: the first of these parts, alike for all its findings."""
    from desktop.validation.wording import headline_of  # noqa: PLC0415

    return headline_of(rule, profile.catalogue, language)


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
    for finding in sorted(
        candidates, key=lambda one: one.source != wanted
    ):  # the one of that source before one of the cell
        if wanted is None or finding.source in (wanted, None) or (len(candidates) == 1 and found.source is None):
            return finding
    raise Refused("FINDING-NOT-THERE", address=address, rule=rule, text=address)
