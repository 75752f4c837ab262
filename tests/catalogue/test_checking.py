"""The check of a catalogue names every defect with file, line and column."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.catalogue import checking, checking_national, expression, functions
from desktop.catalogue.checking import check_catalogue
from desktop.catalogue.checking_national import check_rule
from desktop.catalogue.national import whole
from desktop.catalogue.reading import files_of, shipped
from desktop.language import LANGUAGES, marked, translator, use
from desktop.resources import resource


def test_the_shipped_catalogue_is_sound() -> None:
    assert check_catalogue(files_of(resource("catalogue"))) == []
    assert (len(shipped().indicators), len(shipped().rules), len(shipped().modules)) == (373, 135, 23)


@pytest.mark.parametrize(
    ("file", "old", "new", "defect"),
    [
        ("indicators.csv", "IMM.FLOW.TOT - EMI.FLOW.TOT", "IMM.FLOW.TOT - EMI.FLOW.NONE", "no indicator EMI.FLOW.NONE"),
        ("indicators.csv", "IMM.FLOW.TOT - EMI.FLOW.TOT", "IMM.FLOW.TOT -", "character"),
        ("indicators.csv", "IMM.FLOW.TOT - EMI.FLOW.TOT", "IMM.FLOW.TOT - DRV.NET.RATE", "refers to itself"),
        ("indicators.csv", "IMM.FLOW.TOT - EMI.FLOW.TOT", "has(IMM.FLOW.TOT)", "is for rules only"),
        ("indicators.csv", "SEX;AGE;URB_RUR;REGION,0,,,,6", "SEX;AGE;COLOUR;REGION,0,,,,6", "no dimension COLOUR"),
        (
            "indicators.csv",
            "SEX;AGE;URB_RUR;REGION,0,,,,6",
            "SEX;AGE;URB_RUR;REGION,zero,,,,6",
            "min “zero”: It is not a number",
        ),
        ("rules.csv", "SUM-POP-SEX,error", "SUM-POP-SEX,grave", "“grave”: It can be one of these"),
        ("rules.csv", '"sum(CTX.POP.TOT, SEX)",==', '"sum(CTX.POP.TOT, SHOE)",==', "no dimension SHOE"),
        ("modules.csv", "CTX,core,1,", "CTX,core,7,", "order is not"),
        ("dimensions.csv", "SEX,F,Female", "SEX,M,Female", "occurs 2 times"),
    ],
)
def test_defects_are_named(file: str, old: str, new: str, defect: str) -> None:
    files = files_of(resource("catalogue"))
    text = files[file].decode()
    assert old in text
    defects = check_catalogue({**files, file: text.replace(old, new, 1).encode()})
    assert any(defect in problem.message.text(marked) for problem in defects), [p.message.text(marked) for p in defects]
    assert all(problem.where and problem.where.file and problem.where.line for problem in defects)


def test_a_wrong_header_is_said() -> None:
    files = files_of(resource("catalogue"))
    defects = check_catalogue({**files, "rules.csv": b"code,severity\n"})
    assert "header" in defects[0].message.text(marked)


RULE = {"left": "IMM.STOCK.TOT", "operator": "<=", "right": "CTX.POP.TOT", "message_en": "More than all."}
SAID = [
    ({"left": "IMM.STOCK.TOTAL"}, "left", "no indicator IMM.STOCK.TOTAL. The nearest one is IMM.STOCK.TOT."),
    ({"left": "sum(IMM.STOCK.TOT, SEXE)"}, "left", "no dimension SEXE. The nearest one is SEX."),
    ({"left": "sum(CTX.EXT.FDI, SEX)"}, "left", "CTX.EXT.FDI is not broken down by SEX. It has: –."),
    ({"left": "IMM.STOCK.TOT[SEX=W]"}, "left", "no item W in SEX. There are: F, M, "),
    ({"left": "IMM.STOCK.TOT[AGE=Y15T65]"}, "left", "no item Y15T65 in AGE. The nearest one is Y15T64."),
    ({"left": "sum(IMM.STOCK.TOT, SEX"}, "left", "character 23: The bracket ) is missing at the end."),
    ({"left": "IMM.STOCK.TOT)"}, "left", "The bracket ) was never opened."),
    ({"left": "IMM.STOCK.TOT[SEX=F"}, "left", "The bracket ] is missing at the end."),
    ({"left": "SUM(IMM.STOCK.TOT, SEX)"}, "left", "no function SUM. The nearest one is sum, as in sum("),
    ({"left": "quite(IMM.STOCK.TOT)"}, "left", "no function quite. There are: abs, count,"),
    ({"left": "sum(IMM.STOCK.TOT)"}, "left", "sum needs more in its brackets."),
    ({"left": "yoy(IMM.STOCK.TOT, 1)"}, "left", "yoy has too much in its brackets."),
    ({"left": "lag(IMM.STOCK.TOT, 1.5)"}, "left", "“1.5” is not a whole number."),
    ({"left": "limit(most)"}, "left", "one of these: max, "),
    ({"left": "IMM.STOCK.TOT +"}, "left", "It ends too early."),
    (
        {"right": "0,1 * CTX.POP.TOT"},
        "right",
        "Right side “0,1 * CTX.POP.TOT”, character 2: “,” does not belong here. Num",
    ),
    ({"right": "imm.stock.tot"}, "right", "Codes have capital letters"),
    ({"right": "CTX.POP.TOT IMM.STOCK.TOT"}, "right", "Put + - * or / before it."),
    ({"right": "<= CTX.POP.TOT"}, "right", "compared by a sign of their own"),
    ({"right": ""}, "right", "Right side is empty."),
    ({"left": "7", "right": "8"}, "left", "Neither side has an indicator."),
    ({"tolerance": "10 percent"}, "tolerance", "Tolerance “10 percent”: Write 0 for none"),
    ({"dims": "OCCUPATION"}, "dims", "is not broken down by OCCUPATION. It has: "),
    ({"dims": "SEX, AGE"}, "dims", "Put semicolons between dimensions"),
    ({"dims": "SEXE"}, "dims", "no dimension SEXE. The nearest one is SEX."),
    ({"left": "sum(IMM.STOCK.TOT, SEX)", "dims": "SEX"}, "dims", "IMM.STOCK.TOT has SEX in brackets"),
    ({"scope": "unit=persons"}, "scope", "This works only where ANY stands"),
    ({"left": "ANY", "scope": "units=persons"}, "scope", "Indicators have no units. The nearest one is unit."),
    ({"left": "ANY", "scope": "persons"}, "scope", "Write column=value"),
    (
        {"left": "ANY", "scope": "unit=person"},
        "scope",
        "No indicator has unit=person. The nearest one is unit=persons.",
    ),
    ({"message_en": ""}, "message_en", "The message is empty."),
]


@pytest.fixture
def languages() -> Iterator[Callable[[str], None]]:
    yield use
    use("en")


@pytest.mark.parametrize(("changed", "column", "said"), SAID)
def test_the_writer_of_a_rule_reads_what_to_do_in_her_language(
    changed: dict[str, str], column: str, said: str, languages: Callable[[str], None]
) -> None:
    words = {}
    for language in LANGUAGES:
        languages(language)
        found = check_rule(shipped(), "NAT-A", whole(RULE | changed))
        assert found and found[0].where and found[0].where.column == column
        words[language] = str(found[0].message.context["defect"])
    assert said in words["en"]
    assert len(set(words.values())) == len(LANGUAGES)


def test_a_rule_is_looked_at_before_its_code_and_message_are_there() -> None:
    found = check_rule(shipped(), "NAT-", whole({"left": "IMM.STOCK", "right": "CTX.POP.TOT"}))
    assert [problem.where.column for problem in found if problem.where] == ["code", "left", "message_en"]


@pytest.mark.parametrize("module", [checking, checking_national, expression])
def test_no_defect_is_told_in_english_only(module: object) -> None:
    """Each sentence goes through `_`: no string with a blank is given to what notes a defect."""
    tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))  # type: ignore[attr-defined]
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        if isinstance(call.func, ast.Attribute) and call.func.attr in ("bad", "wrong", "error"):
            bare = [
                a
                for a in call.args
                if isinstance(a, ast.JoinedStr) or (isinstance(a, ast.Constant) and " " in str(a.value))
            ]
            assert not bare, ast.unparse(call)


@pytest.mark.parametrize("language", ["fr", "es"])
def test_each_function_has_an_example_that_can_be_read(language: str) -> None:
    assert all(expression.parse(example) for example in functions.EXAMPLES.values())
    assert translator(language)("an indicator") != "an indicator"
