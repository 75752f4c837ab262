"""Errors of every family planted into a large clean profile are found, all of them, and nothing else."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from fractions import Fraction
from typing import NamedTuple

import pytest

from desktop.catalogue.reading import shipped
from desktop.domain.address import Key
from desktop.domain.observation import Observation
from desktop.domain.printing import printed
from desktop.domain.profile import Figures
from desktop.domain.source import Source
from desktop.validation.engine import check
from desktop.validation.evaluation import Evaluator
from desktop.validation.live import LiveCheck
from desktop.validation.own_rules import OWN_RULES
from desktop.validation.series import SERIES_RULES
from tests.helpers.figures import FULL, observation
from tests.validation.clean_profile import PARTNER, SOURCE, Clean

THIS_YEAR = 2026
APART = range(2010, 2023, 4)
"""Years of the errors in one cell: none can be seen from another."""
ERRORS = """
# cell, what is done to it (years, where they are not all of `APART`), what must be found: (t) the year, (n) the next, S the source
IMM.STOCK.TOT[DURATION=Y1T4] | +1000 | SUM-IMM-DUR IMM.STOCK.TOT@(t)
IMM.STOCK.CIT[LEGAL_STATUS=TEMP] | +1000 | SUM-CIT-LEG IMM.STOCK.CIT@(t)
CTX.POP.TOT[URB_RUR=R] | +1000 | SUM-POP-URB CTX.POP.TOT@(t)
CTX.POP.TOT[REGION=A] | +100000 | SUM-POP-REG CTX.POP.TOT@(t)
FDP.ASY.DEC[DECISION=CLOSED] | +1000 | SUM-ASY-DEC FDP.ASY.DEC@(t)
TRF.VICT.DET[EXPLOITATION=ORG] | +10 | SUM-TRF-EXPL TRF.VICT.DET@(t)
LAB.MW.STOCK[OCCUPATION=OC5] | +20000 | SUM-MW-OCC LAB.MW.STOCK@(t)
REM.CH.SHARE[CHANNEL=BANK] | +5 (2010 2018) | SUM-REM-CH REM.CH.SHARE@(t)
INM.REG.IN | +500 (2010 2018) | SUM-INM-INOUT INM.REG.IN@(t)
IRR.STOCK.LOW | *1.5 | SUB-IRR-LOW IRR.STOCK.LOW@(t)
IRR.STOCK.HIGH | *0.75 (2010 2018) | SUB-IRR-HIGH IRR.STOCK.EST@(t)
TRF.VICT.ASSIST | *2.25 | SUB-ASSIST-DET TRF.VICT.ASSIST@(t)
HEA.HW.FOREIGN[HEALTH_WORKER=DEN] | *2.5 | SUB-HW-FOR HEA.HW.FOREIGN[HEALTH_WORKER=DEN]@(t)
EDU.INB.STUD[FIELD=F05] | *5 | SUB-INB-TERT EDU.INB.STUD[FIELD=F05]@(t); BND-HARD-MAX EDU.INB.RATE[FIELD=F05]@(t)
RET.READ.ACC[COUNTERPART=ROU] | *3 | SUB-READ-ACC RET.READ.ACC[COUNTERPART=ROU]@(t); BND-HARD-MAX RET.READ.RATE[COUNTERPART=ROU]@(t)
IRR.DOC.FRAUD[BORDER_MODE=AIR] | *5 | SUB-PART IRR.DOC.FRAUD[BORDER_MODE=AIR]@(t)
IMM.BORDER.IN[COUNTRY_OF_CITIZENSHIP=ROU] | *2 | BAL-BORDER IMM.BORDER.IN[COUNTRY_OF_CITIZENSHIP=ROU]@(t)
IRR.RTN.EFFECT[COUNTRY_OF_CITIZENSHIP=_O] | *5 | BAL-RTN IRR.RTN.EFFECT[COUNTRY_OF_CITIZENSHIP=_O]@(t)
FDP.ASY.PEND | *1.5 | BAL-ASY FDP.ASY.PEND@(t); BAL-ASY FDP.ASY.PEND@(n)
CTX.DEV.POV[SEX=F] | +20 | YOY-PCT CTX.DEV.POV[SEX=F]@(t); YOY-PCT CTX.DEV.POV[SEX=F]@(n)
LAB.RECR.AGENCY | *3 | YOY-COUNT LAB.RECR.AGENCY@(t); YOY-COUNT LAB.RECR.AGENCY@(n)
DIA.SKILL.MISS | *4 | YOY-COUNT DIA.SKILL.MISS@(t)
DIA.GIVE.TOT | *4 | YOY-AMOUNT DIA.GIVE.TOT@(t)
GOV.CAP.TRAINED | as the year before | YOY-FROZEN GOV.CAP.TRAINED@(t)
IMM.STOCK.TOT[COUNTRY_OF_BIRTH=ROU] | *2 (2012 2016) | SUM-IMM-COB IMM.STOCK.TOT@(t); SUM-IMM-SEX IMM.STOCK.TOT[COUNTRY_OF_BIRTH=ROU]@(t);
    BND-FSHARE IMM.STOCK.TOT[COUNTRY_OF_BIRTH=ROU]@(t); YOY-CORRIDOR IMM.STOCK.TOT[COUNTRY_OF_BIRTH=ROU]@(t)
