"""Shows what the program does: makes the sample profiles, records, checks, exports, and opens the window if there is a display."""

from __future__ import annotations

import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

from desktop.domain.number import shown
from desktop.language import of_system, use
from desktop.services import asking, checking
from desktop.services.exporting import export
from desktop.services.profile import open_profile
from desktop.services.recording import Attributes, enter
from desktop.services.samples import make_sample, samples

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "demo-output"


def main() -> int:
    """Ten lines that a visitor understands; exit 0."""
    use(of_system())
    say = print
    OUT.mkdir(exist_ok=True)
    say("Migration Profile: three sample profiles with published figures of the UN, the World Bank and UNHCR.")
    for sample in samples():
        path = OUT / f"{sample.country.lower()}.mprofile"
        path.unlink(missing_ok=True)
        make_sample(sample.country, path)
        with open_profile(path, write=False) as profile:
            findings = checking.check(profile).findings
            counts = asking.counts_of(profile, findings)
            filled = sum(state.filled for state in asking.module_states(profile, findings))
            say(
                f"  {path.name}: {sample.title}; {asking.number_of_observations(profile):,} figures, {filled} indicators; "
                f"{counts.error} errors, {counts.warning} warnings."
            )
    with open_profile(OUT / "mda.mprofile", write=True) as profile:
        done = enter(
            profile,
            [("IMM.FLOW.TOT@2023", "12 p"), ("IMM.FLOW.TOT@2024", "about 5,000"), ("EMI.FLOW.TOT@2023", "18,570")],
            numbers="en",
            attributes=Attributes(note="typed by the demonstration"),
        )
        say(
            f"Typed three figures: {len(done.findings)} remarks at once; “about 5,000” is kept, marked, and is no number."
        )
        net = asking.rows_at(profile, "DRV.NET.RATE@2022")
        if net and net[0].computed:
            rate = shown(str(round(Decimal(net[0].observation.value or "0"), 1)), "en")
            parts = " and ".join(address for address, _ in net[0].computed.parts)
            say(f"Worked out: net migration rate 2022 = {rate} per 1,000, from {parts}.")
        for ending, what in (("xlsx", "workbook"), ("pdf", "report"), ("csv", "SDMX-CSV, its sources beside it")):
            written = export(profile, OUT / f"moldova.{ending}")
            say(f"Exported the {what}: demo-output/{written.path.name}, state {written.fingerprint[:12]}.")
    say(
        "Everything lies in demo-output/. The same from the command line: python3 installers/bootstrap.py run -- --help"
    )
    if has_display():
        subprocess.Popen([sys.executable, str(ROOT / "main.py"), str(OUT / "mda.mprofile")], cwd=ROOT)
    return 0


def has_display() -> bool:
    """Whether a window could be seen."""
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


if __name__ == "__main__":
    sys.exit(main())
