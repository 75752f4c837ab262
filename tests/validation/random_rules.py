"""Makes rules and formulas by chance, seeded: every function of the expression language, on the indicators of a small world."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from desktop.catalogue import expression as ex
from desktop.catalogue.model import Catalogue, Indicator, Rule
from desktop.catalogue.reading import shipped
from desktop.domain.profile import Figures
from tests.helpers import figures as build
from tests.helpers.dense_figures import dense
from tests.helpers.small_catalogue import derived, only, rule, with_indicators
from tests.validation.worlds import MEMBERS

CODES = """
CTX.POP.TOT IMM.STOCK.TOT IMM.STOCK.SHARE EMI.STOCK.TOT CTX.VIT.BIRTHS CTX.DEV.POV FDP.IDP.STOCK REM.IN.PT REM.OUT.PT REM.IN.TOT
REM.IN.COE GOV.SDG.CAT GOV.RAT.C97
""".split()
DIMENSIONS = {
    **{name: MEMBERS[name][:3] for name in MEMBERS if name not in ("EDUCATION", "AGE_MAJ")},
    "CAUSE": ["CONF", "DIS"],
}
DIMENSIONS["AGE"] = ["Y0T14", "Y15T64", "Y_GE65", "Y0T4", "Y5T9", "Y10T14"]
NUMBERS = "0 1 2 3 0.5 0.1 100 1000".split()
OPERATORS = "== == <= <= >= != < >".split()
TOLERANCES = "0 0 0 1 5 10% 30%+50 0.5%+0.05".split()
SCOPES = """
unit=persons value_type=integer value_type=percentage tier=core tier!=core module_code!=IMM formula= formula!= min=0 dimensions=SEX
dimensions!=AGE unit=persons;module_code=CTX
""".split()
FAMILIES = ["bound"] * 9 + ["completeness"] * 2
FIELDS, LIMITS = sorted(ex.META_FIELDS), ["min", "min", *sorted(ex.LIMIT_COLUMNS)]
_OF_FORMULAS = "ref ref ref sum lag yoy".split()
_OF_RULES = """
ref ref ref ref sum sum member lag lag yoy has had count whole hidden rivals meta formula formula limit partner year
""".split()
ABROAD = (
    ("REM.OUT.PT", "COUNTERPART"),
    ("EMI.STOCK.TOT", "COUNTRY_OF_RESIDENCE"),
    ("IMM.STOCK.TOT", "COUNTRY_OF_BIRTH"),
)
"""What a partner country is asked of us."""
MOLDOVA = {name: ["MDA"] for _, name in ABROAD}


class World(NamedTuple):
    """A catalogue with random formulas and rules, a profile dense enough for them, and what a partner country says."""

    catalogue: Catalogue
    figures: Figures
    partner: Figures


@dataclass(frozen=True)
class Writer:
    """Writes expressions over some indicators (`ANY` among them), mostly on the dimensions `names` that the profile uses."""

    chance: random.Random
    indicators: Mapping[str, Indicator]
    names: Sequence[str]
    codes: Sequence[str]
    kinds: Sequence[str]

    def expression(self, depth: int) -> str:
        if depth == 0 or self.chance.random() < 0.3:
            return self.chance.choice(NUMBERS) if self.chance.random() < 0.1 else self.leaf()
        part = self.expression(depth - 1)
        match self.chance.choice("+-*/+-*/(~am"):
            case "(":
                return f"({part})"
            case "~":
                return f"-({part})"
            case "a":
                return f"abs({part})"
            case "m":
                return f"mod({part}, {self.chance.choice(('7', '2.5', '7', '2.5', '0'))})"
            case sign:
                return f"{part} {sign} {self.expression(depth - 1)}"

    def leaf(self) -> str:
        kind, code = self.chance.choice(self.kinds), self.chance.choice(self.codes)
        ref = self.reference(code)
        match kind:
            case "ref":
                return ref
            case "lag":
                return f"lag({ref}, {self.chance.choice((1, 1, 1, 2))})"
            case "had":
                return f"has(lag({ref}, 1))"
            case "partner":
                theirs, name = self.chance.choice(ABROAD)
                return f"partner({theirs}, {name})"
            case "sum" | "count":
                name = self.dimension(code)
                return f"{kind}({ref}, {name})" if name else ref
            case "member":
                has_age = code == ex.ANY or "AGE" in self.indicators[code].dimensions
                return f"sum({code}, AGE, {self.chance.choice(('Y0T14', '_T'))})" if has_age else ref
            case "meta":
                return f"meta({ref}, {self.chance.choice(FIELDS)})"
            case "limit":
                return f"limit({self.chance.choice(LIMITS)})"
            case "formula" if code != ex.ANY and not self.indicators[code].is_derived:
                return ref
            case "year":
                return self.chance.choice(("year()", "year()", "this_year()"))
            case _:
                return f"{kind}({ref})"

    def reference(self, code: str) -> str:
        name = self.dimension(code) if self.chance.random() < 0.25 else ""
        member = self.chance.choice([*_listed(name), "_T"]) if name else ""
        return f"{code}[{name}={member}]" if name else code

    def dimension(self, code: str) -> str:
        """One that the indicator has, mostly one in use; none if there is none."""
        has = list(DIMENSIONS) if code == ex.ANY else [n for n in self.indicators[code].dimensions if n in DIMENSIONS]
        used = [name for name in has if name in self.names]
        return self.chance.choice(used if used and self.chance.random() < 0.9 else [*has, ""])


def _listed(name: str) -> list[str]:
    """Members that the catalogue lists, so that an expression may name them."""
    listed = shipped().dimensions[name].members
    return [member for member in (*DIMENSIONS[name], "_O") if member in listed]


def world(seed: int, rules: int) -> World:
    chance = random.Random(seed)
    base = only(CODES)
    codes = chance.sample(CODES, chance.choice((2, 2, 3)))
    names = sorted({name for code in codes for name in base.indicators[code].dimensions if name in DIMENSIONS})
    chosen = chance.sample(names, min(len(names), chance.choice((1, 2, 2))))
    if chance.random() < 0.3:
        chosen[:1] = [name for name in names if name in MOLDOVA][:1] or chosen[:1]
    members = {name: DIMENSIONS[name] for name in dict.fromkeys(chosen)}
    formulas = [a_formula(chance, base, list(members), codes, f"DRV.OWN.F{number}") for number in range(2)]
    catalogue = with_indicators(replace(base, rules={}), *formulas)
    derived_codes = [formula.code for formula in formulas]
    own = [
        a_rule(chance, catalogue, list(members), [*codes, *derived_codes], f"NAT-{number:02}")
        for number in range(rules)
    ]
    catalogue = replace(catalogue, rules={it.code: it for it in own})
    entered = [*codes, derived_codes[0]] if chance.random() < 0.2 else codes
    figures = dense(catalogue, members, seed, codes=entered, share=chance.choice((0.7, 0.9, 1, 1)))
    partner = dense(catalogue, MOLDOVA, seed, codes=[code for code, _ in ABROAD], share=1)
    partner.settings = build.settings("UKR")
    return World(catalogue, figures, partner)


def a_formula(
    chance: random.Random, catalogue: Catalogue, names: Sequence[str], codes: Sequence[str], code: str
) -> Indicator:
    """Its first reference has all the dimensions of the result free, as the check of a catalogue asks."""
    writer = Writer(chance, catalogue.indicators, names, codes, _OF_FORMULAS)
    main = chance.choice([code for code in codes if catalogue.indicators[code].dimensions] or list(codes))
    dims = [name for name in catalogue.indicators[main].dimensions if name in names and chance.random() < 0.7]
    first = chance.choice((main, main, f"lag({main}, 1)", f"yoy({main})", f"100 * {main}"))
    text = f"{first} {chance.choice('+-*/')} {writer.expression(1)}" if chance.random() < 0.8 else first
    return derived(
        code, text, dims=";".join(dims), like=chance.choice(("DRV.NET.TOT", "DRV.NET.RATE", "IMM.STOCK.SHARE"))
    )


def a_rule(chance: random.Random, catalogue: Catalogue, names: Sequence[str], codes: Sequence[str], code: str) -> Rule:
    while True:
        named = chance.choice(([ex.ANY], [*codes, ex.ANY], chance.sample(codes, 2), chance.sample(codes, 1)))
        kinds: Sequence[str] = _OF_RULES
        what = chance.random()
        if what < 0.15:
            named, kinds = chance.choice(([ex.ANY], chance.sample(codes, 1))), ("ref", "ref", "meta", "limit", "year")
        elif what < 0.25:
            kinds = ("ref", "mincell", "mincell", "hidden", "limit")
        writer = Writer(chance, catalogue.indicators, names, named, kinds)
        left, right = writer.expression(chance.choice((0, 1, 2))), writer.expression(chance.choice((0, 0, 1)))
        mirrored = [code for code in codes if not MOLDOVA.keys().isdisjoint(catalogue.indicators[code].dimensions)]
        if 0.25 < what < 0.3 and mirrored:
            theirs, name = chance.choice(ABROAD)
            left, right = chance.choice(mirrored), f"{chance.choice((1, 2))} * partner({theirs}, {name})"
        found = rule(code, left, chance.choice(OPERATORS), right, tolerance=chance.choice(TOLERANCES))
        refs = _references(found)
        if refs and not any(
            refs[0] is ref for ref in _abroad(found)
        ):  # what is asked of another country is not what a rule reports on
            scope = chance.choice(SCOPES) if ex.ANY in {ref.code for ref in refs} and chance.random() < 0.4 else ""
            asks_abroad = bool(_abroad(found))
            return replace(
                found,
                family=chance.choice(FAMILIES),
                dims=tuple(
                    name
                    for name in _free(found, catalogue)
                    if (asks_abroad and name in MOLDOVA) or chance.random() < 0.5
                ),
                scope=tuple(part for part in scope.split(";") if part),
            )


def _references(made: Rule) -> list[ex.Ref]:
    return [*ex.references(made.left), *ex.references(made.right)]


def _abroad(made: Rule) -> list[ex.Ref]:
    return [node.ref for node in (*ex.walk(made.left), *ex.walk(made.right)) if isinstance(node, ex.Partner)]


def _free(made: Rule, catalogue: Catalogue) -> list[str]:
    """Dimensions that a rule may run over: each code named has them, neither fixed nor summed away."""
    free = set(DIMENSIONS)
    for node in (*ex.walk(made.left), *ex.walk(made.right)):
        if isinstance(node, ex.Ref) and node.code != ex.ANY and not any(node is ref for ref in _abroad(made)):
            free &= set(catalogue.indicators[node.code].dimensions) - {name for name, _ in node.fixed}
        elif isinstance(node, ex.Sum | ex.Count) and node.ref.code != ex.ANY:
            free -= {node.dimension}
    return sorted(free)
