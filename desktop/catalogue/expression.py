"""Owns the expression language of formulas and rules: text → typed tree, errors with their position (catalogue README).

expr   = term { ("+" | "-") term }
term   = factor { ("*" | "/") factor }
factor = number | "-" factor | "(" expr ")" | ref | call
ref    = code [ "[" dim "=" member { "," dim "=" member } "]" ]
call   = name "(" arguments ")"
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

ANY = "ANY"
META_FIELDS = frozenset(
    "source reference_date coverage provider definition_note method_note break_note missing_reason".split()
)
LIMIT_COLUMNS = frozenset("min max warn_min warn_max max_yoy_change_pct".split())


class ExpressionError(ValueError):
    """An expression that cannot be read: why, and at which character (from 1)."""

    def __init__(self, reason: str, position: int):
        super().__init__(f"{reason} (character {position})")
        self.reason, self.position = reason, position


@dataclass(frozen=True, slots=True)
class Number:
    value: Fraction
    text: str


@dataclass(frozen=True, slots=True)
class Negative:
    operand: Expression


@dataclass(frozen=True, slots=True)
class Binary:
    operator: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Ref:
    """A code (or `ANY`) with the members that brackets fix, in the order written."""

    code: str
    fixed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Sum:
    ref: Ref
    dimension: str
    member: str = "_T"


@dataclass(frozen=True, slots=True)
class Count:
    ref: Ref
    dimension: str


@dataclass(frozen=True, slots=True)
class Lag:
    ref: Ref
    years: int


@dataclass(frozen=True, slots=True)
class Yoy:
    ref: Ref


@dataclass(frozen=True, slots=True)
class Abs:
    operand: Expression


@dataclass(frozen=True, slots=True)
class Mod:
    operand: Expression
    divisor: Fraction


@dataclass(frozen=True, slots=True)
class Has:
    """`has(code)`, or `has(lag(code, n))` with `years` = n."""

    ref: Ref
    years: int = 0


@dataclass(frozen=True, slots=True)
class Partner:
    ref: Ref
    dimension: str


@dataclass(frozen=True, slots=True)
class MinCell:
    ref: Ref


@dataclass(frozen=True, slots=True)
class Rivals:
    ref: Ref


@dataclass(frozen=True, slots=True)
class Whole:
    ref: Ref


@dataclass(frozen=True, slots=True)
class Hidden:
    ref: Ref


@dataclass(frozen=True, slots=True)
class FormulaOf:
    ref: Ref


@dataclass(frozen=True, slots=True)
class Meta:
    ref: Ref
    field: str


@dataclass(frozen=True, slots=True)
class Limit:
    column: str


@dataclass(frozen=True, slots=True)
class Year:
    pass


@dataclass(frozen=True, slots=True)
class ThisYear:
    pass


Expression = (
    Number | Negative | Binary | Ref | Sum | Count | Lag | Yoy | Abs | Mod | Has | Partner | MinCell | Rivals | Whole | Hidden
    | FormulaOf | Meta | Limit | Year | ThisYear
)  # fmt: skip
_OF_ONE_REF: dict[str, Callable[[Ref], Expression]] = {
    "yoy": Yoy,
    "mincell": MinCell,
    "rivals": Rivals,
    "whole": Whole,
    "hidden": Hidden,
    "formula": FormulaOf,
}

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<name>[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Z0-9]+)*)|(?P<sign>[-+*/(),\[\]=]))",
    re.ASCII,
)


def parse(text: str) -> Expression:
    """The tree of an expression. Raises `ExpressionError`. Whether codes, dimensions, members exist is `checking`'s to say."""
    return _Parser(text).whole()


def walk(tree: Expression) -> Iterator[Expression]:
    """Every node in reading order, left before right, a function before its arguments."""
    yield tree
    match tree:
        case Negative(operand) | Abs(operand) | Mod(operand, _):
            yield from walk(operand)
        case Binary(_, left, right):
            yield from walk(left)
            yield from walk(right)
        case Number() | Ref() | Limit() | Year() | ThisYear():
            return
        case _:
            yield tree.ref


def references(tree: Expression) -> list[Ref]:
    """Every reference in reading order, inside functions too."""
    return [node for node in walk(tree) if isinstance(node, Ref)]


