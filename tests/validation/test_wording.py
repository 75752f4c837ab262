"""The words of a finding, with the numbers where they help, in the number format of the language."""

from __future__ import annotations

import pytest

from desktop.catalogue.reading import shipped
from desktop.domain.finding import Finding
from desktop.validation.engine import check
from desktop.validation.wording import message
from tests.helpers.figures import figures
from tests.helpers.rules import found

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
