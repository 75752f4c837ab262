"""The engine gives exactly the findings of the plain evaluator, and of every place worked out exactly (always on)."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings

from desktop.catalogue.reading import shipped
from desktop.domain.profile import Figures
from desktop.validation.engine import check
from desktop.validation.series import SERIES_RULES
from tests.helpers import figures as build
from tests.helpers.dense_figures import dense
from tests.helpers.random_figures import like_a_profile
from tests.validation.every_place import findings as exact_findings
from tests.validation.oracle_rules import findings as plain_findings
from tests.validation.worlds import CATALOGUE, CODES, MEMBERS, profiles


@settings(max_examples=60, deadline=None)
@given(profiles(), profiles(6))
def test_findings_are_those_of_the_plain_evaluator(figures: Figures, partner: Figures) -> None:
    partners = {"UKR": partner}
    found = check(CATALOGUE, figures, this_year=2022, partners=partners, switched_off=SERIES_RULES).findings
    assert found == plain_findings(CATALOGUE, figures, 2022, partners)


@pytest.mark.parametrize("seed", range(25))
def test_dense_profiles_give_the_findings_of_the_plain_evaluator(seed: int) -> None:
    chance = random.Random(seed)
    codes = chance.sample(CODES, chance.choice((2, 3, 5, 8)))
    figures = dense(CATALOGUE, MEMBERS, seed, codes=codes, share=chance.choice((0.3, 0.7, 0.95, 1)))
    partner = dense(CATALOGUE, MEMBERS, seed + 5000, codes=["EMI.STOCK.TOT", "REM.OUT.PT"], share=0.9)
    partner.settings = build.settings("UKR")
    found = check(CATALOGUE, figures, this_year=2020, partners={"UKR": partner}, switched_off=SERIES_RULES).findings
    assert found == plain_findings(CATALOGUE, figures, 2020, {"UKR": partner})


@pytest.mark.parametrize("seed", range(12))
def test_national_formulas_give_the_findings_of_the_plain_evaluator(seed: int) -> None:
    chance = random.Random(seed)
    codes = (
        "CTX.POP.TOT IMM.STOCK.TOT",
        "CTX.VIT.BIRTHS IMM.FLOW.TOT EMI.FLOW.TOT",
        "INM.REG.IN INM.REG.OUT CTX.POP.TOT",
    )
    members = {name: MEMBERS[name][:3] for name in chance.sample(["SEX", "AGE", "REGION", "COUNTRY_OF_BIRTH"], 2)}
    figures = dense(CATALOGUE, members, seed, codes=chance.choice(codes).split(), share=0.95)
    assert check(CATALOGUE, figures, this_year=2020, switched_off=SERIES_RULES).findings == plain_findings(
        CATALOGUE, figures, 2020
    )


@pytest.mark.parametrize("seed", [1, 2])
def test_a_large_profile_gives_what_every_place_gives_exactly(seed: int) -> None:
    figures = like_a_profile(shipped(), 8000, seed=seed, errors=0.03)
    assert check(shipped(), figures, this_year=2026).findings == exact_findings(shipped(), figures, 2026)
