"""Owns the functions of the expression language as a person writes them, and what is said where she writes them otherwise."""

from __future__ import annotations

from desktop.language import _

EXAMPLES = {
    "abs": "abs(DRV.NET.RATE)", "count": "count(IMM.STOCK.TOT, SEX)", "formula": "formula(ANY)",
    "has": "has(IMM.STOCK.TOT)", "hidden": "hidden(ANY)", "lag": "lag(CTX.POP.TOT, 1)", "limit": "limit(max)",
    "meta": "meta(ANY, source)", "mincell": "mincell(ANY)", "mod": "mod(IMM.STOCK.TOT, 1)",
    "partner": "partner(EMI.STOCK.TOT, COUNTRY_OF_RESIDENCE)", "rivals": "rivals(ANY)", "sum": "sum(IMM.STOCK.TOT, SEX)",
    "this_year": "this_year()", "whole": "whole(ANY)", "year": "year()", "yoy": "yoy(CTX.POP.TOT)",
}  # fmt: skip
"""Every function as it is written."""


def needs_more(function: str) -> str:
    said = _("{function} needs more in its brackets. It is written as in {example}")
    return said.format(function=function, example=EXAMPLES[function])


def has_too_much(function: str) -> str:
    said = _("{function} has too much in its brackets. It is written as in {example}")
    return said.format(function=function, example=EXAMPLES[function])


def unreadable(text: str) -> str:
    said = _("“{text}” cannot be read.").format(text=text)
    if text.startswith("."):
        return f"{said} {_('Codes have capital letters, as in IMM.STOCK.TOT.')}"
    if text[0] in "<>!":
        return f"{said} {_('The two sides are compared by a sign of their own, between them.')}"
    return f"{said} {_('An expression has only codes, numbers, brackets, commas and + - * /.')}"


def no_function(name: str) -> str:
    from difflib import get_close_matches  # noqa: PLC0415  only where a word is wrong

    near = get_close_matches(name.lower(), EXAMPLES, 1)
    if near:
        return _("There is no function {name}. The nearest one is {near}, as in {example}").format(
            name=name, near=near[0], example=EXAMPLES[near[0]]
        )
    return _("There is no function {name}. There are: {names}").format(name=name, names=", ".join(sorted(EXAMPLES)))
