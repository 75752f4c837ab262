"""Values of a profile by the plain evaluator of `oracle.py`: entered, by formula, counter, sum of children (semantics.md 1 to 3, 8)."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import product

from desktop.catalogue import expression as ex
from desktop.domain.address import Cell
from desktop.domain.period import shifted, year_of
from desktop.domain.profile import Undecided

MISSING = None


class Values:
    """What stands in the cells of a profile; a subclass works out expressions."""

    def __init__(self, catalogue, figures, this_year, partners=None):
        self.c, self.f, self.this_year = catalogue, figures, this_year
        self.partners = {k: type(self)(catalogue, v, this_year) for k, v in (partners or {}).items()}
        self.memo = {}
        self.first, self.last = figures.settings.years
        self.used = {}
        self.periods = {str(self.last)}
        for key, _ in figures.observations():
            self.periods |= {shifted(key.period, n) for n in range(3)}
            for dim, member in self.items(key.items).items():
                chain = self.used.setdefault(dim, {"_T"})
                here = member
                while here and here not in chain:
                    chain.add(here)
                    here = self.c.dimensions[dim].parent(here)
        self.candidates = {code: self.all_items(code) for code in catalogue.indicators}

    # items as dictionaries

    @staticmethod
    def items(text):
        return dict(part.split("=") for part in text.split(",")) if text else {}

    def text(self, code, items):
        dims = self.c.indicators[code].dimensions
        return ",".join(f"{d}={items[d]}" for d in dims if items.get(d, "_T") != "_T")

    def dims(self, code):
        return self.c.indicators[code].dimensions

    def all_items(self, code):
        choices = [sorted(self.used.get(d, {"_T"})) for d in self.dims(code)]
        return [dict(zip(self.dims(code), members, strict=True)) for members in product(*choices)]

    # entered

    def published(self, code, items, period):
        return self.f.published(Cell(code, self.text(code, items), period))

    def number_of(self, code, obs):
        if obs.status in "OMLQ" or obs.value is None or not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", obs.value):
            return MISSING
        kind = self.c.indicators[code].value_type
        if kind in ("integer", "decimal", "percentage") or (kind == "boolean" and obs.value in "01"):
            return Fraction(obs.value) * Fraction(10) ** obs.multiplier
        return MISSING

    # value

    def value(self, code, items, period):
        key = ("v", code, self.text(code, items), period)
        if key not in self.memo:
            self.memo[key] = self.work_out(code, items, period)
        return self.memo[key]

    def work_out(self, code, items, period):
        ind = self.c.indicators[code]
        entry = self.published(code, items, period)
        if isinstance(entry, Undecided):
            return MISSING
        if entry:
            return self.number_of(code, entry[1])
        if ind.formula:
            return self.walk(ind.formula, dict(code=code, items=items, period=period))
        if ind.columns["typical_source"] == "computed":
            return self.counter(code, items, period)
        dim = self.split(code, items, period)
        return self.sum(code, items, period, dim, items.get(dim, "_T")) if dim else MISSING

    def split(self, code, items, period):
        ind = self.c.indicators[code]
        if (
            ind.unit not in ("persons", "number", "USD million")
            or ind.formula
            or ind.value_type not in ("integer", "decimal", "percentage")
        ):
            return None
        for dim in ind.dimensions:
            member = items.get(dim, "_T")
            if self.c.dimensions[dim].is_open or (dim, member) == ("EDUCATION", "_T"):
                continue
            listed = [m for m in self.c.dimensions[dim].members.values() if m.parent == member]
            if listed and self.sum(code, items, period, dim, member) is not MISSING:
                return dim
        return None

    def children(self, code, items, period, dim, member="_T"):
        d = self.c.dimensions[dim]
        if dim not in self.dims(code):
            return []
        if not d.is_open:
            return [m.code for m in d.members.values() if m.parent == member]
        if member != "_T":
            return []
        found = []
        for m in sorted(self.used.get(dim, ())):
            if m == "_T" or (d.is_country and re.fullmatch("[0-9]{3}", m)):
                continue
            here = {**items, dim: m}
            used = self.published(code, here, period) is not None or self.value(code, here, period) is not MISSING
            if not used and self.c.indicators[code].formula:
                for ref in ex.references(self.c.indicators[code].formula):
                    if (
                        dim in self.dims(ref.code)
                        and dim not in dict(ref.fixed)
                        and self.has_value(ref.code, self.ref_items(ref, here), period)
                    ):
                        used = True
            if used:
                found.append(m)
        return found

    def sum(self, code, items, period, dim, member):
        total, any_value = Fraction(0), False
        is_open = self.c.dimensions[dim].is_open
        for m in self.children(code, items, period, dim, member):
            here = {**items, dim: m}
            entry = self.published(code, here, period)
            value = self.value(code, here, period)
            if isinstance(entry, Undecided):
                return MISSING
            if entry and entry[1].status in "OLQ":
                return MISSING
            if entry and entry[1].status == "M":
                continue
            if value is not MISSING:
                total += value
                any_value = True
            elif entry or (self.c.indicators[code].formula and is_open) or (not is_open and m not in ("_O", "_U")):
                return MISSING
        return total if any_value else MISSING

    def has_value(self, code, items, period):
        if self.c.indicators[code].value_type in ("category", "text"):
            entry = self.published(code, items, period)
            return isinstance(entry, tuple) and not isinstance(entry, Undecided) and entry[1].is_valued
        return self.value(code, items, period) is not MISSING

    def filled(self, code, items, period):
        return self.has_value(code, items, period) or isinstance(self.published(code, items, period), Undecided)

    def is_cell(self, code, items, period):
        return self.published(code, items, period) is not None or self.value(code, items, period) is not MISSING

    def computed(self, code, items, period):
        return self.published(code, items, period) is None and self.value(code, items, period) is not MISSING

    def cells(self, code):
        """All cells of an indicator: (items, period)."""
        key = ("cells", code)
        if key not in self.memo:
            self.memo[key] = [(i, p) for i in self.candidates[code] for p in self.periods if self.is_cell(code, i, p)]
        return self.memo[key]

    def reads(self, code, items, period):
        """What a computed value read: (code, items, period, inside lag)."""
        ind = self.c.indicators[code]
        if ind.formula:
            found = []
            for node, inside in self.leaves(ind.formula):
                where = self.ref_items(node, items)
                match inside:
                    case ex.Lag(_, n):
                        found.append((node.code, where, shifted(period, -n), True))
                    case ex.Yoy():
                        found += [(node.code, where, period, False), (node.code, where, shifted(period, -1), True)]
                    case ex.Sum(_, dim, member):
                        found += [
                            (node.code, {**where, dim: m}, period, False)
                            for m in self.children(node.code, where, period, dim, member)
                            if self.has_value(node.code, {**where, dim: m}, period)
                        ]
                    case _:
                        found.append((node.code, where, period, False))
            return found
        dim = self.split(code, items, period)
        if not dim:
            return []
        here = [{**items, dim: m} for m in self.children(code, items, period, dim, items.get(dim, "_T"))]
        return [(code, i, period, False) for i in here if self.has_value(code, i, period)]

    def leaves(self, tree):
        match tree:
            case ex.Negative(a) | ex.Abs(a) | ex.Mod(a, _):
                yield from self.leaves(a)
            case ex.Binary(_, a, b):
                yield from self.leaves(a)
                yield from self.leaves(b)
            case ex.Number() | ex.Limit() | ex.Year() | ex.ThisYear():
                pass
            case ex.Ref():
                yield tree, tree
            case _:
                yield tree.ref, tree

    def is_break(self, code, items, period):
        entry = self.published(code, items, period)
        if isinstance(entry, Undecided):
            return False
        if entry:
            return entry[1].status == "B" and entry[1].is_valued
        if self.value(code, items, period) is MISSING:
            return False
        return any(self.is_break(c, i, p) for c, i, p, lagged in self.reads(code, items, period) if not lagged)

    def hidden(self, code, items, period):
        entry = self.published(code, items, period)
        if isinstance(entry, Undecided):
            return False
        if entry:
            return entry[1].status == "Q" or entry[1].confidentiality in ("N", "C", "A", "D")
        if self.value(code, items, period) is MISSING:
            return False
        flags = [self.hidden(c, i, p) for c, i, p, _ in self.reads(code, items, period)]
        return any(flags) if self.c.indicators[code].formula else bool(flags) and all(flags)

    def counter(self, code, items, period):
        if period != str(self.last) or self.text(code, items):
            return MISSING
        counters = {
            c for c, i in self.c.indicators.items() if i.columns["typical_source"] == "computed" and not i.formula
        }
        for _ in range(10):
            counters |= {
                c
                for c, i in self.c.indicators.items()
                if i.formula and any(r.code in counters for r in ex.references(i.formula))
            }
        core = [
            c
            for c, i in self.c.indicators.items()
            if i.tier == "core" and i.module in self.f.settings.modules and c not in counters
        ]
        recent = [p for p in self.periods if self.last - 4 <= year_of(p) <= self.last]
        filled = [c for c in core if any(self.filled(c, i, p) for i in self.candidates[c] for p in recent)]
        if code == "DAT.CORE.TOT":
            return len(core)
        if code == "DAT.CORE.FILLED":
            return len(filled)
        if code == "DAT.META.COV":
            valued = [(k.source, o) for k, o in self.f.observations() if o.is_valued]
            good = [1 for s, o in valued if self.meta(s, o, "reference_date") == 1 and self.meta(s, o, "coverage") == 1]
            return Fraction(100 * len(good), len(valued)) if valued else MISSING
        sexed = [c for c in filled if self.c.indicators[c].unit == "persons" and "SEX" in self.dims(c)]
        both = [
            c
            for c in sexed
            if any(
                self.value(c, {"SEX": "F"}, p) is not MISSING and self.value(c, {"SEX": "M"}, p) is not MISSING
                for p in recent
            )
        ]
        return Fraction(100 * len(both), len(sexed)) if sexed else MISSING
