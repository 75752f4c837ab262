"""The plain evaluator's rules: every rule at every place, findings as semantics.md 4, 6 and 7 say."""

from __future__ import annotations

import re
from fractions import Fraction

from desktop.catalogue import expression as ex
from desktop.domain.address import Cell, Key
from desktop.domain.finding import Finding, FindingCell
from desktop.domain.period import overlaps
from desktop.domain.printing import printed
from desktop.domain.profile import Undecided
from tests.validation.oracle import MISSING, Oracle

NUMBERS = ("integer", "decimal", "percentage")
VAL = {"VAL-NUMBER": "error", "VAL-YESNO": "error", "VAL-CODE": "error", "VAL-STATUS": "error", "VAL-NOVALUE": "error",
       "VAL-SOURCE": "error", "VAL-PERIOD": "warning"}  # fmt: skip


def findings(catalogue, figures, this_year, partners=None):
    o = Oracle(catalogue, figures, this_year, partners)
    found = []
    for rule in catalogue.rules.values():
        found += _rule(o, rule)
    for code in VAL:
        found += _merge([f for f in (_val(o, code, key, obs) for key, obs in figures.observations()) if f], code)
    return sorted(found, key=lambda f: f.order)


def _rule(o, rule):  # noqa: PLR0912  one branch for each line of the table in section 4
    pairs = [*o.leaves(rule.left), *o.leaves(rule.right)]
    any_refs = [(ref, function) for ref, function in pairs if ref.code == "ANY"]
    first = pairs[0][0].code
    everything = all(isinstance(f, ex.Has | ex.Meta | ex.Rivals) for _, f in any_refs)
    if any_refs:
        codes = [c for c, i in o.c.indicators.items() if _in_scope(rule, i) and (everything or i.value_type in NUMBERS)]
    else:
        codes = [first]
    nodes = [*ex.walk(rule.left), *ex.walk(rule.right)]
    single = (
        all(isinstance(f, ex.Ref | ex.Meta) for _, f in pairs)
        and len({r.code for r, _ in pairs}) == 1
        and not any(r.fixed for r, _ in pairs)
    )
    found = []
    if rule.family == "completeness" and not any_refs:
        found.append(_at(o, rule, first, {}, str(o.last), anywhere=True, whole_cell=True))
    elif rule.family == "completeness":
        for code in codes:
            years = [y for y in range(o.first, o.last + 1) if o.filled(code, {}, str(y))]
            if years and not o.c.indicators[code].formula:
                found.append(_at(o, rule, code, {}, str(max(years)), whole_cell=True))
    elif any(isinstance(n, ex.MinCell) for n in nodes):
        for code in codes:
            for period in {p for _, p in o.cells(code)}:
                found.append(_at(o, rule, code, {}, period))
    elif single:
        for code in codes:
            for key, obs in o.f.observations_of(code):
                if not obs.is_blank and _admits(rule, o.items(key.items), any_refs):
                    found.append(_at(o, rule, code, o.items(key.items), key.period, obs=obs, source=key.source))
            for items, period in o.cells(code):
                if o.computed(code, items, period) and _admits(rule, items, any_refs):
                    found.append(_at(o, rule, code, items, period, whole_cell=True))
    elif any_refs:
        for code in codes:
            for items, period in o.cells(code):
                if _admits(rule, items, any_refs):
                    found.append(_at(o, rule, code, items, period))
    else:
        places = set()
        for code in {r.code for r, _ in pairs}:
            for items, period in o.cells(code):
                places.add(("", period))
                shown = [d for d in o.dims(first) if d in rule.dims and items.get(d, "_T") != "_T"]
                places.add((",".join(f"{d}={items[d]}" for d in shown), period))
        for text, period in places:
            found.append(_at(o, rule, first, o.items(text), period))
    mergeable = {"source", "reference_date", "coverage", "provider", "definition_note", "method_note"}
    kind = ""
    if any(isinstance(n, ex.Rivals) for n in nodes):
        kind = "rivals"
    elif (
        single and rule.family != "completeness" and any(isinstance(n, ex.Meta) and n.field in mergeable for n in nodes)
    ):
        kind = "meta"
    return _merge([f for f in found if f], kind)


