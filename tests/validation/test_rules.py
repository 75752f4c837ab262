"""Every shipped rule says what its tables in `cases/` say of figures that violate it, and nothing of figures that satisfy it."""

from __future__ import annotations

import pytest

from desktop.catalogue.reading import shipped
from desktop.validation.own_rules import OWN_RULES
from tests.helpers.rules import found_in, line
from tests.validation.cases import RuleCase, profile, rule_cases

CASES = rule_cases()
FAMILIES = {rule.code: rule.family for rule in shipped().rules.values()} | dict.fromkeys(OWN_RULES, "value")


def said(case: RuleCase, stored: str) -> list[str]:
    partners = {"UKR": profile(case.partner, country="UKR")} if case.partner else None
    return [line(finding) for finding in found_in(case.rule, profile(stored), partners=partners)]


def test_every_rule_has_a_case() -> None:
    assert {case.rule for case in CASES} == set(FAMILIES)


def test_cases_stand_in_the_table_of_their_family() -> None:
    assert [case for case in CASES if case.family != FAMILIES[case.rule]] == []


@pytest.mark.parametrize("case", CASES, ids=str)
def test_rule_speaks_and_is_silent(case: RuleCase) -> None:
    assert case.finds
    assert said(case, case.wrong) == list(case.finds)
    assert said(case, case.right) == []
