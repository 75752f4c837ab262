"""The words of a finding, with the numbers where they help, in the number format of the language."""

from __future__ import annotations

import re

import pytest

from desktop.catalogue.model import Rule
from desktop.catalogue.reading import shipped
from desktop.catalogue.wording import rounded
from desktop.domain.finding import Finding
from desktop.domain.number import shown
from desktop.validation.engine import check
from desktop.validation.own_rules import OWN_RULES
from desktop.validation.series import SERIES_RULES
from desktop.validation.wording import Words, message, words_of
from tests.helpers.figures import figures
from tests.helpers.rules import found, found_in
from tests.validation.cases import profile, rule_cases

SEXES = "IMM.STOCK.TOT@2020 7500; IMM.STOCK.TOT[SEX=F]@2020 4000; IMM.STOCK.TOT[SEX=M]@2020 3000.5"


def said(finding: Finding, language: str, numbers: str | None = None) -> str:
    return message(finding, shipped(), language, numbers)


WORDS = [
    (
        "en",
        "Women and men do not add up to the immigrant stock (4,000 + 3,000.5 = 7,000.5 against 7,500, difference 499.5).",
    ),
    (
        "fr",
        "Les femmes et les hommes ne totalisent pas le stock d'immigrés "
        "(4\u202f000 + 3\u202f000,5 = 7\u202f000,5 contre 7\u202f500, écart 499,5).",
    ),
    (
        "es",
        "Mujeres y hombres no suman la población inmigrante (4.000 + 3.000,5 = 7.000,5 frente a 7.500, diferencia 499,5).",
    ),
    (
        "ru",
        "Women and men do not add up to the immigrant stock (4,000 + 3,000.5 = 7,000.5 against 7,500, difference 499.5).",
    ),
]


@pytest.mark.parametrize(("language", "text"), WORDS)
def test_both_sides_in_the_language(language: str, text: str) -> None:
    (finding,) = found("SUM-IMM-SEX", SEXES)
    assert said(finding, language) == text


def test_numbers_in_another_format() -> None:
    (finding,) = found("SUM-IMM-SEX", SEXES)
    assert "7\u202f000,5 against 7\u202f500, difference 499,5)" in said(finding, "en", "fr")


def test_numbers_stand_in_the_first_sentence() -> None:
    (finding,) = found("SUB-IMM-POP", "IMM.STOCK.TOT@2020 7500; CTX.POP.TOT@2020 6000")
    assert said(finding, "en").startswith(
        "There are more immigrants than residents (7,500 against 6,000, difference 1,500). One of"
    )


@pytest.mark.parametrize(
    ("rule", "table"),
    [
        ("MET-SOURCE", "CTX.POP.TOT@2020 9000"),
        ("CMP-SEX", "CTX.POP.TOT@2020 9000"),
        ("PUB-CHOICE", "CTX.POP.TOT@2020#A 1; CTX.POP.TOT@2020#B 2"),
    ],
)
def test_no_numbers_where_they_would_only_puzzle(rule: str, table: str) -> None:
    (finding,) = found(rule, table)
    assert said(finding, "en") == shipped().rules[rule].message["en"]


NUMBERS = [
    ("YOY-COUNT", "CTX.POP.TOT@2020 9000; CTX.POP.TOT@2019 90000", "(90,000 in 2019, 9,000 in 2020: −90 %, usual 6 %)"),
    ("YOY-PCT", "CTX.DEV.POV@2020 40; CTX.DEV.POV@2019 20", "(20 in 2019, 40 in 2020)"),
    ("YOY-FROZEN", "CTX.POP.TOT@2020 9000; CTX.POP.TOT@2019 9000", "(9,000 in 2019, 9,000 in 2020)"),
    ("UNIT-REMGDP", "REM.IN.TOT@2020 9; CTX.GDP.USD@2020 8", "(9 against 8, difference 1)"),
    ("BND-WHOLE", "CTX.POP.TOT@2020 1.5", "(1.5)"),
    ("UNIT-PCT-SMALL", "CTX.DEV.POV@2020 0.5", "(0.5)"),
    ("BND-UNERATE", "LAB.MW.UNERATE@2020 40.1; CTX.LAB.UNERATE@2020 10", "(40.1 against 40, difference 0.1)"),
    (
        "SUM-IMM-COB",
        "IMM.STOCK.TOT[COUNTRY_OF_BIRTH=UKR]@2020 12; IMM.STOCK.TOT@2020 10",
        "(12 against 10, difference 2)",
    ),
]


@pytest.mark.parametrize(("rule", "table", "numbers"), NUMBERS, ids=[row[0] for row in NUMBERS])
def test_the_numbers_it_stands_on(rule: str, table: str, numbers: str) -> None:
    (finding,) = found(rule, table)
    assert numbers in said(finding, "en")


def test_what_is_worked_out_is_rounded_and_what_was_entered_is_not() -> None:
    (finding,) = found("FML-ALL", "CTX.LAB.UNERATE@2020 20.1234; CTX.LAB.UNE@2020 1; CTX.LAB.LF@2020 3")
    assert "20.123 against 33.333, difference 13.21" in said(finding, "en")


ROOM = 75
"""Signs of the numbers that are added."""
LONGEST = 260
"""Signs that two lines of the panel hold in the least window (1024 wide, folded navigator) at 13 px."""


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_no_message_needs_more_than_two_lines(language: str) -> None:
    """With the largest numbers that occur beside one another."""
    for code, rule in shipped().rules.items():
        room = ROOM if finding_words(code).numbers else 0
        assert len(rule.message[language]) + room <= LONGEST, code
    for own in (*OWN_RULES.values(), *SERIES_RULES.values()):
        assert len(own.message[language]) <= LONGEST, own.code


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


def finding_words(code: str) -> Words:
    return words_of(finding_of(code), shipped(), "en")


def in_short(number: str) -> str:
    """What is worked out keeps three decimals."""
    return rounded(number, 3) if len(number.partition(".")[2]) > 3 else number


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
        for number in (finding.left, finding.right, (finding.difference or "").lstrip("-")):
            assert shown(in_short(number or ""), language) in text


def test_all_sums_and_parts_are_of_figures() -> None:
    families = {rule.code: is_of_figures(rule) for rule in shipped().rules.values() if rule.family in ("sum", "subset")}
    assert all(families.values())
