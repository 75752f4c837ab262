"""Owns the check of a catalogue: every defect with file, line and column in plain words (the checks of `check_catalogue.py`)."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

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
from desktop.catalogue.model import Catalogue
from desktop.catalogue.national import CODE
from desktop.domain.errors import Message, Place, Problem

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
_IN_FORMULAS = (Number, Negative, Binary, Ref, Sum, Lag, Yoy, Abs, Mod)


class _Row(dict[str, str]):
    """A row of a file that knows its line."""

    line = 0


class _Check:
    """Collects the defects of one catalogue."""

    def __init__(self, files: Mapping[str, bytes]):
        self.defects: list[Problem] = []
        self.tables = {name: self.read(name, files[name]) for name in COLUMNS}
        self.indicators = {row["code"]: row for row in self.tables["indicators.csv"]}
        self.modules = {row["code"] for row in self.tables["modules.csv"]}
        self.members = {(row["dimension_code"], row["member_code"]) for row in self.tables["dimensions.csv"]}
        heads = [row for row in self.tables["dimensions.csv"] if not row["member_code"]]
        self.dimensions = {row["dimension_code"] for row in heads if row["kind"] == "dimension"}
        self.value_lists = {row["dimension_code"] for row in heads if row["kind"] == "valuelist"}

    def bad(self, file: str, line: int, defect: str, column: str | None = None) -> None:
        message = Message("CATALOGUE-DEFECT", {"file": file, "line": line, "defect": defect})
        self.defects.append(Problem(message, where=Place(file, line=line, column=column)))

    def read(self, name: str, content: bytes) -> list[_Row]:
        rows: list[_Row] = []
        header = COLUMNS[name].split()
        try:
            lines = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
            found = next(lines, [])
            if found != header:
                self.bad(name, 1, f"the header is {' '.join(found)}, not {' '.join(header)}")
                return rows
            before = lines.line_num
            for cells in lines:
                line, before = before + 1, lines.line_num
                if len(cells) != len(header):
                    self.bad(name, line, f"{len(cells)} cells instead of {len(header)}")
                    continue
                row = _Row(zip(header, cells, strict=True))
                row.line = line
                self.check_cells(name, row)
                rows.append(row)
        except (UnicodeDecodeError, csv.Error) as error:
            self.bad(name, len(rows) + 2, f"cannot be read: {error}")
        return rows

    def check_cells(self, name: str, row: _Row) -> None:
        for column, cell in row.items():
            if cell != cell.strip():
                self.bad(name, row.line, f"{column} has blanks at its edge", column)
            if not cell and column not in MAY_BE_EMPTY[name]:
                self.bad(name, row.line, f"{column} is empty", column)
            allowed = ALLOWED.get((name, column))
            if cell and allowed and cell not in allowed.split():
                self.bad(name, row.line, f"{column} is {cell!r}, not one of {allowed}", column)

    def each_once(self) -> None:
        for name in ("modules.csv", "indicators.csv", "rules.csv"):
            self._once(name, lambda row: row["code"], "the code")
        self._once("dimensions.csv", lambda row: f"{row['dimension_code']}/{row['member_code']}", "the member")
        for column in ("title_en", "title_fr", "title_es"):
            self._once("indicators.csv", lambda row, c=column: row[c], column)

    def _once(self, name: str, key: object, what: str) -> None:
        assert callable(key)
        times = Counter(key(row) for row in self.tables[name])
        for row in self.tables[name]:
            if times[key(row)] > 1:
                self.bad(name, row.line, f"{what} {key(row)!r} occurs {times.pop(key(row))} times")
                times[key(row)] = 1

    def check_modules(self) -> None:
        rows = self.tables["modules.csv"]
        if [row["order"] for row in rows] != [str(n + 1) for n in range(len(rows))]:
            self.bad("modules.csv", 1, "the order is not 1, 2, 3 …", "order")
        for row in rows:
            mine = [i for i in self.indicators.values() if i["module_code"] == row["code"]]
            if not any(i["tier"] == "core" for i in mine):
                self.bad("modules.csv", row.line, f"{row['code']} has no core indicator")

    def check_dimensions(self) -> None:
        used = {code for row in self.indicators.values() for code in _list(row["dimensions"])}
        for row in self.tables["dimensions.csv"]:
            code = row["dimension_code"]
            if (code, "") not in self.members:
                self.bad("dimensions.csv", row.line, f"the dimension {code} has no row of its own")
            if row["parent"] and (code, row["parent"]) not in self.members:
                self.bad("dimensions.csv", row.line, f"no parent {row['parent']}", "parent")
            if not row["member_code"] and code in self.dimensions and code not in used:
                self.bad("dimensions.csv", row.line, f"no indicator uses {code}")

    def check_indicators(self) -> None:
        for code, row in self.indicators.items():
            self._check_indicator(code, row)
        done: set[str] = set()
        for code in self.indicators:
            self._visit(code, [], done)

    def _check_indicator(self, code: str, row: _Row) -> None:
        name = "indicators.csv"
        if not _CODE.fullmatch(code):
            self.bad(name, row.line, f"the code {code} does not follow MOD.GROUP.ITEM", "code")
        if row["module_code"] not in self.modules or code.split(".", maxsplit=1)[0] != row["module_code"]:
            self.bad(name, row.line, f"the module is {row['module_code']!r}", "module_code")
        for dimension in _list(row["dimensions"]):
            if dimension not in self.dimensions:
                self.bad(name, row.line, f"no dimension {dimension}", "dimensions")
        if row["value_type"] == "category" and row["unit"].removeprefix("code: ") not in self.value_lists:
            self.bad(name, row.line, f"the unit {row['unit']!r} names no value list", "unit")
        bounds = [self._bound(row, column) for column in ("min", "warn_min", "warn_max", "max")]
        self._bound(row, "max_yoy_change_pct")
        given = [bound for bound in bounds if bound is not None]
        if given != sorted(given):
            self.bad(name, row.line, "min, warn_min, warn_max and max are out of order", "min")
        if row["typical_source"] == "computed" and row["tier"] == "core" and not row["formula"]:
            self.bad(name, row.line, "a computed core indicator needs a formula", "formula")
        if row["formula"]:
            self._check_formula(row)

    def _bound(self, row: _Row, column: str) -> Decimal | None:
        if not row[column]:
            return None
        try:
            return Decimal(row[column])
        except InvalidOperation:
            self.bad("indicators.csv", row.line, f"{column} is no number: {row[column]!r}", column)
            return None

    def _check_formula(self, row: _Row) -> None:
        tree = self.parsed("indicators.csv", row, "formula")
        if tree is None:
            return
        for node in walk(tree):
            if not isinstance(node, _IN_FORMULAS):
                self.bad("indicators.csv", row.line, f"{type(node).__name__.lower()}() is for rules only", "formula")
        wanted = set(_list(row["dimensions"]))
        free = [
            set(_list(self.indicators[c]["dimensions"])) - fixed for c, fixed in _uses(tree) if c in self.indicators
        ]
        if free and not any(wanted <= dimensions for dimensions in free):
            self.bad(
                "indicators.csv", row.line, "no part of the formula has all the dimensions of the result", "formula"
            )

    def parsed(self, name: str, row: _Row, column: str, *, any_allowed: bool = False) -> Expression | None:
        """The tree of an expression whose codes, dimensions and members exist; None with the defect noted."""
        try:
            tree = parse(row[column])
        except ExpressionError as error:
            self.bad(name, row.line, f"{column} {row[column]!r}: {error}", column)
            return None
        before = len(self.defects)
        for node in walk(tree):
            for fault in self._faults(node, any_allowed):
                self.bad(name, row.line, f"{column} {row[column]!r}: {fault}", column)
        return tree if len(self.defects) == before else None

    def _faults(self, node: Expression, any_allowed: bool) -> list[str]:
        faults = []
        if isinstance(node, Ref):
            if node.code == ANY and not any_allowed:
                faults.append("ANY is for rules only")
            elif node.code != ANY and node.code not in self.indicators:
                faults.append(f"no indicator {node.code}")
            for dimension, member in node.fixed:
                faults += self._dimension_faults(node.code, dimension)
                if (dimension, member) not in self.members:
                    faults.append(f"no member {member} in {dimension}")
        elif isinstance(node, Sum | Count | Partner):
            faults += self._dimension_faults(node.ref.code, node.dimension)
            if isinstance(node, Sum) and (node.dimension, node.member) not in self.members:
                faults.append(f"no member {node.member} in {node.dimension}")
        return faults

    def _dimension_faults(self, code: str, dimension: str) -> list[str]:
        if dimension not in self.dimensions:
            return [f"no dimension {dimension}"]
        if code in self.indicators and dimension not in _list(self.indicators[code]["dimensions"]):
            return [f"{code} has no dimension {dimension}"]
        return []

    def _visit(self, code: str, path: list[str], done: set[str]) -> None:
        """Formulas may build on one another but never in a circle."""
        if code in done or code not in self.indicators:
            return
        row = self.indicators[code]
        if code in path:
            circle = " > ".join([*path[path.index(code) :], code])
            self.bad("indicators.csv", row.line, f"the formula refers to itself: {circle}", "formula")
            return
        if row["formula"]:
            try:
                for other, _ in _uses(parse(row["formula"])):
                    self._visit(other, [*path, code], done)
            except ExpressionError:
                pass  # noted by _check_formula
        done.add(code)

    def check_rules(self) -> None:
        for row in self.tables["rules.csv"]:
            self.check_rule(row)

    def check_rule(self, row: _Row) -> None:
        name = "rules.csv"
        sides = [self.parsed(name, row, column, any_allowed=True) for column in ("left", "right")]
        uses = [use for side in sides if side is not None for use in _uses(side)]
        if not uses and None not in sides:
            self.bad(name, row.line, f"{row['code']} names no indicator", "left")
        if not _TOLERANCE.fullmatch(row["tolerance"]):
            self.bad(name, row.line, f"the tolerance is {row['tolerance']!r}", "tolerance")
        for dimension in _list(row["dims"]):
            if dimension not in self.dimensions:
                self.bad(name, row.line, f"no dimension {dimension}", "dims")
            for code, fixed in uses:
                if code != ANY and (dimension in fixed or dimension not in _list(self.indicators[code]["dimensions"])):
                    self.bad(name, row.line, f"cannot run over {dimension}: {code} does not have it free", "dims")
        if row["scope"]:
            self._check_scope(row, [code for code, _ in uses])

    def _check_scope(self, row: _Row, codes: list[str]) -> None:
        parts = _list(row["scope"])
        unknown = [p for p in parts if "=" not in p or re.split("!?=", p)[0] not in COLUMNS["indicators.csv"].split()]
        if unknown:
            self.bad("rules.csv", row.line, f"the scope names no column: {', '.join(unknown)}", "scope")
        elif not any(all(_in_scope(i, part) for part in parts) for i in self.indicators.values()):
            self.bad("rules.csv", row.line, f"the scope {row['scope']!r} matches no indicator", "scope")
        if ANY not in codes:
            self.bad("rules.csv", row.line, "a scope needs ANY", "scope")


def check_catalogue(files: Mapping[str, bytes]) -> list[Problem]:
    """Every defect of the four files (by name); empty for a sound catalogue."""
    check = _Check(files)
    if not check.defects:
        check.each_once()
        check.check_modules()
        check.check_dimensions()
        check.check_indicators()
        check.check_rules()
    return check.defects


def check_rule(catalogue: Catalogue, code: str, columns: Mapping[str, str]) -> list[Problem]:
    """Every defect of a rule that a profile adds; `columns` as `national.whole` gives them."""
    check = _Check(catalogue.files)
    check.defects.clear()  # those of the catalogue itself are not what is asked
    row = _Row({**columns, "code": code})
    row.line = 1
    if not CODE.fullmatch(code):
        check.bad(
            "rules.csv", 1, f"the code {code!r} does not follow NAT-NAME (capital letters, digits, hyphens)", "code"
        )
    messages = [name for name in row if name.startswith("message_")]
    if not any(row[name] for name in messages):
        check.bad("rules.csv", 1, "the message is empty", "message_en")
    check.check_cells("rules.csv", _Row({name: cell for name, cell in row.items() if cell or name not in messages}))
    if not check.defects:
        check.check_rule(row)
    return check.defects


def _list(cell: str) -> list[str]:
    return [part for part in cell.split(";") if part]


def _in_scope(row: Mapping[str, str], part: str) -> bool:
    column, sign, value = part.partition("!=") if "!=" in part else part.partition("=")
    return (value in [v.strip() for v in row[column].split(";")]) == (sign == "=")


def _uses(tree: Expression) -> list[tuple[str, set[str]]]:
    """Codes that an expression uses, with the dimensions fixed or summed away; `partner` reads another file."""
    found = []
    for node in walk(tree):
        if isinstance(node, Ref):
            found.append((node.code, {dimension for dimension, _ in node.fixed}))
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