def _in_scope(rule, indicator):
    for part in rule.scope:
        negative = "!=" in part
        column, value = part.split("!=" if negative else "=", 1)
        inside = value in indicator.columns[column].split(";")
        if inside == negative:
            return False
    return True


def _admits(rule, items, any_refs):
    if any_refs and not rule.dims:
        return True
    return all(m == "_T" or d in rule.dims for d, m in items.items())


def _at(o, rule, code, items, period, *, anywhere=False, whole_cell=False, obs=None, source=""):
    at = dict(code=code, items=items, period=period, obs=obs, source=source, dims=rule.dims, anywhere=anywhere)
    left, right = o.walk(rule.left, at), o.walk(rule.right, at)
    if left is MISSING or right is MISSING:
        return None
    left, right, operator = Fraction(left), Fraction(right), rule.operator
    t = rule.left
    if operator == "==" and isinstance(t, ex.Sum) and o.c.dimensions[t.dimension].is_country:
        summed = code if t.ref.code == "ANY" else t.ref.code
        where = {**o.ref_items(ex.Ref(summed, t.ref.fixed), items), t.dimension: "_O"}
        entry = o.published(summed, where, period)
        is_m = entry is not None and not isinstance(entry, Undecided) and entry[1].status == "M"
        if not is_m and o.value(summed, where, period) is MISSING:
            operator = "<="
    match = re.fullmatch(r"(?:([\d.]+)%)?\+?([\d.]+)?", rule.tolerance)
    allowed = Fraction(match[1] or 0) / 100 * max(abs(left), abs(right)) + Fraction(match[2] or 0)
    holds = {
        "==": abs(left - right) <= allowed, "<=": left <= right + allowed, ">=": left >= right - allowed,
        "!=": left != right, "<": left < right, ">": left > right,
    }[operator]  # fmt: skip
    if holds:
        return None
    if obs is not None:
        cells = (_observed(o, Key(code, o.text(code, items), period, source)),)
    elif whole_cell:
        cells = (_cell(o, code, items, period),)
    else:
        cells = _once([*_addresses(o, rule.left, at), *_addresses(o, rule.right, at)])[:100]
    return Finding(
        rule.code, rule.severity, o.c.indicators[code].module, code, o.text(code, items), period, source or None,
        cells or (_cell(o, code, items, period),), printed(left), operator, printed(right), printed(left - right), rule.tolerance,
    )  # fmt: skip


def _once(cells):
    found = {}
    for cell in cells:
        found.setdefault(cell.address, cell)
    return tuple(found.values())


def _cell(o, code, items, period):
    cell = Cell(code, o.text(code, items), period)
    entry = o.published(code, items, period)
    if isinstance(entry, Undecided):
        value = None
    elif entry:
        value = _shown(o, code, entry[1])
    else:
        number = o.value(code, items, period)
        value = None if number is MISSING else printed(Fraction(number))
    return FindingCell(cell.address, value, cell)


def _shown(o, code, obs):
    number = o.number_of(code, obs)
    return printed(number) if obs.multiplier and number is not MISSING else obs.text


def _observed(o, key):
    return FindingCell(key.address, _shown(o, key.indicator, o.f.get(key)), key.cell, key.source)


def _addresses(o, tree, at):
    for ref, function in o.leaves(tree):
        code = at["code"] if ref.code == "ANY" else ref.code
        items = o.ref_items(ex.Ref(code, ref.fixed), at["items"])
        for item in _of_leaf(o, function, code, items, at["period"]):
            yield _observed(o, item) if isinstance(item, Key) else _cell(o, *item)


