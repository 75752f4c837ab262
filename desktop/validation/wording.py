"""Owns the words of a finding: the rule's message in the reader's language, with the numbers where they help."""

from __future__ import annotations

from desktop.catalogue import expression as ex
from desktop.catalogue.model import Catalogue, Rule, in_language
from desktop.domain.finding import Finding
from desktop.domain.number import shown
from desktop.validation.own_rules import OWN_RULES
from desktop.validation.series import GAP, SERIES_RULES

_AGAINST = {"en": "{left} against {right}", "fr": "{left} contre {right}", "es": "{left} frente a {right}"}
_QUOTED = {"en": "“{text}”", "fr": "« {text} »", "es": "«{text}»"}
_LONGEST = 60


def message(finding: Finding, catalogue: Catalogue, language: str, numbers: str | None = None) -> str:
    """The message in `en`, `fr` or `es` (others read English); numbers in the format `numbers`, else in that of the language."""
    if language not in _AGAINST:
        language = "en"
    own = OWN_RULES.get(finding.rule)
    if own is not None:
        return _with(own.message[language], _about(finding, language))
    series = SERIES_RULES.get(finding.rule)
    if series is not None:
        sides = finding.period if series is GAP else _sides(finding, language, numbers or language)
        return _with(series.message[language], sides)
    rule = catalogue.rules[finding.rule]
    sides = _sides(finding, language, numbers or language) if _are_figures(rule) else ""
    return _with(in_language(rule.message, language), sides)


def _with(sentence: str, more: str) -> str:
    """The addition in brackets before the stop of the first sentence."""
    if not more:
        return sentence
    first, stop, rest = sentence.partition(". ")
    if not stop:
        first, stop, rest = sentence.removesuffix("."), "." if sentence.endswith(".") else "", ""
    return f"{first} ({more}){stop}{rest}"


def _sides(finding: Finding, language: str, form: str) -> str:
    return _AGAINST[language].format(left=shown(finding.left or "", form), right=shown(finding.right, form))


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


def _are_figures(rule: Rule) -> bool:
    """Whether both sides are figures that a reader knows, or sums of such: not counts, flags, products."""
    return _is_figure(rule.left) and _is_figure(rule.right)


def _is_figure(tree: ex.Expression) -> bool:
    match tree:
        case ex.Binary(operator, left, right):
            return operator in "+-" and _is_figure(left) and _is_figure(right)
        case ex.Ref() | ex.Lag() | ex.Sum() | ex.Whole() | ex.Partner() | ex.FormulaOf() | ex.MinCell():
            return True
        case ex.Number() | ex.Limit():
            return True
        case _:
            return False
