"""After any edits the findings kept are those of a full check (always on)."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.catalogue.model import Rule
from desktop.domain.address import Key
from desktop.domain.observation import Observation
from desktop.domain.profile import Choice, Figures
from desktop.validation import evaluation, live
from desktop.validation.engine import check
from desktop.validation.evaluation import Evaluator
from desktop.validation.live import LiveCheck
from tests.helpers.dense_figures import an_observation, dense
from tests.helpers.figures import cell, figures, key
from tests.helpers.small_catalogue import rule, with_rules
from tests.validation.worlds import CATALOGUE, CODES, MEMBERS, keys, observations, profiles

YEAR = 2020


def assert_as_a_full_check(kept: LiveCheck, figures: Figures) -> None:
    assert kept.findings == check(CATALOGUE, figures, this_year=YEAR).findings


@settings(max_examples=60, deadline=None)
@given(profiles(12), st.data())
def test_any_edits_leave_what_a_full_check_finds(figures: Figures, data: st.DataObject) -> None:
    kept = LiveCheck(Evaluator(CATALOGUE, figures), YEAR)
    kept.full()
    focus = tuple({at.indicator for at, _ in figures.observations()} | {"CTX.POP.TOT", "IMM.STOCK.TOT"})
    for _ in range(data.draw(st.integers(1, 4))):
        edited = data.draw(st.lists(keys(focus), min_size=1, max_size=3))
        for at in edited:
            match data.draw(st.sampled_from(("write", "write", "take", "choose"))):
                case "take" if figures.get(at) is not None:
                    figures.put(at, None)
                case "choose":
                    figures.choices[at.cell] = Choice(at.source, "")
                case _:
                    figures.put(at, data.draw(observations(at.indicator)))
        kept.update(at.cell for at in edited)
        assert_as_a_full_check(kept, figures)


@pytest.mark.parametrize("followed", ["cells", "series", "indicators", "none"])
@pytest.mark.parametrize("seed", range(12))
def test_edits_of_dense_profiles(seed: int, followed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "MANY_EDITS", 100 if followed == "cells" else 0)
    monkeypatch.setattr(live, "FEW", 0 if followed == "series" else 100)
    monkeypatch.setattr(live, "MOST_FOLLOWED", 0 if followed == "none" else 100)
    chance = random.Random(seed)
    codes = chance.sample(CODES, chance.choice((2, 3, 5)))
    figures = dense(CATALOGUE, MEMBERS, seed, codes=codes, share=chance.choice((0, 0.3, 0.7, 1)))
    kept = LiveCheck(Evaluator(CATALOGUE, figures), YEAR)
    kept.full()
    for _ in range(6):
        edited = {_edit(figures, chance) for _ in range(chance.choice((1, 1, 3)))}
        kept.update(at.cell for at in edited)
        assert_as_a_full_check(kept, figures)


@pytest.mark.parametrize("most_followed", [0, 100])
@pytest.mark.parametrize("seed", range(6))
def test_values_after_edits_are_those_of_a_fresh_evaluator(
    seed: int, most_followed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evaluation, "MOST_FOLLOWED", most_followed)
    chance = random.Random(seed)
    figures = dense(CATALOGUE, MEMBERS, seed, codes=chance.sample(CODES, 5), share=0.8)
    kept = Evaluator(CATALOGUE, figures)
    for _ in range(10):
        kept.forget({_edit(figures, chance).cell})
        fresh = Evaluator(CATALOGUE, figures)
        for code in CATALOGUE.indicators:
            cells = fresh.cells(code)
            assert kept.cells(code) == cells
            assert [kept.value(code, *place) for place in cells] == [fresh.value(code, *place) for place in cells]


def _edit(figures: Figures, chance: random.Random) -> Key:
    """Write, take away or choose somewhere, mostly where something stands."""
    stored = [at for at, _ in figures.observations()]
    if stored and chance.random() < 0.7:
        at = chance.choice(stored)
        if chance.random() < 0.2:
            at = at._replace(period=chance.choice(("2018", "2019", "2020", "2021", "2005", "2020-Q3")))
        if chance.random() < 0.15:
            at = at._replace(source=chance.choice(("", "CENSUS", "EST", "LOST")))
    else:
        code = chance.choice(CODES)
        names = [name for name in CATALOGUE.indicators[code].dimensions if name in MEMBERS]
        chosen = set(chance.sample(names, min(len(names), chance.choice((0, 1, 2)))))
        items = ",".join(f"{name}={chance.choice(MEMBERS[name])}" for name in names if name in chosen)
        at = Key(code, items, chance.choice(("2019", "2020", "2021")), chance.choice(("", "CENSUS")))
    there = figures.get(at)
    what = chance.random()
    if what < 0.25 and there is not None:
        figures.put(at, None)
    elif what < 0.4 and there is not None:
        figures.choices[at.cell] = Choice(at.source, "")
    elif what < 0.45:
        figures.choices.pop(at.cell, None)
    else:
        figures.put(at, an_observation(chance, CATALOGUE.indicators[at.indicator].value_type == "category"))
    return at


def test_an_error_comes_and_goes_with_the_value() -> None:
    profile = figures("CTX.POP.TOT@2020 6000; IMM.STOCK.TOT@2020 500")
    kept = LiveCheck(Evaluator(CATALOGUE, profile), YEAR)
    kept.full()
    found = lambda: [finding.id for finding in kept.findings if finding.rule == "SUB-IMM-POP"]  # noqa: E731
    assert found() == []
    profile.put(key("IMM.STOCK.TOT@2020"), Observation("7500"))
    kept.update([cell("IMM.STOCK.TOT@2020")])
    assert found() == ["SUB-IMM-POP IMM.STOCK.TOT@2020"]
    profile.put(key("IMM.STOCK.TOT@2020"), None)
    kept.update([cell("IMM.STOCK.TOT@2020")])
    assert found() == []


def test_rules_switched_off_do_not_run() -> None:
    profile = figures("CTX.POP.TOT@2020 6000; IMM.STOCK.TOT@2020 7500")
    kept = LiveCheck(Evaluator(CATALOGUE, profile), YEAR, switched_off={"SUB-IMM-POP"})
    kept.full()
    kept.update([cell("IMM.STOCK.TOT@2020")])
    assert "SUB-IMM-POP" not in {finding.rule for finding in kept.findings}


ODD = [
    rule("NAT-X", "rivals(CTX.POP.TOT)", "==", "7", family="completeness"),
    rule("NAT-X", "rivals(CTX.POP.TOT)", "==", "CTX.POP.TOT", dims="SEX"),
    rule("NAT-X", "rivals(ANY)", ">", "0", scope="code=CTX.POP.TOT"),
    rule("NAT-X", "hidden(ANY)", ">", "0", scope="code=CTX.POP.TOT"),
    rule("NAT-X", "mincell(IMM.STOCK.TOT)", ">=", "CTX.POP.TOT"),
    rule("NAT-X", "mincell(ANY)", ">=", "lag(ANY, 1)", scope="code=CTX.POP.TOT"),
]


@pytest.mark.parametrize("followed", ["cells", "series", "indicators"])
@pytest.mark.parametrize("odd", ODD, ids=lambda it: f"{it.left_text} {it.operator} {it.right_text}")
def test_rules_of_odd_forms_run_again(odd: Rule, followed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "MANY_EDITS", 100 if followed == "cells" else 0)
    monkeypatch.setattr(live, "FEW", 0 if followed == "series" else 100)
    catalogue = with_rules(odd)
    profile = figures("""
        CTX.POP.TOT@2024 6; CTX.POP.TOT@2025 7; CTX.POP.TOT[SEX=M]@2025 4; IMM.STOCK.TOT@2025 5
        CTX.POP.TOT[SEX=F,AGE=Y0T14]@2025 5
    """)
    kept = LiveCheck(Evaluator(catalogue, profile), 2025)
    kept.full()
    spoke = bool(kept.findings)
    for at in ("CTX.POP.TOT@2023", "CTX.POP.TOT[SEX=F]@2025", "CTX.POP.TOT@2024", "CTX.POP.TOT@2025"):
        profile.put(key(at), Observation("3"))
        kept.update([cell(at)])
        found = check(catalogue, profile, this_year=2025).findings
        assert kept.findings == found
        spoke = spoke or bool(found)
    assert spoke
