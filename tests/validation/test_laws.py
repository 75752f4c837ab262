"""What must not change findings: scale, the order of edits, unrelated values, names of countries and regions, a total split up."""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise

import pytest

from desktop.catalogue import expression as ex
from desktop.catalogue.reading import shipped
from desktop.domain.address import Cell, Key
from desktop.domain.finding import Finding
from desktop.domain.observation import Observation
from desktop.domain.printing import printed
from desktop.domain.profile import Choice, Figures
from desktop.validation.engine import check
from desktop.validation.evaluation import Evaluator
from desktop.validation.live import LiveCheck
from tests.helpers.dense_figures import an_observation, dense
from tests.helpers.figures import settings

YEAR = 2021
RULES = shipped().rules
COUNTS = """
CTX.POP.TOT IMM.STOCK.TOT IMM.STOCK.CIT IMM.FLOW.TOT EMI.FLOW.TOT EMI.FLOW.NAT EMI.STOCK.TOT CTX.LAB.EMP CTX.LAB.UNE CTX.LAB.LF
LAB.MW.STOCK TRF.VICT.DET TRF.VICT.ASSIST FDP.IDP.STOCK INM.REG.IN INM.REG.OUT REM.IN.PT REM.IN.COE REM.IN.TOT CTX.GDP.USD
""".split()
RATES = "CTX.DEV.POV IMM.STOCK.SHARE GOV.SDG.CAT REM.CH.SHARE".split()
MEMBERS = {
    "SEX": ["F", "M", "_U"],
    "AGE": ["Y0T14", "Y15T64", "Y_GE65", "Y0T4", "Y5T9", "Y10T14"],
    "COUNTRY_OF_BIRTH": ["UKR", "ROU", "_O", "150"],
    "COUNTRY_OF_CITIZENSHIP": ["UKR", "ROU", "STLS"],
    "COUNTRY_OF_RESIDENCE": ["UKR", "ROU", "RUS", "_O"],
    "COUNTRY_OF_NEXT_RES": ["UKR", "ROU"],
    "COUNTERPART": ["UKR", "ROU"],
    "REGION": ["A", "B", "C"],
    "URB_RUR": ["U", "R"],
}
OTHER_NAMES = {"UKR": "AAA", "ROU": "ZZZ", "RUS": "MMM", "150": "002", "A": "Z-9", "B": "01", "C": "west"}


def some_figures(seed: int, codes: list[str] = COUNTS, number: int = 5) -> Figures:
    chance = random.Random(seed)
    return dense(shipped(), MEMBERS, seed, codes=chance.sample(codes, number), share=chance.choice((0.7, 0.95, 1)))


def changed(figures: Figures, change: Callable[[Key, Observation], tuple[Key, Observation]]) -> Figures:
    """A copy in which every observation, and its choice, is another."""
    made = Figures(figures.settings, dict(figures.sources))
    for key, there in figures.observations():
        made.put(*change(key, there))
        choice = figures.choices.get(key.cell)
        if choice is not None:
            made.choices[change(key, there)[0].cell] = choice
    return made


def found(figures: Figures, rules: list[str] | None = None) -> list[Finding]:
    return check(shipped(), figures, this_year=YEAR, rules=rules).findings


def scale_free() -> list[str]:
    """Rules that add up and compare counts alone, without an absolute tolerance."""
    plain = (ex.Ref, ex.Sum, ex.Lag, ex.Binary)
    return [
        code
        for code, rule in RULES.items()
        if rule.family in ("sum", "subset", "balance")
        and (rule.tolerance == "0" or rule.tolerance.endswith("%"))
        and all(isinstance(node, plain) for side in (rule.left, rule.right) for node in ex.walk(side))
        and not any(
            shipped().indicators[ref.code].value_type == "percentage"
            for side in (rule.left, rule.right)
            for ref in ex.references(side)
        )
    ]


def larger(text: str | None, factor: Fraction) -> str | None:
    return None if text is None else printed(Fraction(text) * factor)


