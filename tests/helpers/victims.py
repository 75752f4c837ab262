"""Programs that are killed in the middle: each works on a profile and says on standard output what it was told is done.

python -m tests.helpers.victims type|import|export PROFILE
"""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

from desktop.services.exporting import export
from desktop.services.importing.planning import plan_import
from desktop.services.importing.storing import apply_import
from desktop.services.profile import OpenProfile, open_profile
from desktop.services.recording import enter


def type_values(profile: OpenProfile) -> None:
    """One figure after the other; `address value` once it is stored."""
    for n in itertools.count():
        address, value = f"CTX.EXT.{('FDI', 'ODA')[n % 2]}@{2010 + n // 2 % 15}", f"{n}.50"
        enter(profile, [(address, value)], numbers="en")
        print(address, value, flush=True)


def import_tables(profile: OpenProfile) -> None:
    """The same address with another value in every file: `n` once file n is stored."""
    folder = profile.path.parent
    for n in itertools.count(1):
        rows = "".join(f"IMM.STOCK.TOT,COUNTRY_OF_BIRTH={a}{b}X,2020,{n}\n" for a in "ABCDEFGHIJ" for b in "KLMNOPQRST")
        file = folder / f"{n}.csv"
        file.write_text("indicator,items,period,value\n" + rows, encoding="utf-8")
        apply_import(profile, plan_import(profile, file))
        print(n, flush=True)


def export_files(profile: OpenProfile) -> None:
    for n in itertools.count():
        ending = ("long.csv", "csv", "xlsx", "pdf")[n % 4]
        export(profile, profile.path.with_name(f"out.{ending}"))
        print(ending, flush=True)


WORK = {"type": type_values, "import": import_tables, "export": export_files}

if __name__ == "__main__":
    with open_profile(Path(sys.argv[2]), write=True) as opened:
        WORK[sys.argv[1]](opened)
