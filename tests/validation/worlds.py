"""Small worlds for random tests: a cut-down catalogue with some rules of its own, and profiles full of corner cases."""

from __future__ import annotations

from hypothesis import strategies as st

from desktop.domain.address import Key
from desktop.domain.observation import Observation
from desktop.domain.profile import Choice, Figures
from desktop.domain.source import Source
from tests.helpers import figures as build
from tests.helpers.small_catalogue import derived, only, rule, with_indicators

CODES = """
CTX.POP.TOT CTX.POP.GROWTH IMM.STOCK.TOT IMM.STOCK.SHARE IMM.STOCK.FSHARE IMM.STOCK.TERT IMM.STOCK.CIT CTX.VIT.NATINC
CTX.VIT.BIRTHS CTX.VIT.DEATHS DRV.NET.TOT DRV.NET.RATE IMM.FLOW.TOT EMI.FLOW.TOT INM.REG.IN INM.REG.OUT INM.REG.NET
REM.IN.TOT REM.IN.PT REM.IN.COE REM.OUT.PT REM.IN.GDP CTX.GDP.USD GOV.SDG.CAT DAT.CORE.TOT DAT.CORE.FILLED
DAT.CORE.COV DAT.META.COV DAT.DISAGG.SEX EMI.STOCK.TOT TRF.VICT.DET
""".split()
OWN = (
    rule("NAT-YOY", "yoy(ANY)", "<=", "50", tolerance="10%", scope="unit=persons"),
    rule("NAT-LAG2", "ANY - lag(ANY, 2)", ">=", "0 - 0.1 * ANY"),
    rule("NAT-COUNT", "count(ANY, SEX)", ">=", "2", dims="AGE"),
    rule("NAT-SUM", "sum(ANY, SEX)", "==", "ANY", dims="AGE;REGION"),
    rule("NAT-REF", "ANY[SEX=F]", "<", "ANY", dims="COUNTRY_OF_BIRTH"),
    rule("NAT-AGE", "sum(CTX.POP.TOT, AGE, Y15T64)", "<=", "CTX.POP.TOT[AGE=Y15T64]", dims="SEX"),
    rule("NAT-DIV", "CTX.POP.TOT / IMM.STOCK.TOT", ">", "3 / mod(CTX.POP.TOT, 7)", dims="SEX;AGE"),
    rule("NAT-META", "meta(ANY, source) + ANY", "!=", "101"),
    rule("NAT-HAS", "has(IMM.STOCK.TOT) + has(lag(CTX.POP.TOT, 1))", "!=", "1", dims="SEX"),
    rule("NAT-MIX", "ANY", "<=", "2 * CTX.POP.TOT", scope="module_code=IMM"),
    rule("NAT-LEAST", "mincell(ANY) + 0 * limit(min)", "<=", "60"),
    rule("NAT-HID", "hidden(ANY)", "<=", "0 * has(CTX.POP.TOT)", scope="unit=persons"),
    rule("NAT-WHOLE", "whole(CTX.POP.TOT)", ">=", "2 * CTX.POP.TOT", dims="SEX;AGE"),
    rule("NAT-FORM", "formula(ANY)", ">=", "ANY - limit(max) / 1000"),
)
DERIVED = (
    derived("DRV.NAT.YOY", "yoy(CTX.POP.TOT) - sum(IMM.STOCK.TOT, SEX)", dims="AGE"),
    derived("DRV.NAT.LAG", "lag(DRV.NAT.YOY, 1)", dims="AGE"),
    derived("DRV.NAT.OLD", "lag(CTX.VIT.BIRTHS, 2) + abs(lag(DRV.NET.TOT, 1))", dims="SEX", like="DRV.NET.RATE"),
    derived("DRV.NAT.SUM", "sum(INM.REG.NET, REGION) / CTX.POP.TOT[SEX=F]", dims="SEX", like="DRV.NET.RATE"),
    derived("DRV.NAT.MOD", "mod(CTX.POP.TOT, 7) * IMM.STOCK.TOT", dims="SEX;COUNTRY_OF_BIRTH"),
)
CATALOGUE = with_indicators(only(CODES, *OWN), *DERIVED)
CODES += ["DRV.NAT.YOY", "DRV.NAT.OLD"]
ITEMS = {
    "SEX": ["F", "M", "_O", "_U"],
    "AGE": ["Y0T14", "Y15T64", "Y_GE65", "Y0T4", "Y5T9", "Y10T14", "_U"],
    "COUNTRY_OF_BIRTH": ["UKR", "ROU", "_O", "150"],
    "COUNTRY_OF_RESIDENCE": ["UKR", "ROU", "_U", "150"],
    "COUNTERPART": ["UKR", "ROU"],
    "REGION": ["A", "B", "150"],
    "EDUCATION": ["ISCED0_2", "ISCED3_4", "ISCED5_8", "ISCED5", "ISCED6"],
    "URB_RUR": ["U", "R"],
    "AGE_MAJ": ["Y0T17", "Y_GE18"],
}
MEMBERS = {name: members[:5] for name, members in ITEMS.items()} | {"AGE": ITEMS["AGE"][:6]}
PERIODS = ["2019", "2020", "2020", "2021", "2022-Q3", "2023-Q3", "2014/2018", "2015/2019", "1998", "2025"]
VALUES = [
    "0",
    "1",
    "2",
    "3",
    "4",
    "50",
    "60",
    "100",
    "110",
    "100.5",
    "0.1",
    "-3",
    "1000000",
    "99999999999999",
    "0.30",
    "about 12",
    None,
]
SOURCES = {
    "CENSUS": Source("CENSUS", "t", **build.FULL),
    "EST": Source("EST", "t", type="ESTIM", reference_date=" ", period_from="2019", coverage="all"),
}


