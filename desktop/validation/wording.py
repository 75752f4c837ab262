"""Owns the words of a finding: the rule's message in the reader's language, with the numbers it stands on where these are figures.

The same words stand in the table's tooltip, the inspector, the panel, for screen readers, in workbook, report and on the command line.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from desktop.catalogue import expression as ex
from desktop.catalogue import wording
from desktop.catalogue.model import Catalogue, Rule, in_language
from desktop.domain.finding import Finding
from desktop.domain.number import shown
from desktop.validation.own_rules import OWN_RULES
from desktop.validation.series import GAP, SERIES_RULES

_SIDES = {
    "en": "{left} against {right}, difference {difference}",
    "fr": "{left} contre {right}, écart {difference}",
    "es": "{left} frente a {right}, diferencia {difference}",
}
_MOVED = {
    "en": "{before} in {earlier}, {after} in {later}",
    "fr": "{before} en {earlier}, {after} en {later}",
    "es": "{before} en {earlier}, {after} en {later}",
}
_USUAL = {
    "en": "{moved}: {change} %, usual {usual} %",
    "fr": "{moved}\u00a0: {change} %, habituel {usual} %",
    "es": "{moved}: {change} %, habitual {usual} %",
}
_QUOTED = {"en": "“{text}”", "fr": "« {text} »", "es": "«{text}»"}
_LONGEST = 60
_MOST_PARTS = 4
_NO_FIGURES = (ex.Has, ex.Meta, ex.Count, ex.Rivals, ex.Hidden, ex.Year, ex.ThisYear)
"""Functions whose answers are counts and flags that would only puzzle a reader."""


class Words(NamedTuple):
    """A finding in words: what is wrong, the numbers (empty where they would not help), what to do (may be empty)."""

    headline: str
    numbers: str
    advice: str

    @property
    def whole(self) -> str:
        """`Headline (numbers). Advice.`"""
        headline = f"{self.headline.removesuffix('.')} ({self.numbers})." if self.numbers else self.headline
        return f"{headline} {self.advice}".rstrip()


def message(finding: Finding, catalogue: Catalogue, language: str, numbers: str | None = None) -> str:
    """The message in `en`, `fr` or `es` (others read English); numbers in the format `numbers`, else in that of the language."""
    return words_of(finding, catalogue, language, numbers).whole


def headline_of(rule: str, catalogue: Catalogue, language: str) -> str:
    """What a rule says is wrong, in one sentence: the same for all its findings."""
    return _split(_text(rule, catalogue, language), "").headline


def _text(rule: str, catalogue: Catalogue, language: str) -> str:
    language = language if language in _SIDES else "en"
    own = OWN_RULES.get(rule) or SERIES_RULES.get(rule)
    return own.message[language] if own is not None else in_language(catalogue.rules[rule].message, language)


def words_of(finding: Finding, catalogue: Catalogue, language: str, numbers: str | None = None) -> Words:
    """The same in its parts."""
    if language not in _SIDES:
        language = "en"
    form = numbers or language
    if finding.rule in OWN_RULES:
        numbers = _about(finding, language)
    elif finding.rule == GAP.code:
        numbers = finding.period
    elif finding.rule in SERIES_RULES:
        numbers = _sides(finding, language, form)
    else:
        numbers = _figures(finding, catalogue.rules[finding.rule], catalogue, language, form)
    return _split(_text(finding.rule, catalogue, language), numbers)


def _split(text: str, numbers: str) -> Words:
    first, stop, rest = text.partition(". ")
    return Words(first + "." if stop else text, numbers, rest)


def _figures(finding: Finding, rule: Rule, catalogue: Catalogue, language: str, form: str) -> str:
    nodes = [*ex.walk(rule.left), *ex.walk(rule.right)]
    if any(isinstance(node, _NO_FIGURES) for node in nodes):
        return ""
    if rule.family in ("yoy", "unit"):
        limits = catalogue.indicators[finding.indicator].limits if ex.Limit("max_yoy_change_pct") in nodes else {}
        moved = _moved(finding, limits.get("max_yoy_change_pct", ""), language, form)
        if moved:
            return moved
    if any(isinstance(node, ex.Mod) for node in nodes) or _is_product(rule.left):
        return _number(finding.cells[0].value, form)
    return _sides(finding, language, form, _parts(finding, rule, form))


def _is_product(tree: ex.Expression) -> bool:
    """Whether a side is a figure times something made of it: no figure that anybody knows."""
    return isinstance(tree, ex.Binary) and tree.operator == "*" and len(list(ex.references(tree))) > 1


def _sides(finding: Finding, language: str, form: str, parts: str = "") -> str:
    left = _number(finding.left, form)
    return _SIDES[language].format(
        left=f"{parts} = {left}" if parts else left, right=_number(finding.right, form),
        difference=_number((finding.difference or "").lstrip("-"), form),
    )  # fmt: skip


def _parts(finding: Finding, rule: Rule, form: str) -> str:
    """`110,159 + 78,012` for a sum of few parts."""
    if not isinstance(rule.left, ex.Sum):
        return ""
    parts = [
        cell.value
        for cell in finding.cells
        if cell.value is not None and cell.cell.indicator == rule.left.ref.code and cell.cell.items != finding.items
    ]
    return " + ".join(_number(value, form) for value in parts) if 1 < len(parts) <= _MOST_PARTS else ""


def _moved(finding: Finding, limit: str, language: str, form: str) -> str:
    """Both years of a change, how many per cent it is, and what is usual."""
    try:
        (earlier, before), (later, after) = sorted(
            (cell.cell.period, Decimal(cell.value or "")) for cell in finding.cells
        )
    except (InvalidOperation, ValueError):
        return ""
    if earlier == later:
        return ""
    said = _MOVED[language].format(
        before=_number(f"{before:f}", form), earlier=earlier, after=_number(f"{after:f}", form), later=later
    )
    if not limit or not before or before == after:
        return said
    change = _number(f"{100 * (after - before) / abs(before):f}", form, 1)
    sign = "+" if after > before else ""
    return _USUAL[language].format(moved=said, change=sign + change, usual=_number(limit, form))


def _number(text: str | None, form: str, decimals: int = 3) -> str:
    """A number for reading: what is worked out keeps few decimals, texts stay as they are."""
    if text is None:
        return "–"
    try:
        places = -int(Decimal(text).as_tuple().exponent)
    except (InvalidOperation, ValueError):
        return text
    if places > decimals:
        text = wording.rounded(text, decimals)
        text = text.rstrip("0").rstrip(".") if "." in text else text
    return shown(text, form)


def _about(finding: Finding, language: str) -> str:
    """What a `VAL-` check stumbled over."""
    if finding.rule == "VAL-SOURCE":
        return finding.source or ""
    if finding.rule == "VAL-PERIOD":
        return f"{finding.period}; {finding.right.replace(':', '–')}"
    if finding.rule == "VAL-NOVALUE" or not finding.left:
        return ""
    text = finding.left if len(finding.left) <= _LONGEST else finding.left[:_LONGEST] + "…"
    return _QUOTED[language].format(text=text)