GOV.RCP.NUM | =-1 (2010 2018) | BND-HARD-MIN GOV.RCP.NUM@(t)S
HUM.SP.AGR | =201 (2010 2018) | BND-HARD-MAX HUM.SP.AGR@(t)S
CTX.VIT.TFR | =0.5 | BND-SOFT-MIN CTX.VIT.TFR@(t)S
FDP.ASY.DAYS | =1600 | BND-SOFT-MAX FDP.ASY.DAYS@(t)S
EDU.LANG.BEN[SEX=F] | +0.5 | BND-WHOLE EDU.LANG.BEN[SEX=F]@(t)S
DAT.CENSUS.YEAR | =2050 (2010 2016) | BND-CENSUSYEAR DAT.CENSUS.YEAR@(t)S
LAB.RECR.COST[COUNTRY_OF_RESIDENCE=ROU] | *20 (2010 2016) | BND-RECR LAB.RECR.RATIO[COUNTRY_OF_RESIDENCE=ROU]@(t)
DAT.STAFF.TURN | =30 (2027) | BND-FUTURE DAT.STAFF.TURN@(t); VAL-PERIOD DAT.STAFF.TURN@(t)
RET.EMP.RATE | *0.01 | UNIT-FRACTION RET.EMP.RATE@(t); UNIT-PCT-SMALL RET.EMP.RATE@(t)S; YOY-PCT RET.EMP.RATE@(t); YOY-PCT RET.EMP.RATE@(n)
CTX.DEV.HDI | *100 (2010 2016 2022) | UNIT-HDI CTX.DEV.HDI@(t)S
RET.SKILL.REC | *1000 (2010 2016 2022) | UNIT-THOUS-UP RET.SKILL.REC@(t); YOY-COUNT RET.SKILL.REC@(t); UNIT-THOUS-DN RET.SKILL.REC@(n)
DIA.INV.DEPOSIT | *1000000 (2010 2016) | UNIT-USD-UP DIA.INV.DEPOSIT@(t); UNIT-USD-DN DIA.INV.DEPOSIT@(n);
    YOY-AMOUNT DIA.INV.DEPOSIT@(t); YOY-AMOUNT DIA.INV.DEPOSIT@(n)