class _Parser:
    """Recursive descent over the grammar."""

    def __init__(self, text: str):
        self.text, self.tokens, at = text, [], 0
        while at < len(text.rstrip()):
            match = _TOKEN.match(text, at)
            if not match:
                raise ExpressionError(f"cannot read {text[at:].strip()[:20]!r}", at + 1)
            kind = match.lastgroup or ""
            self.tokens.append((kind, match[kind], match.start(kind) + 1))
            at = match.end()
        self.tokens.append(("end", "", len(text) + 1))
        self.at = 0

    def whole(self) -> Expression:
        tree = self.expr()
        if self.kind != "end":
            raise self.error(f"unexpected {self.value!r}")
        return tree

    @property
    def kind(self) -> str:
        return self.tokens[self.at][0]

    @property
    def value(self) -> str:
        return self.tokens[self.at][1]

    def error(self, reason: str) -> ExpressionError:
        return ExpressionError(reason, self.tokens[self.at][2])

    def take(self, wanted: str) -> str:
        """The next token, which must be this sign or of this kind (`name`, `number`)."""
        kind, value, _ = self.tokens[self.at]
        if wanted not in (kind, value):
            raise self.error(f"expected {wanted}, found {value or 'the end'!r}")
        self.at += 1
        return value

    def expr(self) -> Expression:
        tree = self.term()
        while self.value in ("+", "-"):
            tree = Binary(self.take("sign"), tree, self.term())
        return tree

    def term(self) -> Expression:
        tree = self.factor()
        while self.value in ("*", "/"):
            tree = Binary(self.take("sign"), tree, self.factor())
        return tree

    def factor(self) -> Expression:
        if self.kind == "number":
            text = self.take("number")
            return Number(Fraction(text), text)
        if self.value == "-":
            self.take("-")
            return Negative(self.factor())
        if self.value == "(":
            self.take("(")
            tree = self.expr()
            self.take(")")
            return tree
        name = self.take("name")
        return self.call(name) if self.value == "(" else self.reference(name)

    def reference(self, code: str) -> Ref:
        fixed: list[tuple[str, str]] = []
        if self.value == "[":
            self.take("[")
            while True:
                dimension = self.take("name")
                self.take("=")
                fixed.append((dimension, self.take("name")))
                if self.value != ",":
                    break
                self.take(",")
            self.take("]")
        return Ref(code, tuple(fixed))

    def call(self, name: str) -> Expression:
        begin = self.at - 1
        self.take("(")
        tree = self.arguments(name, begin)
        self.take(")")
        return tree

    def arguments(self, name: str, begin: int) -> Expression:
        if name == "abs":
            return Abs(self.expr())
        if name == "mod":
            operand = self.expr()
            self.take(",")
            return Mod(operand, Fraction(self.take("number")))
        if name in ("year", "this_year"):
            return Year() if name == "year" else ThisYear()
        if name == "limit":
            return Limit(self.one_of(LIMIT_COLUMNS, "limit"))
        if name not in ("has", "lag", "sum", "count", "partner", "meta", *_OF_ONE_REF):
            self.at = begin
            raise self.error(f"no function {name}")
        return self.of_reference(name)

    def of_reference(self, name: str) -> Expression:
        code = self.take("name")
        if name == "has" and code == "lag" and self.value == "(":
            lagged = self.call("lag")
            assert isinstance(lagged, Lag)
            return Has(lagged.ref, lagged.years)
        ref = self.reference(code)
        if name in _OF_ONE_REF:
            return _OF_ONE_REF[name](ref)
        if name == "has":
            return Has(ref)
        self.take(",")
        if name == "lag":
            return Lag(ref, self.whole_number())
        if name == "meta":
            return Meta(ref, self.one_of(META_FIELDS, "metadata field"))
        dimension = self.take("name")
        if name != "sum":
            return Count(ref, dimension) if name == "count" else Partner(ref, dimension)
        if self.value == ",":
            self.take(",")
            return Sum(ref, dimension, self.take("name"))
        return Sum(ref, dimension)

    def one_of(self, allowed: frozenset[str], what: str) -> str:
        if self.value not in allowed:
            raise self.error(f"unknown {what} {self.value!r}")
        return self.take("name")

    def whole_number(self) -> int:
        if "." in self.value:
            raise self.error(f"{self.value} is not a whole number")
        return int(self.take("number"))
