"""Rules and formulas made by chance give, in the program and in the plain evaluator, the same values and findings (always on)."""

from __future__ import annotations

import random
from collections.abc import Iterable

import pytest

from desktop.catalogue.model import Catalogue
from desktop.domain.address import Key
from desktop.domain.finding import Finding
from desktop.domain.profile import Choice, Figures
from desktop.validation import live
from desktop.validation.engine import check
from desktop.validation.evaluation import Evaluator
from desktop.validation.live import LiveCheck
from tests.helpers.dense_figures import an_observation
from tests.validation.oracle import Oracle
from tests.validation.oracle_rules import findings as plain_findings
from tests.validation.random_rules import DIMENSIONS, World, world

YEAR, RULES, ALWAYS = 2020, 20, 104
"""20 rules and 2 formulas in each of 104 worlds: over 2,000 cases."""
SEEDS = [range(first, first + 8) for first in range(0, ALWAYS, 8)]
NIGHTLY = [pytest.param(range(n, n + 100), marks=pytest.mark.nightly) for n in range(10_000, 14_000, 100)]


@pytest.mark.parametrize("seeds", [*SEEDS, *NIGHTLY], ids=lambda seeds: f"seeds {seeds.start} to {seeds.stop - 1}")
def test_random_rules_find_what_the_plain_evaluator_finds(seeds: range) -> None:
    for seed in seeds:
        made = world(seed, RULES)
        partners = {"UKR": made.partner}
        found = check(made.catalogue, made.figures, this_year=YEAR, partners=partners).findings
        expected = plain_findings(made.catalogue, made.figures, YEAR, partners)
        assert found == expected, f"seed {seed}: {differing(made.catalogue, found, expected)}"
        assert values(made) == plain_values(made), f"seed {seed}"


def differing(catalogue: Catalogue, found: Iterable[Finding], expected: Iterable[Finding]) -> list[str]:
    """The rules of which something else is found, as written."""
    codes = sorted({finding.rule for finding in set(found) ^ set(expected)})
    rules = [catalogue.rules[code] for code in codes if code in catalogue.rules]
    return [f"{rule.code}: {rule.left_text} {rule.operator} {rule.right_text}, {rule.dims}" for rule in rules] or codes


def values(made: World) -> dict[tuple[str, str, str], object]:
    """What the formulas give."""
    evaluator = Evaluator(made.catalogue, made.figures)
    return {
        (code, *place): value
        for code, indicator in made.catalogue.indicators.items()
        if indicator.is_derived
        for place in evaluator.cells(code)
        if (value := evaluator.value(code, *place)) is not None
    }


def plain_values(made: World) -> dict[tuple[str, str, str], object]:
    oracle = Oracle(made.catalogue, made.figures, YEAR)
    return {
        (code, oracle.text(code, items), period): value
        for code, indicator in made.catalogue.indicators.items()
        if indicator.is_derived
        for items, period in oracle.cells(code)
        if (value := oracle.value(code, items, period)) is not None
    }


@pytest.mark.parametrize("seed", range(60))
def test_edits_leave_what_a_full_check_of_random_rules_finds(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "MANY_EDITS", 0 if seed % 3 else 100)
    monkeypatch.setattr(live, "FEW", 0 if seed % 3 == 1 else 2)
    made, chance = world(seed, RULES), random.Random(seed)
    kept = LiveCheck(Evaluator(made.catalogue, made.figures), YEAR)
    kept.full()
    for _ in range(6):
        edited = [edit(made.catalogue, made.figures, chance) for _ in range(chance.choice((1, 1, 3)))]
        kept.update(at.cell for at in edited)
        expected = check(made.catalogue, made.figures, this_year=YEAR).findings
        assert kept.findings == expected, differing(made.catalogue, kept.findings, expected)


def edit(catalogue: Catalogue, figures: Figures, chance: random.Random) -> Key:
    """Write, take away or choose where something stands, or beside it."""
    at = chance.choice([key for key, _ in figures.observations()] or [Key("CTX.POP.TOT", "", "2020", "")])
    match chance.choice(("write", "write", "beside", "another year", "another source", "take", "choose")):
        case "beside":
            names = [name for name in catalogue.indicators[at.indicator].dimensions if name in DIMENSIONS]
            name = chance.choice(names) if names else ""
            at = at._replace(items=f"{name}={chance.choice(DIMENSIONS[name])}" if name else "")
        case "another year":
            at = at._replace(period=chance.choice(("2018", "2019", "2020", "2021", "2022")))
        case "another source":
            at = at._replace(source=chance.choice(("", "EST", "LOST")))
        case "take" if figures.get(at) is not None:
            figures.put(at, None)
            return at
        case "choose":
            figures.choices[at.cell] = Choice(at.source, "")
            return at
    figures.put(at, an_observation(chance, catalogue.indicators[at.indicator].value_type == "category"))
    return at