@pytest.mark.parametrize("factor", [Fraction(7, 2), Fraction(1000)], ids=["3.5", "1000"])
@pytest.mark.parametrize("seed", range(8))
def test_scaling_all_counts_scales_what_sums_and_subsets_find(seed: int, factor: Fraction) -> None:
    def scaled(key: Key, there: Observation) -> tuple[Key, Observation]:
        if factor == 1000 and seed % 2:
            return key, there._replace(multiplier=there.multiplier + 3)
        return key, there._replace(value=larger(there.value, factor))

    figures, rules = some_figures(seed), scale_free()
    before = [(it.id, larger(it.left, factor), larger(it.right, factor), it.operator) for it in found(figures, rules)]
    assert [(it.id, it.left, it.right, it.operator) for it in found(changed(figures, scaled), rules)] == before
    assert len(rules) > 25


@pytest.mark.parametrize("seed", range(8))
def test_scaling_all_counts_leaves_rates(seed: int) -> None:
    figures = some_figures(seed, ["CTX.POP.TOT", "IMM.STOCK.TOT", "CTX.LAB.UNE", "CTX.LAB.LF", "TRF.VICT.DET"])
    scaled = changed(figures, lambda key, there: (key, there._replace(value=larger(there.value, Fraction(13)))))
    rates = ("CTX.POP.GROWTH", "IMM.STOCK.SHARE", "IMM.STOCK.FSHARE", "CTX.LAB.UNERATE", "TRF.VICT.RATE")
    before, after = Evaluator(shipped(), figures), Evaluator(shipped(), scaled)
    for code in rates:
        cells = before.cells(code)
        assert [before.value(code, *place) for place in cells] == [after.value(code, *place) for place in cells]


@pytest.mark.parametrize("seed", range(10))
def test_the_order_of_edits_does_not_matter(seed: int) -> None:
    chance = random.Random(seed)
    figures = some_figures(seed, COUNTS + RATES)
    keys = chance.sample([key for key, _ in figures.observations()], 8)
    wanted = [
        (key, chance.choice((None, an_observation(chance, False), an_observation(chance, False)))) for key in keys
    ]
    chosen = {key.cell: Choice(key.source, "") for key in keys[:3]}

    def after(order: list[int], at_once: bool) -> list[Finding]:
        copy = changed(figures, lambda key, there: (key, there))
        kept = LiveCheck(Evaluator(shipped(), copy), YEAR)
        kept.full()
        for place in order:
            key, value = wanted[place]
            copy.put(key, value)
            if key.cell in chosen:
                copy.choices[key.cell] = chosen[key.cell]
            if not at_once:
                kept.update([key.cell])
        if at_once:
            kept.update(key.cell for key, _ in wanted)
        return kept.findings

    order = list(range(len(wanted)))
    first = after(order, at_once=False)
    assert after(order[::-1], at_once=False) == first
    assert after(chance.sample(order, len(order)), at_once=True) == first


def unconnected() -> list[str]:
    """Numbers that no formula, no rule and no counter of core indicators names."""
    sides = [side for rule in RULES.values() for side in (rule.left, rule.right)]
    sides += [indicator.formula for indicator in shipped().indicators.values() if indicator.formula]
    named = {ref.code for side in sides for ref in ex.references(side)}
    return [
        code
        for code, it in shipped().indicators.items()
        if it.is_numeric and not (it.is_core or it.is_derived or it.is_counter) and code not in named
    ]


@pytest.mark.parametrize("seed", range(10))
def test_an_unrelated_value_changes_no_other_finding(seed: int) -> None:
    chance = random.Random(seed)
    figures, codes = some_figures(seed, COUNTS + RATES), chance.sample(unconnected(), 3)
    before = found(figures)
    for code in codes:
        for _ in range(3):
            period = chance.choice(("2019", "2020", "2021", "1990"))
            figures.put(Key(code, "", period, chance.choice(("", "CENSUS"))), an_observation(chance, False))
    assert [finding for finding in found(figures) if finding.indicator not in codes] == before


def renamed(text: str) -> str:
    """Items under other names of countries and regions."""
    return ",".join(
        f"{name}={OTHER_NAMES.get(member, member)}" if shipped().dimensions[name].is_open else f"{name}={member}"
        for name, member in (part.split("=") for part in text.split(",") if part)
    )


