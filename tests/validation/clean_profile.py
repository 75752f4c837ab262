"""Makes a large profile in which nothing is wrong: every indicator filled, every breakdown adding up, every balance closing.

A number is a total times the weights of its items over the weights of all items, so that sums are exact on every level, and all
indicators use the same weights, so that what holds of two totals holds of their parts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import product

from desktop.catalogue.model import Catalogue, Indicator
from desktop.catalogue.reading import shipped
from desktop.domain.address import Key
from desktop.domain.observation import Observation
from desktop.domain.printing import printed
from desktop.domain.profile import Figures
from desktop.domain.source import Source
from tests.helpers.figures import FULL, settings

YEARS = range(2008, 2026)
SOURCE = "CENSUS"
PARTNER = "UKR"
UNIT = 64_000
"""Divides by the weights of any two or three dimensions."""
SMALL = """
TRF.VICT.DET TRF.VICT.ABROAD TRF.VICT.ASSIST TRF.VICT.PERMIT TRF.VICT.COMP TRF.CASE.PROS TRF.CASE.CONV TRF.SMUG.PERS IRR.DEATH.TOT
LAB.ABROAD.DEATH FDP.SOL.RETREF FDP.IDP.SOLVED CHI.UASC.ARR HEA.HW.ABROAD
""".split()
"""Counts of some hundred persons."""
CROSSED = {
    "CTX.POP.TOT": [("SEX", "AGE")],
    "IMM.STOCK.TOT": [("SEX", "AGE"), ("SEX", "COUNTRY_OF_BIRTH")],
    "IMM.STOCK.CIT": [("SEX", "AGE"), ("SEX", "COUNTRY_OF_CITIZENSHIP")],
    "IMM.FLOW.TOT": [("SEX", "REASON"), ("SEX", "AGE")],
    "EMI.FLOW.TOT": [("SEX", "COUNTRY_OF_NEXT_RES"), ("SEX", "AGE")],
    "EMI.STOCK.TOT": [("SEX", "COUNTRY_OF_RESIDENCE"), ("SEX", "EDUCATION")],
    "LAB.MW.STOCK": [("SEX", "ACTIVITY")],
    "CTX.LAB.EMP": [("SEX", "ACTIVITY")],
    "FDP.ASY.DEC": [("SEX", "DECISION")],
}
ONE_LEVEL = frozenset(("CTX.LAB.UNE", "CTX.LAB.LF", "RET.FLOW.TOT", "RET.STOCK.TOT", "RET.AVRR.TOT"))
"""Broad age groups only."""


def _odd(year: int) -> int:
    return year % 2


COUNTS: dict[str, Callable[[int], int]] = {
    # in units, so that CTX.POP.TOT(t) = CTX.POP.TOT(t-1) + births - deaths + immigration - emigration, and the like
    "CTX.VIT.BIRTHS": lambda year: 20 + _odd(year),
    "CTX.VIT.DEATHS": lambda year: 16 - _odd(year),
    "IMM.FLOW.TOT": lambda year: 7 + _odd(year),
    "EMI.FLOW.TOT": lambda year: 5 - _odd(year),
    "EMI.FLOW.NAT": lambda year: 4 - _odd(year),
    "EMI.MIRROR.FLOW": lambda year: 4 - _odd(year),
    "CTX.POP.TOT": lambda year: 300 + sum(10 if one % 2 else 6 for one in range(YEARS[0] + 1, year + 1)),
    "IMM.STOCK.TOT": lambda year: 30 + year - YEARS[0],
    "IMM.STOCK.CIT": lambda year: 20 + year - YEARS[0],
    "IMM.FLOW.FRGN": lambda year: 4 + _odd(year),
    "IMM.NATZ.TOT": lambda year: 2 + _odd(year),
    "CTX.LAB.EMP": lambda year: 90 + year - YEARS[0],
    "CTX.LAB.UNE": lambda year: 10 + 2 * _odd(year),
    "CTX.LAB.LF": lambda year: 100 + year - YEARS[0] + 2 * _odd(year),
    "LAB.MW.WAP": lambda year: 24 + year - YEARS[0],
    "LAB.MW.EMP": lambda year: 16 + year - YEARS[0],
    "LAB.MW.UNE": lambda year: 4 + 2 * _odd(year),
    "LAB.MW.LF": lambda year: 20 + year - YEARS[0] + 2 * _odd(year),
    "FDP.ASY.PEND": lambda year: 20 + year - YEARS[0],
    "FDP.ASY.APPL": lambda year: 5 + _odd(year),
    "FDP.ASY.FIRST": lambda year: 4 + _odd(year),
    "FDP.ASY.DEC": lambda year: 4 + _odd(year),
}
SIZES = {  # of the others, where a rule holds them against something
    "IRR.STOCK.LOW": Fraction(8, 10),
    "IRR.STOCK.HIGH": Fraction(12, 10),
    "LAB.MW.DOMEST": Fraction(1, 2),
    "CHI.STOCK.TOT": Fraction(1, 2),
    "HEA.HW.FOREIGN": Fraction(1, 2),
    "EDU.INB.STUD": Fraction(1, 4),
    "EDU.OUTB.STUD": Fraction(1, 4),
    "IRR.RTN.EFFECT": Fraction(1, 2),
    "DIA.VOTE.CAST": Fraction(1, 2),
    "RET.READ.ACC": Fraction(1, 2),
    "LAB.ABROAD.DEPL": Fraction(1, 4),
    "TRF.VICT.ASSIST": Fraction(1, 2),
    "TRF.CASE.CONV": Fraction(1, 2),
}
AMOUNTS = {
    "CTX.GDP.USD": 100_000,
    "CTX.EXT.EXPORTS": 20_000,
    "CTX.EXT.ODA": 500,
    "CTX.EXT.FDI": 500,
    "REM.IN.PT": 1000,
    "REM.IN.COE": 200,
}
_WEIGHTS = {"SEX": {"F": 3, "M": 5}, "URB_RUR": {"U": 3, "R": 1}}
_SUMS = (4, 8, 10, 20, 40)
_COUNTRIES = {"UKR": 4, "ROU": 3, "RUS": 2, "_O": 1}
_REGIONS = {"A": 4, "B": 3, "C": 3}


class Clean:
    """The profile, with the numbers at hand for whoever plants errors into it."""

    def __init__(self) -> None:
        self.catalogue: Catalogue = shipped()
        self.figures = Figures(settings(years=(YEARS[0], YEARS[-1])))
        self.figures.sources[SOURCE] = Source(SOURCE, "title", **FULL)
        self.partner = Figures(settings(PARTNER, years=(YEARS[0], YEARS[-1])))
        for indicator in self.catalogue.indicators.values():
            if not indicator.is_derived and not indicator.is_counter:
                for year in YEARS[2::5] if indicator.frequency == "five-yearly" else YEARS:
                    for items, number in self._numbers(indicator, year):
                        self.put(indicator.code, items, year, number)
        mirrored = {
            "REM.OUT.PT[COUNTERPART=MDA]": "REM.IN.PT[COUNTERPART=UKR]",
            "EMI.STOCK.TOT[COUNTRY_OF_RESIDENCE=MDA]": "IMM.STOCK.TOT[COUNTRY_OF_BIRTH=UKR]",
            "EDU.INB.STUD[COUNTRY_OF_ORIGIN=MDA]": "EDU.OUTB.STUD[COUNTRY_OF_RESIDENCE=UKR]",
            "IRR.RTN.EFFECT[COUNTRY_OF_CITIZENSHIP=MDA]": "RET.DEPORT.TOT[COUNTRY_OF_PREV_RES=UKR]",
        }
        for theirs, ours in mirrored.items():
            for year in YEARS:
                code, items = theirs.removesuffix("]").split("[")
                self.partner.put(Key(code, items, str(year), ""), Observation(printed(self.number(ours, year))))

    def put(self, code: str, items: str, year: int, value: Fraction | str) -> None:
        text = value if isinstance(value, str) else printed(value)
        self.figures.put(Key(code, items, str(year), SOURCE), Observation(text))

    def number(self, place: str, year: int) -> Fraction:
        """What is entered at `CODE[ITEMS]` now."""
        code, _, items = place.removesuffix("]").partition("[")
        observation = self.figures.get(Key(code, items, str(year), SOURCE))
        assert observation is not None and observation.value is not None, (place, year)
        return Fraction(observation.value)

    def _numbers(self, indicator: Indicator, year: int) -> Iterator[tuple[str, Fraction | str]]:
        total = self.total(indicator, year)
        if isinstance(total, str):
            yield "", total
        elif indicator.code in ("REM.HH.USE", "REM.CH.SHARE"):
            (name,) = indicator.dimensions
            yield from ((f"{name}={member}", 100 * share) for member, share in self.shares(indicator, name).items())
        else:
            yield "", total
            if indicator.value_type == "integer" and indicator.limits.get("max"):
                return
            is_shared = indicator.is_additive
            for names in [*((name,) for name in indicator.dimensions), *CROSSED.get(indicator.code, ())]:
                for picked in product(*(self.shares(indicator, name).items() for name in names)):
                    share = Fraction(1)
                    for _, one in picked:
                        share *= one if is_shared else 1
                    items = ",".join(f"{name}={member}" for name, (member, _) in zip(names, picked, strict=True))
                    yield items, total * share

    def total(self, indicator: Indicator, year: int) -> Fraction | str:
        code, limits = indicator.code, indicator.limits
        if indicator.value_type == "text":
            return "words"
        if indicator.value_type == "category":
            assert indicator.value_list
            return next(iter(self.catalogue.dimensions[indicator.value_list].members))
        if indicator.value_type == "boolean":
            return "1"
        if indicator.unit == "year":
            return Fraction(1999)
        if indicator.value_type == "integer" and "max" in limits:
            return Fraction(limits["max"]) * 9 // 10
        if code in COUNTS:
            return Fraction(UNIT * COUNTS[code](year))
        if indicator.value_type == "integer":
            if code in SMALL:
                return 640 * SIZES.get(code, Fraction(1))
            return 640 * (1000 + 5 * (year - YEARS[0])) * SIZES.get(code, Fraction(1))
        if indicator.unit == "USD million":
            return AMOUNTS.get(code, 100) * Fraction(100 + year - YEARS[0], 100)
        least = Fraction(limits.get("warn_min") or limits.get("min") or 0)
        return (least + Fraction(limits.get("warn_max") or limits.get("max") or least + 100)) / 2

    def shares(self, indicator: Indicator, name: str) -> dict[str, Fraction]:
        """Members that are filled in, of every level, and their parts of the total."""
        dimension = self.catalogue.dimensions[name]
        if dimension.is_open:
            weights = _COUNTRIES if dimension.is_country else _REGIONS
        else:
            direct = [member for member in dimension.children("_T") if member not in ("_O", "_U")]
            leaves = [leaf for member in direct for leaf in dimension.children(member) or (member,)]
            least = next(number for number in _SUMS if number >= len(leaves))
            weights = _WEIGHTS.get(name) or {leaf: 1 for leaf in leaves} | {leaves[0]: 1 + least - len(leaves)}
            groups = {
                member: sum(weights[leaf] for leaf in dimension.children(member) or (member,)) for member in direct
            }
            weights = groups if indicator.code in ONE_LEVEL or not indicator.is_core else weights | groups
            whole = sum(groups.values())
            return {member: Fraction(weight, whole) for member, weight in weights.items()}
        whole = sum(weights.values())
        return {member: Fraction(weight, whole) for member, weight in weights.items()}