def _of_leaf(o, function, code, items, period):
    from desktop.domain.period import shifted

    match function:
        case ex.Ref() | ex.Meta():
            return [(code, items, period)]
        case ex.Lag(_, n):
            return [(code, items, shifted(period, -n))]
        case ex.Yoy():
            return [(code, items, period), (code, items, shifted(period, -1))]
        case ex.Has(_, n):
            return [(code, items, shifted(period, -n))] if o.has_value(code, items, shifted(period, -n)) else []
        case ex.Sum() | ex.Count():
            dim, member = function.dimension, getattr(function, "member", "_T")
            here = [{**items, dim: m} for m in o.children(code, items, period, dim, member)]
            return [(code, i, period) for i in here if o.has_value(code, i, period)]
        case ex.Rivals():
            cell = Cell(code, o.text(code, items), period)
            return [Key(*cell, s) for s, obs in o.f.at(cell).items() if obs.is_valued]
        case ex.Whole():
            parents = o.parents(code, items, period)
            least = min((v for _, v in parents), default=None)
            return [(code, i, period) for i, v in parents if v == least][:1]
        case ex.MinCell():
            cells = sorted(o.small(code, period), key=lambda pair: o.text(code, pair[0]))
            least = min((v for _, v in cells), default=0)
            under = [(code, i, period) for i, v in cells if v < 5]
            return under or [(code, i, period) for i, v in cells if v == least]
        case ex.Hidden():
            groups = o.hidden_groups(code, items, period) or []
            return [(code, items, period), *((code, i, period) for group in groups for i in group)]
        case ex.FormulaOf():
            return [(c, i, p) for c, i, p, _ in o.reads(code, items, period)] if o.c.indicators[code].formula else []
    return []


def _val(o, rule, key, obs):
    ind = o.c.indicators[key.indicator]
    text, kind, right = obs.text, ind.value_type, None
    blank = obs.is_blank
    if rule == "VAL-NOVALUE":
        right = "value" if blank and obs.status not in "AOMLQ" else None
    elif blank:
        return None
    elif rule == "VAL-NUMBER" and kind in NUMBERS and text is not None:
        right = None if obs.value is not None and re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", obs.value) else "number"
    elif rule == "VAL-YESNO" and kind == "boolean" and text is not None:
        right = None if obs.value in ("0", "1") else "1 or 0"
    elif rule == "VAL-CODE" and kind == "category" and text is not None:
        name = ind.unit.removeprefix("code: ")
        right = None if text in o.c.dimensions[name].members else name
    elif rule == "VAL-STATUS":
        right = "no value" if text is not None and obs.status in "OMLQ" else None
    elif rule == "VAL-SOURCE":
        right = "source on file" if key.source and key.source not in o.f.sources else None
    elif rule == "VAL-PERIOD" and ind.frequency != "five-yearly" and not overlaps(key.period, o.first, o.last):
        right = f"{o.first}:{o.last}"
    if right is None:
        return None
    return Finding(
        rule, VAL[rule], ind.module, key.indicator, key.items, key.period, key.source or None, (_observed(o, key),), text, "is",
        right, None, "0",
    )  # fmt: skip


def _merge(found, kind):
    keys = {
        "rivals": lambda f: f.period,
        "meta": lambda f: f.source,
        "VAL-SOURCE": lambda f: f.source,
        "VAL-PERIOD": lambda f: None,
    }
    if kind not in keys:
        return found
    groups = {}
    for f in sorted(found, key=lambda f: f.order):
        groups.setdefault((f.indicator, keys[kind](f)), []).append(f)
    merged = []
    for group in groups.values():
        cells = tuple(dict.fromkeys(c for f in group for c in f.cells))[:100]
        first = group[0]._replace(cells=cells, is_merged=True)
        merged.append(first._replace(source=None) if kind == "VAL-PERIOD" else first)
    return merged
