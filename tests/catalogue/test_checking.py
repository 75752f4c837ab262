"""The check of a catalogue names every defect with file, line and column."""

from __future__ import annotations

import pytest

from desktop.catalogue.checking import check_catalogue
from desktop.catalogue.reading import files_of, shipped
from desktop.language import marked
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
        ("indicators.csv", "SEX;AGE;URB_RUR;REGION,0,,,,6", "SEX;AGE;URB_RUR;REGION,zero,,,,6", "min is no number"),
        ("rules.csv", "SUM-POP-SEX,error", "SUM-POP-SEX,grave", "severity is 'grave'"),
        ("rules.csv", '"sum(CTX.POP.TOT, SEX)",==', '"sum(CTX.POP.TOT, SHOE)",==', "no dimension SHOE"),
        ("modules.csv", "CTX,core,1,", "CTX,core,7,", "the order is not"),
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
