"""A second evaluator, slow and plain: expressions by a walk over their tree, fractions only (catalogue/semantics.md).

Written apart from `desktop.validation` and sharing nothing with it but the printing of numbers: both must give the same findings
(`oracle_rules.py`). Candidates are the product of all members in use, so profiles must be small.
"""

from __future__ import annotations

import re
from fractions import Fraction

from desktop.catalogue import expression as ex
from desktop.domain.period import overlaps, shifted, year_of
from desktop.domain.profile import Undecided
from tests.validation.oracle_values import MISSING, Values


class Oracle(Values):
    """Values, and the functions of the expression language."""

    def ref_items(self, ref, items):
        dims = self.dims(ref.code)
        return {d: dict(ref.fixed).get(d, items.get(d, "_T")) for d in dims}

    def walk(self, t, at):  # noqa: PLR0912  one case for each kind of node
        """`at`: code, items, period of the current cell; obs, source in a single-value rule; dims of the rule; anywhere."""

        def w(node):
            return self.walk(node, at)

        match t:
            case ex.Number(v):
                return v
            case ex.Negative(a):
                return MISSING if w(a) is MISSING else -w(a)
            case ex.Abs(a):
                return MISSING if w(a) is MISSING else abs(w(a))
            case ex.Mod(a, n):
                x = w(a)
                return MISSING if x is MISSING or n == 0 else x - n * ((x / n).numerator // (x / n).denominator)
            case ex.Binary(op, a, b):
                x, y = w(a), w(b)
                if x is MISSING or y is MISSING or (op == "/" and y == 0):
                    return MISSING
                return {"+": x + y, "-": x - y, "*": x * y, "/": Fraction(x) / y if op == "/" else 0}[op]
            case ex.Limit(column):
                text = self.c.indicators[at["code"]].columns[column]
                return Fraction(text) if text else MISSING
            case ex.Year():
                return Fraction(year_of(at["period"]))
            case ex.ThisYear():
                return Fraction(self.this_year)
        ref = t if isinstance(t, ex.Ref) else t.ref
        ref = ex.Ref(at["code"] if ref.code == "ANY" else ref.code, ref.fixed)
        if any(d not in self.dims(ref.code) for d, _ in ref.fixed):
            return MISSING
        code, items, period = ref.code, self.ref_items(ref, at["items"]), at["period"]
        match t:
            case ex.Ref():
                return self.number_of(code, at["obs"]) if at.get("obs") else self.value(code, items, period)
            case ex.Sum(_, dim, member):
                return self.sum(code, items, period, dim, member) if dim in self.dims(code) else MISSING
            case ex.Count(_, dim):
                return self.count(code, items, period, dim) if dim in self.dims(code) else MISSING
            case ex.Lag(_, n):
                return self.lag(code, items, period, n)
            case ex.Yoy():
                x, y = self.value(code, items, period), self.lag(code, items, period, 1)
                return MISSING if x is MISSING or not y else 100 * (x / y - 1)
            case ex.Has(_, n):
                if at.get("anywhere"):
                    fixed = dict(ref.fixed)
                    return int(
                        any(
                            self.filled(code, i, p)
                            for i in self.candidates[code]
                            for p in self.periods
                            if overlaps(p, self.first, self.last) and all(i.get(d, "_T") == m for d, m in fixed.items())
                        )
                    )
                return int(self.filled(code, items, shifted(period, -n)))
            case ex.Rivals():
                entry = self.published(code, items, period)
                return entry.number_of_values if isinstance(entry, Undecided) else 0
            case ex.Whole():
                found = [v for _, v in self.parents(code, items, period)]
                return min(found, default=MISSING)
            case ex.Partner(_, dim):
                return self.partner(ref, dim, at)
            case ex.MinCell():
                return min((v for _, v in self.small(code, period)), default=MISSING)
            case ex.Hidden():
                groups = self.hidden_groups(code, items, period)
                return MISSING if groups is None else min(map(len, groups), default=0)
            case ex.Meta(_, field):
                if at.get("obs"):
                    return self.meta(at["source"], at["obs"], field)
                entry = self.published(code, items, period)
                return self.meta(*entry, field) if entry and not isinstance(entry, Undecided) else MISSING
            case ex.FormulaOf():
                formula = self.c.indicators[code].formula
                return self.walk(formula, dict(code=code, items=items, period=period)) if formula else MISSING

    def lag(self, code, items, period, n):
        if any(self.is_break(code, items, shifted(period, -k)) for k in range(n)):
            return MISSING
        return self.value(code, items, shifted(period, -n))

    def count(self, code, items, period, dim):
        n = 0
        for m in self.children(code, items, period, dim):
            here = {**items, dim: m}
            entry = self.published(code, here, period)
            reason = isinstance(entry, tuple) and not isinstance(entry, Undecided) and entry[1].status in "MLQ"
            n += reason or self.filled(code, here, period)
        return n

    def parents(self, code, items, period):
        found = []
        for d in self.dims(code):
            if items.get(d, "_T") != "_T":
                dim = self.c.dimensions[d]
                up = {**items, d: "_T" if dim.is_open else dim.members[items[d]].parent}
                if self.value(code, up, period) is not MISSING:
                    found.append((up, self.value(code, up, period)))
        return found

    def small(self, code, period):
        cells = [(i, self.value(code, i, period)) for i, p in self.cells(code) if p == period]
        return [(i, v) for i, v in cells if v is not MISSING and v > 0 and not self.hidden(code, i, period)]

    def hidden_groups(self, code, items, period):
        if self.hidden(code, items, period) or not self.has_value(code, items, period):
            return None
        groups = []
        for d in self.dims(code):
            children = [{**items, d: m} for m in self.children(code, items, period, d, items.get(d, "_T"))]
            hidden = [i for i in children if self.hidden(code, i, period)]
            if hidden and any(self.has_value(code, i, period) and not self.hidden(code, i, period) for i in children):
                groups.append(hidden)
        return groups

    def partner(self, ref, dim, at):
        country = None
        for d in (*at.get("dims", ()), *self.dims(at["code"])):
            member = at["items"].get(d, "_T")
            if self.c.dimensions[d].is_country and re.fullmatch("[A-Z]{3}", member):
                country = member
                break
        other = self.partners.get(country)
        if other is None or dim not in self.dims(ref.code):
            return MISSING
        items = {
            d: at["items"].get(d, "_T") if not self.c.dimensions[d].is_country else "_T" for d in self.dims(ref.code)
        }
        return other.value(ref.code, {**items, dim: self.f.settings.country, **dict(ref.fixed)}, at["period"])

    def meta(self, source_id, obs, field):
        source, has_text = self.f.sources.get(source_id), lambda text: int(bool(text.strip()))
        if field == "missing_reason":
            return MISSING if obs.status not in "OMLQ" else int(obs.status in "MLQ" or has_text(obs.note))
        if not obs.is_valued:
            return MISSING
        if field == "source":
            return int(source_id != "")
        if field == "break_note":
            return has_text(obs.note) if obs.status == "B" else MISSING
        if source is None:
            return MISSING
        if field == "method_note":
            if obs.status not in "EF" and source.type != "ESTIM":
                return MISSING
            return int(has_text(source.method_note) or has_text(obs.note))
        if field == "reference_date":
            return int(has_text(source.reference_date) or (has_text(source.period_from) and has_text(source.period_to)))
        return has_text(
            {"coverage": source.coverage, "provider": source.institution, "definition_note": source.definition_note}[
                field
            ]
        )