TRF.VICT.COMP[SEX=F] | =3 | CNF-TRF TRF.VICT.COMP@(t)
FDP.SOL.RETREF[COUNTRY_OF_ASYLUM=ROU] | =4 | CNF-FDP FDP.SOL.RETREF@(t)
CHI.UASC.ARR[COUNTRY_OF_CITIZENSHIP=ROU] | =1 (2010 2016) | CNF-CHI CHI.UASC.ARR@(t)
HEA.HW.ABROAD[COUNTRY_OF_RESIDENCE=ROU] | =3 (2010 2016) | CNF-HEA HEA.HW.ABROAD@(t)
LAB.ABROAD.DEATH[SEX=F] | =3 (2010 2016) | CNF-SMALL LAB.ABROAD.DEATH@(t)
HUM.SP.PORT[SEX=F] | conf=C | CNF-SECOND HUM.SP.PORT@(t)
GOV.RAT.C97 | status=O without a value | MET-MISSING GOV.RAT.C97@(t)S
GOV.GCM.VNR | status=B | MET-BREAK GOV.GCM.VNR@(t)S
GOV.RAT.C143 | from the source (2010) | MET-SOURCE GOV.RAT.C143@(t)
GOV.RAT.ICRMW | from the source UNDATED (2010) | MET-REFDATE GOV.RAT.ICRMW@(t)#UNDATED
GOV.RAT.REF51 | from the source VAGUE (2013) | MET-COVERAGE GOV.RAT.REF51@(t)#VAGUE
GOV.RAT.TIP | from the source ORPHAN (2016) | MET-PROVIDER GOV.RAT.TIP@(t)#ORPHAN
ITG.PROG.BEN | from the source UNDEFINED (2019) | MET-DEFNOTE ITG.PROG.BEN@(t)#UNDEFINED
GOV.BUDGET.TOT | from the source GUESS (2022) | MET-ESTIM GOV.BUDGET.TOT@(t)#GUESS
LAB.PREDEP.TRAIN[SEX=F] | from the source REGISTER too | PUB-CHOICE LAB.PREDEP.TRAIN[SEX=F]@(t)
IRR.STOCK.EST | taken away (2024) | CMP-SERIES IRR.STOCK.EST@(n)
IRR.PRES.FOUND[SEX=M] | taken away (2025) | CMP-SEX IRR.PRES.FOUND@(t)
RET.AVRR.TOT[AGE=Y0T14] | taken away (2025) | CMP-AGE RET.AVRR.TOT@(t)
EDU.SCH.GAP | =10 | FML-ALL EDU.SCH.GAP@(t)
GOV.SDG.CAT | taken away (2010 2016) | FML-SDGCAT GOV.SDG.CAT@(t)
EMI.MIRROR.STOCK[COUNTRY_OF_RESIDENCE=ROU] | *2 | MIR-STOCK EMI.STOCK.TOT[COUNTRY_OF_RESIDENCE=ROU]@(t)
EMI.MIRROR.FLOW | *2.5 (2010 2016) | MIR-FLOW EMI.FLOW.NAT@(t); YOY-COUNT EMI.MIRROR.FLOW@(t); YOY-COUNT EMI.MIRROR.FLOW@(n)
LAB.COMPL.REC | text="about 12" | VAL-NUMBER LAB.COMPL.REC@(t)S
GOV.CRISIS.PLAN | =2 (2010 2016 2022) | VAL-YESNO GOV.CRISIS.PLAN@(t)S
HEA.ENT.ASY | text=SOME (2010 2016 2022) | VAL-CODE HEA.ENT.ASY@(t)S
LAB.COMPL.RES | status=L (2010 2016 2022) | VAL-STATUS LAB.COMPL.RES@(t)S
RET.BUS.NEW | status=E without a value (2010 2016 2022) | VAL-NOVALUE RET.BUS.NEW@(t)S
GEN.POL.RESP | from the source LOST (2016) | VAL-SOURCE GEN.POL.RESP@(t)#LOST
DAT.PUB.REPORT | =1 (1999) | VAL-PERIOD DAT.PUB.REPORT@(t)
"""
OF_PARTNER = """
REM.OUT.PT[COUNTERPART=MDA] | *3 (2010) | MIR-REM REM.IN.PT[COUNTERPART=UKR]@(t)
EMI.STOCK.TOT[COUNTRY_OF_RESIDENCE=MDA] | *3 (2010) | MIR-IMM IMM.STOCK.TOT[COUNTRY_OF_BIRTH=UKR]@(t)
EDU.INB.STUD[COUNTRY_OF_ORIGIN=MDA] | *3 (2010 2016) | MIR-STUD EDU.OUTB.STUD[COUNTRY_OF_RESIDENCE=UKR]@(t)
IRR.RTN.EFFECT[COUNTRY_OF_CITIZENSHIP=MDA] | *3 (2010 2016) | MIR-READ RET.DEPORT.TOT[COUNTRY_OF_PREV_RES=UKR]@(t)
"""
INCOMPLETE = {"UNDATED": "reference_date", "VAGUE": "coverage", "ORPHAN": "institution", "UNDEFINED": "definition_note"}


class Planted(NamedTuple):
    """One error: observations as they are to be, None for taken away, and the findings that must follow."""

    edits: tuple[tuple[Key, Observation | None], ...]
    findings: tuple[str, ...]


def planted(table: str, figures: Figures, source: str) -> Iterator[Planted]:
    for row in table.replace("\n    ", " ").splitlines():
        if row and not row.startswith("#"):
            place, change, findings = row.split(" | ")
            change, _, years = change.removesuffix(")").partition(" (")
            code, _, items = place.removesuffix("]").partition("[")
            for year in map(int, years.split()) if years else APART:
                told = findings.replace("(t)S", f"(t)#{SOURCE}").replace("(t)", f"{year}").replace("(n)", f"{year + 1}")
                key = Key(code, items, str(year), source)
                yield Planted(tuple(edits(figures, key, change)), tuple(told.split("; ")))


def edits(figures: Figures, key: Key, change: str) -> Iterator[tuple[Key, Observation | None]]:
    there = figures.get(key) or Observation("0")
    number = Fraction(there.value) if there.value and there.value[0].isdigit() else Fraction(0)
    if change.startswith("from the source"):
        other = change.removeprefix("from the source").removesuffix(" too").strip()
        if not change.endswith(" too"):
            yield key, None
        yield key._replace(source=other), there
    elif change == "taken away":
        yield key, None
    elif change == "as the year before":
        yield key, figures.get(key._replace(period=str(int(key.period) - 1)))
    elif change[0] == "=":
        yield key, there._replace(value=change[1:])
    elif change[0] == "+":
        yield key, there._replace(value=printed(number + Fraction(change[1:])))
    elif change[0] == "*":
        yield key, there._replace(value=printed(number * Fraction(change[1:])))
    elif change.endswith(" without a value"):
        yield key, observation(key.indicator, change.removesuffix(" without a value"))
    elif change.startswith("text="):
        yield key, observation(key.indicator, change)
    else:
        yield key, observation(key.indicator, f"{there.value} {change}")


@pytest.fixture(scope="module")
def clean() -> Clean:
    made = Clean()
    sources = made.figures.sources
    sources["REGISTER"] = Source("REGISTER", "title", **FULL)
    sources["GUESS"] = Source("GUESS", "title", **FULL | {"type": "ESTIM", "method_note": ""})
    for name, lacking in INCOMPLETE.items():
        sources[name] = Source(name, "title", **FULL | {lacking: ""})
    return made


def put(figures: Figures, errors: list[Planted]) -> list[tuple[Key, Observation | None]]:
    """Plant; gives what stood there, last first."""
    before = []
    for key, value in (edit for error in errors for edit in error.edits):
        before.append((key, figures.get(key)))
        figures.put(key, value)
    return before[::-1]


def test_errors_of_every_family_are_found_and_nothing_else(clean: Clean) -> None:
    ours, theirs = list(planted(ERRORS, clean.figures, SOURCE)), list(planted(OF_PARTNER, clean.partner, ""))
    expected = sorted(finding for error in ours + theirs for finding in error.findings)
    families = {rule.code: rule.family for rule in clean.catalogue.rules.values()} | dict.fromkeys(OWN_RULES, "value")
    assert sum(1 for _ in clean.figures.observations()) >= 20_000
    assert found(clean) == []
    assert len(ours + theirs) == 200
    assert {families[finding.split()[0]] for finding in expected} == {*families.values()}
    before, before_there = put(clean.figures, ours), put(clean.partner, theirs)
    try:
        assert found(clean) == expected
    finally:
        for figures, edited in ((clean.figures, before), (clean.partner, before_there)):
            for key, value in edited:
                figures.put(key, value)
    assert found(clean) == []


def found(clean: Clean, switched_off: Collection[str] = SERIES_RULES) -> list[str]:
    """A planted error is usually a jump in its series as well: what these say is not asked of the planters."""
    partners = {PARTNER: clean.partner}
    checked = check(shipped(), clean.figures, this_year=THIS_YEAR, partners=partners, switched_off=switched_off)
    return sorted(it.id for it in checked.findings)


def test_a_clean_profile_has_no_jump_and_no_gap(clean: Clean) -> None:
    assert found(clean, ()) == []


def test_errors_planted_one_after_another_are_found_each_and_gone_when_taken_back(clean: Clean) -> None:
    kept = LiveCheck(Evaluator(shipped(), clean.figures), THIS_YEAR, SERIES_RULES)
    kept.full()
    expected: list[str] = []
    steps = []
    for error in planted(ERRORS, clean.figures, SOURCE):
        steps.append(put(clean.figures, [error]))
        kept.update({key.cell for key, _ in error.edits})
        expected += error.findings
        assert sorted(it.id for it in kept.findings) == sorted(expected), error
    for before in reversed(steps):
        for key, value in before:
            clean.figures.put(key, value)
        kept.update({key.cell for key, _ in before})
    assert kept.findings == []
