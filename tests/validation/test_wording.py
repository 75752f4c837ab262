"""The words of a finding, with the numbers where they help, in the number format of the language."""

from __future__ import annotations

import re

import pytest

from desktop.catalogue.model import Rule
from desktop.catalogue.reading import shipped
from desktop.domain.finding import Finding
from desktop.domain.number import shown
from desktop.validation.engine import check
from desktop.validation.wording import message
from tests.helpers.figures import figures
from tests.helpers.rules import found, found_in
from tests.validation.cases import profile, rule_cases

SEXES = "IMM.STOCK.TOT@2020 7500; IMM.STOCK.TOT[SEX=F]@2020 4000; IMM.STOCK.TOT[SEX=M]@2020 3000.5"


def said(finding: Finding, language: str, numbers: str | None = None) -> str:
    return message(finding, shipped(), language, numbers)


WORDS = [
    ("en", "Women and men do not add up to the immigrant stock (7,000.5 against 7,500)."),
    ("fr", "Les femmes et les hommes ne totalisent pas le stock d'immigrés (7\u202f000,5 contre 7\u202f500)."),
    ("es", "Mujeres y hombres no suman la población inmigrante (7.000,5 frente a 7.500)."),
    ("ru", "Women and men do not add up to the immigrant stock (7,000.5 against 7,500)."),
]


@pytest.mark.parametrize(("language", "text"), WORDS)
def test_both_sides_in_the_language(language: str, text: str) -> None:
    (finding,) = found("SUM-IMM-SEX", SEXES)
    assert said(finding, language) == text


def test_numbers_in_another_format() -> None:
    (finding,) = found("SUM-IMM-SEX", SEXES)
    assert "(7\u202f000,5 against 7\u202f500)" in said(finding, "en", "fr")


def test_numbers_stand_in_the_first_sentence() -> None:
    (finding,) = found("SUB-IMM-POP", "IMM.STOCK.TOT@2020 7500; CTX.POP.TOT@2020 6000")
    assert said(finding, "en").startswith("There are more immigrants than residents (7,500 against 6,000). One of")


@pytest.mark.parametrize(
    ("rule", "table"),
    [
        ("MET-SOURCE", "CTX.POP.TOT@2020 9000"),
        ("CMP-SEX", "CTX.POP.TOT@2020 9000"),
        ("YOY-COUNT", "CTX.POP.TOT@2020 9000; CTX.POP.TOT@2019 90000"),
        ("BND-WHOLE", "CTX.POP.TOT@2020 1.5"),
    ],
)
def test_no_numbers_where_they_would_only_puzzle(rule: str, table: str) -> None:
    (finding,) = found(rule, table)
    assert said(finding, "en") == shipped().rules[rule].message["en"]


OWN = [
    ('CTX.POP.TOT@2020 text="about 12"', "VAL-NUMBER", "This text is not a number (“about 12”). It counts"),
    ("CTX.POP.TOT@2020#LOST 5", "VAL-SOURCE", "This source is not in the table of sources (LOST). Add"),
    ("CTX.POP.TOT@1990 5", "VAL-PERIOD", "The period lies outside the years of the profile (1990; 2000–2025). Check"),
    ("CTX.POP.TOT@2020 status=E", "VAL-NOVALUE", "A status is given without a value. Enter"),
]


@pytest.mark.parametrize(("table", "rule", "text"), OWN)
def test_own_checks_say_what_they_stumbled_over(table: str, rule: str, text: str) -> None:
    (finding,) = found(rule, table)
    assert said(finding, "en").startswith(text)


def test_every_finding_has_words_in_three_languages() -> None:
    table = SEXES + '; CTX.POP.TOT@2020 12; CTX.POP.TOT@1990#X -1; REM.COST.IN@2020 250; CTX.POP.TOT@2021 text="?"'
    for finding in check(shipped(), figures(table), this_year=2026).findings:
        assert len({said(finding, language) for language in ("en", "fr", "es")}) == 3


CASES = {case.rule: case for case in rule_cases()}


def is_of_figures(rule: Rule) -> bool:
    """Whether both sides are figures that a reader finds in the profile, or sums and differences of such."""
    text = f"{rule.left_text} {rule.right_text}"
    functions = set(re.findall(r"([a-z_]+)\(", text))
    return functions <= {"sum", "lag", "whole", "partner", "formula", "mincell", "limit"} and not re.search(
        "[*/]", text
    )


def finding_of(code: str) -> Finding:
    """The first finding of the table of cases."""
    case = CASES[code]
    partners = {"UKR": profile(case.partner, country="UKR")} if case.partner else None
    return found_in(code, profile(case.wrong), partners=partners)[0]


@pytest.mark.parametrize("code", CASES)
def test_every_rule_has_its_words_in_three_languages(code: str) -> None:
    finding = finding_of(code)
    texts = [said(finding, language) for language in ("en", "fr", "es")]
    assert all(texts)
    assert len(set(texts)) == 3
    assert all(text[0].isupper() and text.endswith(".") for text in texts)


@pytest.mark.parametrize("code", [code for code, rule in shipped().rules.items() if is_of_figures(rule)])
def test_both_figures_are_said_in_three_languages(code: str) -> None:
    finding = finding_of(code)
    for language in ("en", "fr", "es"):
        text = said(finding, language)
        assert shown(finding.left or "", language) in text
        assert shown(finding.right, language) in text


def test_all_sums_and_parts_are_of_figures() -> None:
    families = {rule.code: is_of_figures(rule) for rule in shipped().rules.values() if rule.family in ("sum", "subset")}
    assert all(families.values())
