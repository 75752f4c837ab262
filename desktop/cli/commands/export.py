"""`export`: writes a file in the format of its ending."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from desktop.cli.answer import Answer
from desktop.cli.parser import CommandParser
from desktop.language import _, marked
from desktop.services.exporting import export
from desktop.services.profile import open_profile

SUMMARY = marked("write a workbook, report, SDMX-CSV or long table")
EXAMPLES = (
    "export moldova.mprofile moldova.xlsx",
    "export moldova.mprofile interior.xlsx --institution 'Ministry of Interior'",
    "export moldova.mprofile moldova.pdf --report-lang fr --modules IMM,EMI",
)


def parser() -> CommandParser:
    p = CommandParser("export", _(SUMMARY), EXAMPLES)
    p.add_argument("profile")
    p.add_argument("out", help=_("a name ending in .xlsx .pdf .csv .long.csv"))
    p.add_argument("--modules", help=_("codes separated by commas"))
    p.add_argument("--report-lang", default="", help=_("language of the export: en, fr, es"))
    p.add_argument("--institution", default="", help=_("only what is assigned to it"))
    p.add_argument("--blank", action="store_true", help=_("a workbook to fill in, without figures"))
    p.add_argument("--final", action="store_true", help=_("refuse while errors or unexplained warnings are left"))
    return p


def run(options: Namespace) -> Answer:
    modules = [code.strip() for code in options.modules.split(",") if code.strip()] if options.modules else None
    with open_profile(Path(options.profile), write=False) as profile, profile.store.one_state():
        done = export(
            profile,
            Path(options.out),
            modules=modules,
            report_language=options.report_lang,
            final=options.final,
            blank=options.blank,
            institution=options.institution,
        )
    counts = done.findings._asdict()
    counts.pop("explained")
    data = {
        "path": str(done.path),
        "kind": done.kind,
        "fingerprint": done.fingerprint,
        "observations": done.observations,
        "findings": counts,
    }
    if done.kind == "workbook":
        data["sheets"] = list(done.written.sheets)
    if done.kind == "report":
        data["pages"] = done.written.pages
    text = _("{path}: {n} figures, fingerprint {mark}").format(
        path=done.path, n=done.observations, mark=done.fingerprint[:12]
    )
    return Answer(data, text, problems=done.problems)
