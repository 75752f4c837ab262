"""Every formula of the shipped catalogue gives what `cases/formulas.txt` says: values, cells of a breakdown, and why a value is missing."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest

from desktop.catalogue.reading import shipped
from desktop.validation.evaluation import Evaluator
from tests.helpers.figures import cell
from tests.validation.cases import FormulaCase, formula_cases, profile

CASES = formula_cases()


def test_every_formula_has_two_cases() -> None:
    number = Counter(case.code for case in CASES)
    assert {code for code, count in number.items() if count >= 2} == {
        code for code, indicator in shipped().indicators.items() if indicator.is_derived
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.address)
def test_formula_gives(case: FormulaCase) -> None:
    expected = None if case.value is None else Fraction(case.value)
    assert Evaluator(shipped(), profile(case.figures)).number(cell(case.address)) == expected
