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

from desktop.catalogue.functions import EXAMPLES, has_too_much, needs_more, no_function, unreadable
from desktop.language import _, marked

ANY = "ANY"
META_FIELDS = frozenset(
    "source reference_date coverage provider definition_note method_note break_note missing_reason".split()
)
LIMIT_COLUMNS = frozenset("min max warn_min warn_max max_yoy_change_pct".split())


class ExpressionError(ValueError):
    """An expression that cannot be read: why, in the language of the interface, and at which character (from 1)."""

    def __init__(self, reason: str, position: int):
        super().__init__(f"{position}: {reason}")
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

_NUMBER, _INDICATOR, _DIMENSION, _MEMBER = (
    marked("a number"), marked("an indicator"), marked("a dimension"), marked("an item"),
)  # fmt: skip
_OPERAND = marked("an indicator, a number or a bracket")

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
                raise ExpressionError(unreadable(text[at:].strip()[:20]), at + 1)
            kind = match.lastgroup or ""
            self.tokens.append((kind, match[kind], match.start(kind) + 1))
            at = match.end()
        self.tokens.append(("end", "", len(text) + 1))
        self.at = 0

    def whole(self) -> Expression:
        tree = self.expr()
        if self.kind != "end":
            raise self.error(self.unexpected())
        return tree

    def unexpected(self) -> str:
        """What stands after an expression that was whole already."""
        text = _("“{text}” does not belong here.").format(text=self.value)
        if self.value in (")", "]"):
            return _("The bracket {sign} was never opened.").format(sign=self.value)
        if self.value == ",":
            return f"{text} {_('Numbers have a point: 0.1.')}"
        if self.kind in ("name", "number") or self.value == "(":
            return f"{text} {_('Put + - * or / before it.')}"
        return text

    @property
    def kind(self) -> str:
        return self.tokens[self.at][0]

    @property
    def value(self) -> str:
        return self.tokens[self.at][1]

    def error(self, reason: str) -> ExpressionError:
        return ExpressionError(reason, self.tokens[self.at][2])

    def take(self, wanted: str, meaning: str = "") -> str:
        """The next token, which must be this sign or of this kind (`name`, `number`); `meaning` is that kind in (marked) words."""
        kind, value, _position = self.tokens[self.at]
        if wanted not in (kind, value):
            raise self.error(self.lacking(wanted, _(meaning) or wanted))
        self.at += 1
        return value

    def lacking(self, wanted: str, meaning: str) -> str:
        if wanted == ")" and self.value == ",":
            return self.unexpected()
        if self.kind != "end":
            return _("“{text}” stands where this is expected: {wanted}").format(text=self.value, wanted=meaning)
        if wanted in (")", "]"):
            return _("The bracket {sign} is missing at the end.").format(sign=wanted)
        return _("It ends too early. This is missing: {wanted}").format(wanted=meaning)

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
        name = self.take("name", _OPERAND)
        return self.call(name) if self.value == "(" else self.reference(name)

    def reference(self, code: str) -> Ref:
        fixed: list[tuple[str, str]] = []
        if self.value == "[":
            self.take("[")
            while True:
                dimension = self.take("name", _DIMENSION)
                self.take("=")
                fixed.append((dimension, self.take("name", _MEMBER)))
                if self.value != ",":
                    break
                self.take(",")
            self.take("]")
        return Ref(code, tuple(fixed))

    def call(self, name: str) -> Expression:
        begin = self.at - 1
        self.take("(")
        tree = self.arguments(name, begin)
        if (self.value == "," and name != "abs") or (
            name in ("year", "this_year") and self.kind != "end" and self.value != ")"
        ):
            raise self.error(has_too_much(name))
        self.take(")")
        return tree

    def comma(self, function: str) -> None:
        """The comma before a further argument."""
        self.not_yet_closed(function)
        self.take(",")
        self.not_yet_closed(function)

    def not_yet_closed(self, function: str) -> None:
        if self.value == ")":
            raise self.error(needs_more(function))

    def arguments(self, name: str, begin: int) -> Expression:
        if name not in EXAMPLES:
            self.at = begin
            raise self.error(no_function(name))
        if name in ("year", "this_year"):
            return Year() if name == "year" else ThisYear()
        self.not_yet_closed(name)
        if name == "abs":
            return Abs(self.expr())
        if name == "mod":
            operand = self.expr()
            self.comma(name)
            return Mod(operand, Fraction(self.take("number", _NUMBER)))
        if name == "limit":
            return Limit(self.one_of(LIMIT_COLUMNS))
        return self.of_reference(name)

    def of_reference(self, name: str) -> Expression:
        code = self.take("name", _INDICATOR)
        if name == "has" and code == "lag" and self.value == "(":
            lagged = self.call("lag")
            assert isinstance(lagged, Lag)
            return Has(lagged.ref, lagged.years)
        ref = self.reference(code)
        if name in _OF_ONE_REF:
            return _OF_ONE_REF[name](ref)
        if name == "has":
            return Has(ref)
        self.comma(name)
        if name == "lag":
            return Lag(ref, self.whole_number())
        if name == "meta":
            return Meta(ref, self.one_of(META_FIELDS))
        dimension = self.take("name", _DIMENSION)
        if name != "sum":
            return Count(ref, dimension) if name == "count" else Partner(ref, dimension)
        if self.value == ",":
            self.take(",")
            return Sum(ref, dimension, self.take("name", _MEMBER))
        return Sum(ref, dimension)

    def one_of(self, allowed: frozenset[str]) -> str:
        if self.value not in allowed:
            known = _("one of these: {allowed}").format(allowed=", ".join(sorted(allowed)))
            raise self.error(self.lacking("name", known))
        return self.take("name")

    def whole_number(self) -> int:
        if "." in self.value:
            raise self.error(_("“{text}” is not a whole number.").format(text=self.value))
        return int(self.take("number", _NUMBER))
