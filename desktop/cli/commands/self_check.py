"""`--self-check`: does this installation work: everything is made, written and read once, in a folder that goes away."""

from __future__ import annotations

import tempfile
from argparse import Namespace
from pathlib import Path

from desktop.catalogue.checking import check_catalogue
from desktop.catalogue.reading import shipped
from desktop.cli.answer import Answer
from desktop.cli.parser import CommandParser
from desktop.domain.errors import KnownError
from desktop.language import LANGUAGES, _, marked, translator
from desktop.services.exporting import export
from desktop.services.profile import create_profile, open_profile
from desktop.services.recording import enter

SUMMARY = marked("does this installation work")
EXAMPLES = ("--self-check",)


def parser() -> CommandParser:
    return CommandParser("--self-check", _(SUMMARY), EXAMPLES)


def run(_options: Namespace) -> Answer:
    steps = []
    defects = check_catalogue(shipped().files)
    if defects:
        raise KnownError.of(defects)
    steps.append(_("definitions: {n} indicators").format(n=len(shipped().indicators)))
    spoken = [code for code in LANGUAGES if code == "en" or translator(code)("Examples:") != "Examples:"]
    steps.append(_("languages: {codes}").format(codes=" ".join(spoken)))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "check.mprofile"
        create_profile(path, "MDA", years=(2019, 2020))
        with open_profile(path, write=True) as profile:
            enter(profile, [("CTX.POP.TOT@2020", "2640400"), ("IMM.STOCK.TOT@2020", "104000")])
            for ending in ("long.csv", "csv", "xlsx", "pdf"):
                done = export(profile, path.with_suffix(f".{ending}"))
                steps.append(f"{done.path.name}: {done.fingerprint[:12]}")
    return Answer({"healthy": True, "steps": steps}, "\n".join(steps))
