"""What becomes of a text typed into a cell."""

from __future__ import annotations

import pytest

from desktop.catalogue.reading import shipped
from desktop.domain.entry import Entry, ValueKind, read_entry

DECIMAL, PERCENT, YES_NO, CATEGORY, TEXT = "CTX.EXT.FDI", "REM.COST.IN", "GOV.LAW.ACT", "GOV.SDG.CAT", "DRV.NARR.MAIN"


def _kind(value_type: str) -> str:
    return next(i.code for i in shipped().indicators.values() if i.value_type == value_type)


@pytest.mark.parametrize(
    ("text", "value", "status"),
    [
        ("12 p", "12", "P"),
        ("12e", "12", "E"),
        ("1,234 b", "1234", "B"),
        ("7u", "7", "U"),
        ("..", None, "O"),
        (":", None, "O"),
        ("n/a", None, "O"),
        ("N/A", None, "O"),
        ("z", None, "M"),
        ("c", None, "Q"),
        ("12", "12", None),
        ("  ", None, None),
    ],
)
def test_marks_and_flags(text: str, value: str | None, status: str | None) -> None:
    entry = read_entry(text, shipped().value_kind(DECIMAL), "en")
    assert (entry.value, entry.status, entry.is_readable, entry.is_ambiguous) == (value, status, True, False)


@pytest.mark.parametrize("dash", ["-", "–", "—", "−"])
def test_a_lone_dash_is_asked_about(dash: str) -> None:
    assert read_entry(dash, shipped().value_kind(DECIMAL), "en").readings == ("O", "M", "0")


def test_files_know_no_marks_and_no_flags() -> None:
    kind = shipped().value_kind(DECIMAL)
    assert [read_entry(text, kind, "plain").is_readable for text in ("..", "12 p", "z", "-")] == [False] * 4


@pytest.mark.parametrize(
    ("text", "value"),
    [("yes", "1"), ("oui", "1"), ("sí", "1"), ("NO", "0"), ("0", "0"), ("1", "1"), ("maybe", None), ("2", None)],
)
def test_yes_and_no(text: str, value: str | None) -> None:
    entry = read_entry(text, shipped().value_kind(_kind("boolean")), "en")
    assert (entry.value, entry.is_readable) == (value, value is not None)


def test_categories_by_code_or_title_in_any_language() -> None:
    kind = shipped().value_kind(CATEGORY)
    assert [read_entry(text, kind, "en").value for text in ("MEETS", "meets", "Répond", "Cumple", "perhaps")] == [
        "MEETS",
        "MEETS",
        "MEETS",
        "MEETS",
        None,
    ]


def test_free_text_is_kept_as_it_is() -> None:
    kind = shipped().value_kind(_kind("text"))
    assert read_entry(" z ", kind, "en").value == " z "


def test_a_grade_that_looks_like_a_mark_is_the_grade() -> None:
    grades = ValueKind("category", False, {"a": "A", "c": "C", "weak": "C"})
    assert read_entry("C", grades, "en") == read_entry("Weak", grades, "en") == Entry("C")
    assert read_entry("c", grades, "en") == Entry(None, "Q")
    assert read_entry("..", grades, "en") == Entry(None, "O")
    assert read_entry("z", grades, "en") == Entry(None, "M")
    assert not read_entry("q", grades, "en").is_readable
