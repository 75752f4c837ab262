"""The words of a finding, with the numbers where they help, in the number format of the language."""

from __future__ import annotations

import re

import pytest

from desktop.catalogue.model import Rule
from desktop.catalogue.reading import shipped
from desktop.domain.finding import Finding
from desktop.validation.engine import check
from desktop.validation.own_rules import OWN_RULES
from desktop.validation.series import SERIES_RULES
from desktop.validation.wording import message
from tests.helpers.figures import figures
from tests.helpers.rules import found

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
    without_figures = re.compile(r"(has|meta|count|rivals|hidden)\(")
    for rule in (*shipped().rules.values(), *OWN_RULES.values(), *SERIES_RULES.values()):
        room = 0 if isinstance(rule, Rule) and without_figures.search(rule.left_text) else ROOM
        assert len(rule.message[language]) + room <= LONGEST, rule.code


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
