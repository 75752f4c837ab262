"""Indicators that a profile adds: where they stand, their proposed codes, and every fault told with its column in words."""

from __future__ import annotations

import pytest

from desktop.catalogue.checking_national import check_indicator, check_rule
from desktop.catalogue.model import in_language
from desktop.catalogue.national import whole as whole_rule
from desktop.catalogue.national import with_national
from desktop.catalogue.national_indicators import in_order, proposed_code, whole, with_indicators
from desktop.catalogue.reading import shipped

PERMITS = {
    "module_code": "IMM", "title_en": "Permits for the season", "definition_en": "Permits given in the year.",
    "unit": "number", "value_type": "integer", "dimensions": "SEX",
}  # fmt: skip
SHARE = {
    "module_code": "IMM", "title_fr": "Part saisonnière", "definition_fr": "Part des permis.", "unit": "percent",
    "value_type": "percentage", "formula": "100 * NAT.IMM.SEASON / CTX.POP.TOT",
}  # fmt: skip
CODE = "NAT.IMM.SEASON"


def test_it_stands_in_its_module_after_those_of_the_catalogue() -> None:
    catalogue = with_indicators(shipped(), {CODE: PERMITS, "NAT-A": {}})
    assert catalogue.by_module["IMM"][-1].code == CODE
    made = catalogue.indicators[CODE]
    assert (made.group, made.dimensions, made.is_additive, made.is_core, made.is_counter) == (
        "IMM",
        ("SEX",),
        True,
        False,
        False,
    )
    assert set(made.columns) == set(shipped().indicators["IMM.STOCK.TOT"].columns)
    assert with_national(shipped(), {}) is shipped()


def test_one_language_is_enough_and_shown_in_the_others() -> None:
    made = with_indicators(shipped(), {"NAT.IMM.SHARE": SHARE}).indicators["NAT.IMM.SHARE"]
    assert in_language(made.title, "en") == in_language(made.title, "es") == "Part saisonnière"


FAULTS = [
    ("IMM.STOCK.MORE", {}, "code", "is not a code of a national indicator"),
    ("NAT.imm.a", {}, "code", "is not a code of a national indicator"),
    ("NAT-IMM", {}, "code", "is not a code of a national indicator"),
    (CODE, {"title_en": ""}, "title_en", "The title is empty."),
    (CODE, {"title_en": "Immigrant stock (foreign-born)"}, "title_en", "IMM.STOCK.TOT has this title already."),
    (CODE, {"definition_en": ""}, "definition_en", "The definition is empty."),
    (CODE, {"module_code": "XYZ"}, "module_code", "There is no module XYZ here."),
    (CODE, {"value_type": "number"}, "value_type", "It can be one of these: integer, decimal"),
    (CODE, {"frequency": "daily"}, "frequency", "It can be one of these: annual"),
    (CODE, {"unit": "code: NO_SUCH", "value_type": "category"}, "unit", "The unit of a category"),
    (CODE, {"unit": "percent"}, "unit", "This unit belongs to another type."),
    (CODE, {"value_type": "percentage"}, "unit", "The unit of this type is “percent”."),
    (CODE, {"unit": "n" * 41}, "unit", "It is too long"),
    (CODE, {"dimensions": "SEXE"}, "dimensions", "no dimension SEXE. The nearest one is SEX."),
    (CODE, {"min": "5", "max": "1"}, "min", "These do not rise in this order: Lowest possible, Highest possible."),
    (CODE, {"max": "1e5"}, "max", "It is not a number."),
    (CODE, {"max": "NaN"}, "max", "It is not a number."),
    (CODE, {"max_yoy_change_pct": "-5"}, "max_yoy_change_pct", "Write it without a minus."),
    (CODE, {"value_type": "boolean", "unit": "yes/no", "max": "1"}, "max", "Only numbers have it"),
    (CODE, {"formula": "IMM.STOCK.TOT +"}, "formula", "It ends too early."),
    (CODE, {"formula": "IMM.STOCK.TOTAL"}, "formula", "The nearest one is IMM.STOCK.TOT."),
    (CODE, {"formula": "has(IMM.STOCK.TOT)"}, "formula", "has() is for rules only."),
    (CODE, {"formula": "2 * NAT.IMM.SEASON"}, "formula", "refers to itself: NAT.IMM.SEASON > NAT.IMM.SEASON"),
    (CODE, {"formula": "CTX.POP.TOT", "dimensions": "OCCUPATION"}, "formula", "No part of the formula has all"),
]


@pytest.mark.parametrize(("code", "changed", "column", "said"), FAULTS)
def test_every_fault_is_told_with_its_column(code: str, changed: dict[str, str], column: str, said: str) -> None:
    found = check_indicator(shipped(), code, whole(PERMITS | changed))
    assert [(fault.where.column, fault.message.code) for fault in found if fault.where] == [(column, "INDICATOR-FAULT")]
    assert said in str(found[0].message.context["defect"])


def test_a_sound_one_has_no_fault_and_may_be_looked_at_again() -> None:
    assert check_indicator(shipped(), CODE, whole(PERMITS)) == []
    assert check_indicator(with_indicators(shipped(), {CODE: PERMITS}), CODE, whole(PERMITS)) == []


def test_formulas_and_rules_may_name_national_indicators_but_not_in_a_circle() -> None:
    catalogue = with_indicators(shipped(), {CODE: PERMITS, "NAT.IMM.SHARE": SHARE})
    assert check_indicator(catalogue, "NAT.IMM.SHARE", whole(SHARE)) == []
    rule = whole_rule({"left": CODE, "operator": "<=", "right": "CTX.POP.TOT", "dims": "SEX", "message_en": "More."})
    assert check_rule(catalogue, "NAT-A", rule) == []
    assert check_rule(shipped(), "NAT-A", rule) != []
    found = check_indicator(catalogue, CODE, whole(PERMITS | {"formula": "NAT.IMM.SHARE", "dimensions": ""}))
    assert "NAT.IMM.SEASON > NAT.IMM.SHARE > NAT.IMM.SEASON" in str(found[0].message.context["defect"])


def test_a_code_is_proposed_from_the_title_and_is_free() -> None:
    assert proposed_code("Permits for the season", "IMM", ()) == "NAT.IMM.PERMITS"
    assert proposed_code("Élèves étrangers", "EDU", {"NAT.EDU.ELEVES"}) == "NAT.EDU.ELEVES2"
    assert proposed_code("", "IMM", ()) == "NAT.IMM.ITEM"


def test_dimensions_stand_in_the_order_of_the_catalogue() -> None:
    assert in_order(shipped(), "AGE; SEX;AGE") == "SEX;AGE"