@st.composite
def keys(draw: st.DrawFn, focus: tuple[str, ...]) -> Key:
    code = draw(st.sampled_from(focus))
    names = CATALOGUE.indicators[code].dimensions
    chosen = draw(st.sets(st.sampled_from([name for name in names if name in ITEMS] or [""]), max_size=2)) - {""}
    items = ",".join(f"{name}={draw(st.sampled_from(ITEMS[name]))}" for name in names if name in chosen)
    return Key(code, items, draw(st.sampled_from(PERIODS)), draw(st.sampled_from(["", "", "CENSUS", "EST", "LOST"])))


@st.composite
def observations(draw: st.DrawFn, code: str) -> Observation:
    text = draw(st.sampled_from(VALUES))
    status = draw(st.sampled_from("AAAAAAABEMMOLQ" if text is not None else "OMMLQABE"))
    is_text = CATALOGUE.indicators[code].value_type == "category"
    if text is not None and is_text:
        text = draw(st.sampled_from(["MEETS", "NO SUCH"]))
    readable = text is not None and text not in ("about 12", "NO SUCH")
    return Observation(
        text if readable else None,
        None if readable else text,
        status,
        draw(st.sampled_from("FFFFFFCN")),
        draw(st.sampled_from([0, 0, 0, 0, 3])),
        draw(st.sampled_from(["", "", " ", "a note"])),
    )


@st.composite
def profiles(draw: st.DrawFn, most: int = 24) -> Figures:
    figures = Figures(build.settings(years=(2010, 2025), modules=("CTX", "IMM", "DRV", "EMI")))
    figures.sources.update(SOURCES)
    focus = tuple(draw(st.lists(st.sampled_from(CODES), min_size=1, max_size=4, unique=True)))
    for key in draw(st.lists(keys(focus), max_size=most)):
        figures.put(key, draw(observations(key.indicator)))
        if draw(st.integers(0, 7)) == 0:
            figures.choices[key.cell] = Choice(key.source, "")
    return build.packed(figures) if draw(st.booleans()) else figures