def as_a_set(findings: list[Finding], rename: Callable[[str], str]) -> set[tuple[object, ...]]:
    """Without what goes by the names: the order of addresses, and which of merged findings comes first."""
    return {
        (it.rule, it.indicator, it.period, it.source)
        + (() if it.is_merged else (rename(it.items), it.left, it.operator, it.right, it.difference))
        + (
            frozenset(
                (cell.cell._replace(items=rename(cell.cell.items)), cell.value, cell.source) for cell in it.cells
            ),
        )
        for it in findings
    }


@pytest.mark.parametrize("seed", range(10))
def test_other_names_of_countries_and_regions_change_names_only(seed: int) -> None:
    figures = some_figures(seed, COUNTS + RATES)
    others = changed(figures, lambda key, there: (key._replace(items=renamed(key.items)), there))
    before, after = found(figures), found(others)
    assert as_a_set(after, lambda items: items) == as_a_set(before, renamed)
    assert len(after) == len(before)


def with_totals(seed: int) -> Figures:
    """Counts, of which every total is entered, once and as a whole number."""
    figures, chance = some_figures(seed), random.Random(seed)
    for code in {key.indicator for key, _ in figures.observations()}:
        for period in ("2019", "2020", "2021"):
            for source in list(figures.at(Cell(code, "", period))):
                figures.put(Key(code, "", period, source), None)
            figures.put(Key(code, "", period, "CENSUS"), Observation(str(chance.randint(100, 9999))))
    return figures


def split(figures: Figures, code: str, chance: random.Random) -> dict[Key, Observation]:
    """Children of the total of 2021 that add up to it, in a closed dimension in which nothing is entered; or none."""
    dimensions = shipped().dimensions
    entered = {name.partition("=")[0] for items in figures.of(code) for name in items.split(",")}
    free = [
        name for name in shipped().indicators[code].dimensions if not dimensions[name].is_open and name not in entered
    ]
    key = Key(code, "", "2021", "CENSUS")
    total = figures.get(key)
    if not free or total is None:
        return {}
    name = chance.choice(free)
    members = [member for member in dimensions[name].children("_T") if member != "_O"]
    ends = [0, *sorted(chance.randint(0, int(total.value or 0)) for _ in members[1:]), int(total.value or 0)]
    return {
        key._replace(items=f"{name}={member}"): Observation(str(end - begin))
        for member, (begin, end) in zip(members, pairwise(ends), strict=True)
    }


@pytest.mark.parametrize("seed", range(12))
def test_a_total_split_into_children_stays_as_it_is(seed: int) -> None:
    figures, chance = with_totals(seed), random.Random(seed)
    sums = [code for code, rule in RULES.items() if rule.family == "sum"]
    before, values_before = found(figures, sums), values(figures)
    made = {code: split(figures, code, chance) for code in figures.codes()}
    assert any(made.values())
    for children in made.values():
        for key, child in children.items():
            figures.put(key, child)
    assert found(figures, sums) == before
    after = values(figures)
    assert {place: after.get(place) for place in values_before} == values_before


@pytest.mark.parametrize("seed", range(12))
def test_the_children_of_a_total_stand_in_for_it(seed: int) -> None:
    chance = random.Random(seed)
    figures = Figures(settings())
    totals = {Key(code, "", "2021", "CENSUS"): Observation(str(chance.randint(0, 9999))) for code in COUNTS}
    for key, total in totals.items():
        figures.put(key, total)
    before = values(figures)
    for key in totals:
        children = split(figures, key.indicator, chance)
        if children and not any(child.items.startswith("EDUCATION") for child in children):
            figures.put(key, None)
        for at, child in children.items():
            figures.put(at, child)
    after = values(figures)
    assert {place: after.get(place) for place in before} == before


def values(figures: Figures) -> dict[tuple[str, str, str], object]:
    """Every number, but for the counters, which count entries."""
    evaluator = Evaluator(shipped(), figures)
    return {
        (code, *place): number
        for code in shipped().indicators
        if not code.startswith("DAT.")
        for place in evaluator.cells(code)
        if (number := evaluator.value(code, *place)) is not None
    }
