"""Owns the check of a catalogue: every defect with file, line and column in plain words (the checks of `check_catalogue.py`)."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Mapping
from decimal import Decimal
from operator import itemgetter

from desktop.catalogue.expression import (
    ANY,
    Abs,
    Binary,
    Count,
    Expression,
    ExpressionError,
    Lag,
    Mod,
    Negative,
    Number,
    Partner,
    Ref,
    Sum,
    Yoy,
    parse,
    walk,
)
from desktop.catalogue.known import Known, in_scope, listed
from desktop.catalogue.national import TITLES
from desktop.domain.errors import Message, Place, Problem
from desktop.language import _

COLUMNS = {
    "modules.csv": "code part order short_en short_fr short_es title_en title_fr title_es main_issues_en main_issues_fr main_issues_es "
    "standard report_part origin origin_note",
    "dimensions.csv": "dimension_code member_code title_en title_fr title_es parent standard kind",
    "indicators.csv": "code module_code tier title_en title_fr title_es definition_en definition_fr definition_es unit value_type "
    "frequency dimensions min max warn_min warn_max max_yoy_change_pct formula measures_contribution_to typical_source "
    "typical_provider reference grounding",
    "rules.csv": "code severity family left operator right tolerance dims scope message_en message_fr message_es rationale",
}
ALLOWED = {
    ("modules.csv", "part"): "core thematic",
    ("modules.csv", "report_part"): "A B C D",
    ("modules.csv", "origin"): "pre2011 2011 later",
    ("dimensions.csv", "kind"): "dimension valuelist attribute",
    ("indicators.csv", "tier"): "core extended",
    ("indicators.csv", "value_type"): "integer decimal percentage boolean category text",
    ("indicators.csv", "frequency"): "annual five-yearly point-in-time",
    ("indicators.csv", "grounding"): "verified framework inferred",
    ("rules.csv", "severity"): "error warning info",
    ("rules.csv", "operator"): "== != < <= > >=",
    ("rules.csv", "family"): "sum subset balance yoy bound unit mirror confidentiality metadata completeness formula",
}
MAY_BE_EMPTY = {
    "modules.csv": (),
    "dimensions.csv": ("member_code", "parent"),
    "indicators.csv": tuple(
        "dimensions min max warn_min warn_max max_yoy_change_pct formula measures_contribution_to".split()
    ),
    "rules.csv": ("dims", "scope"),
}
_CODE = re.compile(r"[A-Z]{3}(\.[A-Z0-9]+){2}", re.ASCII)
_TOLERANCE = re.compile(r"\d+(\.\d+)?(%(\+\d+(\.\d+)?)?)?", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,15})?", re.ASCII)
_SIDES = ("left", "right")
_RISING = ("min", "warn_min", "warn_max", "max")
_IN_FORMULAS = (Number, Negative, Binary, Ref, Sum, Lag, Yoy, Abs, Mod)


class Row(dict[str, str]):
    """A row of a file that knows its line."""

    line = 0


class Check:
    """Collects the defects of one catalogue. `titles`: how the columns of a file are called in words, where they are."""

    def __init__(self, files: Mapping[str, bytes]):
        self.defects: list[Problem] = []
        self.titles: dict[str, Mapping[str, str]] = {"rules.csv": TITLES}
        self.tables = {name: self.read(name, files[name]) for name in COLUMNS}
        self.indicators = {row["code"]: row for row in self.tables["indicators.csv"]}
        self.modules = {row["code"] for row in self.tables["modules.csv"]}
        members = {(row["dimension_code"], row["member_code"]) for row in self.tables["dimensions.csv"]}
        heads = [row for row in self.tables["dimensions.csv"] if not row["member_code"]]
        dimensions = {row["dimension_code"] for row in heads if row["kind"] == "dimension"}
        self.value_lists = {row["dimension_code"] for row in heads if row["kind"] == "valuelist"}
        self.known = Known(self.indicators, dimensions, members)

    def bad(self, file: str, line: int, defect: str, column: str | None = None) -> None:
        """Note a defect, a sentence in the language of the interface."""
        message = Message("CATALOGUE-DEFECT", {"file": file, "line": line, "defect": defect})
        self.defects.append(Problem(message, where=Place(file, line=line, column=column)))

    def wrong(self, file: str, row: Row, column: str, fault: str, character: int = 0) -> None:
        """Note what is wrong in a cell, after the name of the column (of the field, where it has a title) and its text."""
        name = self.name_of(file, column)
        said = _("{column} “{text}”, character {n}: {fault}") if character else _("{column} “{text}”: {fault}")
        self.bad(file, row.line, said.format(column=name, text=row[column], n=character, fault=fault), column)

    def name_of(self, file: str, column: str) -> str:
        return _(self.titles.get(file, {}).get(column, "")) or column

    def read(self, name: str, content: bytes) -> list[Row]:
        rows: list[Row] = []
        header = COLUMNS[name].split()
        try:
            lines = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
            found = next(lines, [])
            if found != header:
                said = _("The header is not as it should be. It has: {found}. It should have: {wanted}.")
                self.bad(name, 1, said.format(found=" ".join(found), wanted=" ".join(header)))
                return rows
            before = lines.line_num
            for cells in lines:
                line, before = before + 1, lines.line_num
                if len(cells) != len(header):
                    said = _("The row has {cells} cells, the table {columns} columns.")
                    self.bad(name, line, said.format(cells=len(cells), columns=len(header)))
                    continue
                row = Row(zip(header, cells, strict=True))
                row.line = line
                self.check_cells(name, row)
                rows.append(row)
        except UnicodeDecodeError:
            self.bad(name, 1, _("The file is not text in UTF-8. Save it as “CSV UTF-8”."))
        except csv.Error as error:
            said = _("The table cannot be read from here on ({reason}). Look for a quotation mark that is not closed.")
            self.bad(name, len(rows) + 2, said.format(reason=error))
        return rows

    def check_cells(self, name: str, row: Row) -> None:
        for column, cell in row.items():
            if cell != cell.strip():
                self.wrong(name, row, column, _("There are blanks at the edge. Take them out."))
            if not cell and column not in MAY_BE_EMPTY[name]:
                self.bad(name, row.line, self.empty(name, column), column)
            allowed = ALLOWED.get((name, column), "").split()
            if cell and allowed and cell not in allowed:
                self.wrong(name, row, column, _("It can be one of these: {allowed}").format(allowed=", ".join(allowed)))

    def empty(self, file: str, column: str) -> str:
        if file == "rules.csv" and column in _SIDES:
            said = _("{column} is empty. Write an indicator or an expression, as in sum(IMM.STOCK.TOT, SEX)")
        else:
            said = _("{column} is empty.")
        return said.format(column=self.name_of(file, column))

    def each_once(self) -> None:
        for name in ("modules.csv", "indicators.csv", "rules.csv"):
            self._once(name, itemgetter("code"))
        self._once("dimensions.csv", lambda row: f"{row['dimension_code']}/{row['member_code']}")
        for column in ("title_en", "title_fr", "title_es"):
            self._once("indicators.csv", itemgetter(column))

    def _once(self, name: str, key: Callable[[Row], str]) -> None:
        times = Counter(key(row) for row in self.tables[name])
        for row in self.tables[name]:
            if times[key(row)] > 1:
                said = _("“{text}” occurs {n} times. It may occur only once.")
                self.bad(name, row.line, said.format(text=key(row), n=times[key(row)]))
                times[key(row)] = 1

    def check_modules(self) -> None:
        rows = self.tables["modules.csv"]
        if [row["order"] for row in rows] != [str(n + 1) for n in range(len(rows))]:
            self.bad("modules.csv", 1, _("The order is not 1, 2, 3 …"), "order")
        for row in rows:
            mine = [i for i in self.indicators.values() if i["module_code"] == row["code"]]
            if not any(i["tier"] == "core" for i in mine):
                self.bad(
                    "modules.csv", row.line, _("The module {module} has no core indicator.").format(module=row["code"])
                )

    def check_dimensions(self) -> None:
        used = {code for row in self.indicators.values() for code in listed(row["dimensions"])}
        for row in self.tables["dimensions.csv"]:
            code = row["dimension_code"]
            if (code, "") not in self.known.members:
                self.bad(
                    "dimensions.csv",
                    row.line,
                    _("The dimension {dimension} has no row of its own.").format(dimension=code),
                )
            if row["parent"] and (code, row["parent"]) not in self.known.members:
                self.wrong("dimensions.csv", row, "parent", self.known.no_member(code, row["parent"]))
            if not row["member_code"] and code in self.known.dimensions and code not in used:
                self.bad(
                    "dimensions.csv", row.line, _("No indicator uses the dimension {dimension}.").format(dimension=code)
                )

    def check_indicators(self) -> None:
        for code, row in self.indicators.items():
            self._check_indicator(code, row)
        done: set[str] = set()
        for code in self.indicators:
            self.visit(code, [], done)

    def _check_indicator(self, code: str, row: Row) -> None:
        name = "indicators.csv"
        if not _CODE.fullmatch(code):
            self.wrong(name, row, "code", _("Codes are written MODULE.GROUP.ITEM, as in IMM.STOCK.TOT."))
        if row["module_code"] not in self.modules or code.split(".", maxsplit=1)[0] != row["module_code"]:
            said = _("It must be a module, and the code {code} must begin with it.").format(code=code)
            self.wrong(name, row, "module_code", said)
        if row["typical_source"] == "computed" and row["tier"] == "core" and not row["formula"]:
            self.bad(name, row.line, _("A computed core indicator needs a formula."), "formula")
        self.check_meaning(row)

    def check_meaning(self, row: Row) -> None:
        """Dimensions, unit of a category, bounds and formula of an indicator."""
        name = "indicators.csv"
        for dimension in listed(row["dimensions"]):
            if dimension not in self.known.dimensions:
                self.wrong(name, row, "dimensions", self.known.no_dimension(dimension))
        if row["value_type"] == "category" and row["unit"].removeprefix("code: ") not in self.value_lists:
            said = _("The unit of a category is “code: ” and the name of a value list.")
            self.wrong(name, row, "unit", said)
        bounds = [self._bound(row, column) for column in _RISING]
        self._bound(row, "max_yoy_change_pct")
        given = [bound for bound in bounds if bound is not None]
        if given != sorted(given):
            named = ", ".join(self.name_of(name, column) for column in _RISING if row[column])
            self.bad(name, row.line, _("These do not rise in this order: {columns}.").format(columns=named), "min")
        if row["formula"]:
            self._check_formula(row)

    def _bound(self, row: Row, column: str) -> Decimal | None:
        if not row[column]:
            return None
        if _NUMBER.fullmatch(row[column]):
            return Decimal(row[column])
        self.wrong("indicators.csv", row, column, _("It is not a number. Numbers have a point: 0.1."))
        return None

    def _check_formula(self, row: Row) -> None:
        tree = self.parsed("indicators.csv", row, "formula")
        if tree is None:
            return
        for node in walk(tree):
            if not isinstance(node, _IN_FORMULAS):
                said = _("{function} is for rules only.").format(function=_name_of(node))
                self.wrong("indicators.csv", row, "formula", said)
        wanted = set(listed(row["dimensions"]))
        free = [
            set(listed(self.indicators[c]["dimensions"])) - fixed for c, fixed in _uses(tree) if c in self.indicators
        ]
        if free and not any(wanted <= dimensions for dimensions in free):
            said = _("No part of the formula has all the dimensions of the result.")
            self.wrong("indicators.csv", row, "formula", said)

    def parsed(self, name: str, row: Row, column: str, *, any_allowed: bool = False) -> Expression | None:
        """The tree of an expression whose codes, dimensions and members exist; None with the defect noted."""
        try:
            tree = parse(row[column])
        except ExpressionError as error:
            self.wrong(name, row, column, error.reason, error.position)
            return None
        before = len(self.defects)
        for node in walk(tree):
            for fault in self.known.faults(node, any_allowed):
                self.wrong(name, row, column, fault)
        return tree if len(self.defects) == before else None

    def visit(self, code: str, path: list[str], done: set[str]) -> None:
        """Formulas may build on one another but never in a circle."""
        if code in done or code not in self.indicators:
            return
        row = self.indicators[code]
        if code in path:
            circle = " > ".join([*path[path.index(code) :], code])
            self.bad(
                "indicators.csv", row.line, _("The formula refers to itself: {circle}").format(circle=circle), "formula"
            )
            return
        if row["formula"]:
            try:
                for other, _fixed in _uses(parse(row["formula"])):
                    self.visit(other, [*path, code], done)
            except ExpressionError:
                pass  # noted by _check_formula
        done.add(code)

    def check_rules(self) -> None:
        for row in self.tables["rules.csv"]:
            self.check_rule(row)

    def check_rule(self, row: Row) -> None:
        name = "rules.csv"
        sides = [self.parsed(name, row, column, any_allowed=True) for column in _SIDES]
        uses = [use for side in sides if side is not None for use in _uses(side)]
        if not uses and None not in sides:
            self.bad(name, row.line, _("Neither side has an indicator. Write one, as in IMM.STOCK.TOT."), "left")
        if not _TOLERANCE.fullmatch(row["tolerance"]):
            said = _("Write 0 for none, a number as 5, a percentage as 10%, or both as 10%+50; with a point: 0.5%.")
            self.wrong(name, row, "tolerance", said)
        for dimension in listed(row["dims"]):
            for fault in self._faults_of_run(dimension, uses):
                self.wrong(name, row, "dims", fault)
        if row["scope"]:
            self._check_scope(row, [code for code, _fixed in uses])

    def _faults_of_run(self, dimension: str, uses: list[tuple[str, set[str]]]) -> list[str]:
        """Why a rule cannot run over a dimension: each indicator must have it, neither fixed nor summed away."""
        if not re.fullmatch(r"\w+", dimension):
            return [_("Put semicolons between dimensions, without blanks, as in SEX;AGE.")]
        if dimension not in self.known.dimensions:
            return [self.known.no_dimension(dimension)]
        faults = [self.known.lacks(code, dimension) for code, _fixed in uses if self.known.is_lacking(code, dimension)]
        said = _("{indicator} has {dimension} in brackets on one of the sides. Take it out there or here.")
        fixed = [code for code, fixed in uses if code != ANY and dimension in fixed]
        return list(dict.fromkeys([*faults, *(said.format(indicator=code, dimension=dimension) for code in fixed)]))

    def _check_scope(self, row: Row, codes: list[str]) -> None:
        parts = listed(row["scope"])
        fault = next(filter(None, map(self.known.fault_of_scope, parts)), "")
        if not fault and not any(all(in_scope(i, part) for part in parts) for i in self.indicators.values()):
            fault = _("No indicator has all of this together.")
        if fault:
            self.wrong("rules.csv", row, "scope", fault)
        if ANY not in codes:
            said = _("This works only where ANY stands for the indicator on one of the sides, as in has(ANY).")
            self.wrong("rules.csv", row, "scope", said)


def check_catalogue(files: Mapping[str, bytes]) -> list[Problem]:
    """Every defect of the four files (by name); empty for a sound catalogue."""
    check = Check(files)
    if not check.defects:
        check.each_once()
        check.check_modules()
        check.check_dimensions()
        check.check_indicators()
        check.check_rules()
    return check.defects


def _name_of(node: Expression) -> str:
    """The function that makes a node."""
    name = type(node).__name__.lower()
    return {"formulaof": "formula", "thisyear": "this_year"}.get(name, name) + "()"


def _uses(tree: Expression) -> list[tuple[str, set[str]]]:
    """Codes that an expression uses, with the dimensions fixed or summed away; `partner` reads another file."""
    found = []
    for node in walk(tree):
        if isinstance(node, Ref):
            found.append((node.code, {dimension for dimension, _member in node.fixed}))
    at = 0
    for node in walk(tree):
        if isinstance(node, Ref):
            at += 1
        elif isinstance(node, Sum | Count | Partner):
            found[at][1].add(node.dimension)
    partners = [node.ref for node in walk(tree) if isinstance(node, Partner)]
    return [
        use
        for use, ref in zip(found, (n for n in walk(tree) if isinstance(n, Ref)), strict=True)
        if ref not in partners
    ]
