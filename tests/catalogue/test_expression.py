"""The expression language: trees, and errors with their position."""

from __future__ import annotations

from fractions import Fraction

import pytest

from desktop.catalogue.expression import (
    Abs,
    Binary,
    Count,
    ExpressionError,
    Has,
    Lag,
    Limit,
    Meta,
    Mod,
    Negative,
    Number,
    Ref,
    Sum,
    parse,
    references,
)
from desktop.catalogue.reading import shipped


def test_multiplication_binds_tighter_and_equals_bind_left() -> None:
    assert parse("1 - 2 - 3 * 4") == Binary("-", Binary("-", _n("1"), _n("2")), Binary("*", _n("3"), _n("4")))


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("A.B.C[SEX=F, AGE=_T]", Ref("A.B.C", (("SEX", "F"), ("AGE", "_T")))),
        ("-A.B.C", Negative(Ref("A.B.C"))),
        ("sum(A.B.C, AGE, Y15T64)", Sum(Ref("A.B.C"), "AGE", "Y15T64")),
        ("sum(ANY, SEX)", Sum(Ref("ANY"), "SEX")),
        ("has(lag(ANY, 1))", Has(Ref("ANY"), 1)),
        ("lag(A.B.C, 2)", Lag(Ref("A.B.C"), 2)),
        ("count(ANY, SEX)", Count(Ref("ANY"), "SEX")),
        ("abs(1)", Abs(Number(Fraction(1), "1"))),
        ("mod(ANY, 1)", Mod(Ref("ANY"), Fraction(1))),
        ("limit(warn_max)", Limit("warn_max")),
        ("meta(ANY, source)", Meta(Ref("ANY"), "source")),
    ],
)
def test_each_form(text: str, tree: object) -> None:
    assert parse(text) == tree


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("1 +", 4),
        ("1 ? 2", 2),
        ("foo(A.B.C)", 1),
        ("sum(A.B.C)", 10),
        ("lag(A.B.C, 1.5)", 12),
        ("limit(colour)", 7),
        ("(1", 3),
        ("1 2", 3),
        ("A.B.C[SEX]", 10),
    ],
)
def test_errors_know_where(text: str, position: int) -> None:
    with pytest.raises(ExpressionError) as error:
        parse(text)
    assert error.value.position == position


def test_references_in_reading_order() -> None:
    tree = parse("lag(A.B.A, 1) + sum(A.B.B, SEX) / A.B.C")
    assert [ref.code for ref in references(tree)] == ["A.B.A", "A.B.B", "A.B.C"]


def test_the_whole_catalogue_parses() -> None:
    catalogue = shipped()
    assert sum(indicator.formula is not None for indicator in catalogue.indicators.values()) == 73
    assert all(rule.left and rule.right for rule in catalogue.rules.values())


def _n(text: str) -> Number:
    return Number(Fraction(text), text)
