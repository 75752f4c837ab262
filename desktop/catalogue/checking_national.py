"""Owns the check of what a profile adds to its catalogue, a rule or an indicator: every defect told of it, with the column."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.catalogue import national, national_indicators
from desktop.catalogue.checking import Check, Row
from desktop.catalogue.model import NUMERIC, Catalogue
from desktop.catalogue.reading import LANGUAGES, LIMITS
from desktop.domain.errors import Message, Place, Problem
from desktop.language import _

_UNITS = {"boolean": "yes/no", "percentage": "percent", "text": "text"}
"""Types that have one unit."""
_LONGEST_UNIT = 40
_NEEDED = ("unit", "value_type", "frequency")


def check_rule(catalogue: Catalogue, code: str, columns: Mapping[str, str]) -> list[Problem]:
    """Every defect of a rule that a profile adds; `columns` as `national.whole` gives them."""
    check = _check_of(catalogue)
    row = _row(code, columns)
    if not national.CODE.fullmatch(code):
        said = _(
            "“{code}” is not a code of a national rule. Write NAT- and capital letters, digits or hyphens, as in NAT-PERMITS."
        )
        check.bad("rules.csv", 1, said.format(code=code), "code")
    messages = [name for name in row if name.startswith("message_")]
    before = len(check.defects)
    check.check_cells("rules.csv", _given(row, messages))
    if len(check.defects) == before:
        check.check_rule(row)
    if not any(row[name] for name in messages):
        said = _("The message is empty. Write what is to be read where the rule does not hold.")
        check.bad("rules.csv", 1, said, "message_en")
    return [_told(defect, "RULE-FAULT", rule=code) for defect in check.defects]


def check_indicator(catalogue: Catalogue, code: str, columns: Mapping[str, str]) -> list[Problem]:
    """Every defect of an indicator that a profile adds; `columns` as `national_indicators.whole` gives them.

    The catalogue may hold the indicator as it was, and others of the profile that its formula names.
    """
    check = _check_of(catalogue)
    check.titles["indicators.csv"] = national_indicators.TITLES
    row = _row(code, national_indicators.row_of(code, columns))
    check.indicators.pop(code, None)
    if not national_indicators.CODE.fullmatch(code):
        said = _(
            "“{code}” is not a code of a national indicator. Write NAT, a group and a name, as in NAT.IMM.PERMITS."
        )
        check.bad("indicators.csv", 1, said.format(code=code), "code")
    _check_words(check, row)
    before = len(check.defects)
    check.check_cells("indicators.csv", _given(row, [name for name in row if name not in _NEEDED]))
    if row["module_code"] not in check.modules:
        said = _("There is no module {module} here. There are: {modules}.")
        modules = " ".join(sorted(check.modules))
        check.bad("indicators.csv", 1, said.format(module=row["module_code"], modules=modules), "module_code")
    if len(check.defects) == before:
        check.indicators[code] = row
        _check_unit(check, row)
        check.check_meaning(row)
        check.visit(code, [], set())
    return [_told(defect, "INDICATOR-FAULT", indicator=code) for defect in check.defects]


def _check_words(check: Check, row: Row) -> None:
    """Title and definition in one language at least; a title that no other indicator has."""
    for name, said in (
        ("title_en", _("The title is empty. Write what is counted, as in “Permits for seasonal work”.")),
        ("definition_en", _("The definition is empty. Write who or what is counted, when and where.")),
    ):
        if not any(row[name.removesuffix("en") + language] for language in LANGUAGES):
            check.bad("indicators.csv", 1, said, name)
    for language in LANGUAGES:
        column = f"title_{language}"
        title = row[column].casefold()
        same = next((it["code"] for it in check.indicators.values() if title and it[column].casefold() == title), "")
        if same:
            check.wrong("indicators.csv", row, column, _("{indicator} has this title already.").format(indicator=same))


def _check_unit(check: Check, row: Row) -> None:
    unit, kind = row["unit"], row["value_type"]
    wanted = _UNITS.get(kind, "")
    if wanted and unit != wanted:
        check.wrong("indicators.csv", row, "unit", _("The unit of this type is “{unit}”.").format(unit=wanted))
    elif kind in ("integer", "decimal") and (unit in _UNITS.values() or unit.startswith("code:")):
        check.wrong("indicators.csv", row, "unit", _("This unit belongs to another type."))
    elif len(unit) > _LONGEST_UNIT:
        said = _("It is too long: at most {n} characters.").format(n=_LONGEST_UNIT)
        check.wrong("indicators.csv", row, "unit", said)
    for column in ("formula", *LIMITS):
        if row[column] and kind not in NUMERIC:
            check.wrong("indicators.csv", row, column, _("Only numbers have it, and this type is none."))
    if row["max_yoy_change_pct"].startswith("-"):
        check.wrong("indicators.csv", row, "max_yoy_change_pct", _("It counts up and down. Write it without a minus."))


def _check_of(catalogue: Catalogue) -> Check:
    """A check that knows the indicators of the files and those that the profile added."""
    check = Check(catalogue.files)
    check.defects.clear()  # those of the catalogue itself are not what is asked
    for code, indicator in catalogue.indicators.items():
        if code not in check.indicators:
            check.indicators[code] = _row(code, indicator.columns)
    return check


def _row(code: str, columns: Mapping[str, str]) -> Row:
    row = Row({**columns, "code": code})
    row.line = 1
    return row


def _given(row: Row, may_be_empty: list[str]) -> Row:
    """The cells that must be looked at: those that are filled or may not be empty."""
    return Row({name: cell for name, cell in row.items() if cell or name not in may_be_empty})


def _told(defect: Problem, message: str, **of: str) -> Problem:
    """A defect of the one row, told of the rule or the indicator."""
    column = defect.where.column if defect.where else None
    context = {**of, "defect": defect.message.context["defect"]}
    return Problem(Message(message, context), where=Place(column=column))
