"""A profile with one of each kind of thing in it, exported once; and what its files say."""

from __future__ import annotations

from pathlib import Path

from desktop.services.exporting import export
from desktop.services.importing.planning import plan_import
from desktop.services.importing.storing import apply_import
from desktop.services.profile import OpenProfile
from tests.helpers.profiles import opened, typed

NOTES = ('=HYPERLINK("http://127.0.0.1/","x")', "+1+1", "-2+3", "@SUM(1)", "\t=1", "|cmd")
LONG_NUMBER = "123456789012.123456789"


def filled(folder: Path, **options: object) -> OpenProfile:
    """Sources, statuses, reasons, other periods, several sources, unreadable text, long numbers, countries, sums, findings."""
    profile = opened(folder, modules=("CTX", "IMM", "REM", "FDP", "GOV"), institution="Statistics", **options)
    sources = folder / "s.csv"
    sources.write_text(
        "id,title,institution,type\nCENSUS,Census 2014 & <more>,Statistics,CENSUS\nREG,Register,Interior,POPREG\n",
        "utf-8",
    )
    apply_import(profile, plan_import(profile, sources))
    typed(profile, ("CTX.POP.TOT@2020", "2600.5"), multiplier=3)
    typed(profile, ("IMM.STOCK.TOT@2020", "104000"), source="CENSUS")
    typed(profile, ("IMM.STOCK.TOT[SEX=F]@2020", "54000"), status="E", source="CENSUS", note='a "note";\nwith, signs')
    typed(profile, ("IMM.STOCK.TOT[SEX=M]@2020", "40000"), status="P", confidentiality="N", source="CENSUS")
    typed(profile, ("IMM.STOCK.CIT@2020", "20000"), source="CENSUS")
    typed(profile, ("IMM.STOCK.CIT@2020#REG", "21000"))
    typed(profile, ("CTX.EXT.FDI@2011", "about 12 thousand"), ("CTX.EXT.FDI@2012", "12.50"), ("CTX.EXT.FDI@2013", "-4"))
    typed(profile, ("CTX.EXT.ODA@2020", LONG_NUMBER), ("FDP.SOL.RESET@2015/2019", "77"), ("GOV.RAT.C97@2020", "1"))
    typed(profile, *((f"REM.IN.TOT@{year}", str(year - 1900)) for year in range(2010, 2016)))
    for year, status in enumerate("OMLQ", 2016):
        typed(profile, (f"REM.COST.IN@{year}", ""), status=status)
    for year, note in enumerate(NOTES, 2014):
        typed(profile, (f"CTX.EXT.FDI@{year}", str(year)), note=note)
    countries = "UKR RUS ROU ITA DEU FRA ESP TUR GRC POL BGR CZE GBR".split()
    typed(
        profile,
        *(
            (f"IMM.STOCK.TOT[COUNTRY_OF_BIRTH={code}]@{year}", str(100 * n + year))
            for n, code in enumerate(countries, 1)
            for year in (2015, 2018, 2020)
        ),
    )
    return profile


def exported(folder: Path, ending: str, language: str = "en", **options: object) -> Path:
    """The filled profile as a file of that ending."""
    with filled(folder, **options) as profile:
        return export(profile, folder / f"o.{ending}", report_language=language).path
