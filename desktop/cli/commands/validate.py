"""`validate`: runs every rule."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from desktop.cli import shapes
from desktop.cli.answer import Answer
from desktop.cli.parser import CommandParser
from desktop.language import _, current, marked
from desktop.services import asking, checking, exported, exporting, partners
from desktop.services.profile import open_profile

SUMMARY = marked("run the rules")
EXAMPLES = ("validate moldova.mprofile", "validate moldova.mprofile --module IMM --severity error --json")


def parser() -> CommandParser:
    p = CommandParser("validate", _(SUMMARY), EXAMPLES)
    p.add_argument("profile")
    p.add_argument("--module", action="append", help=_("only findings of this module"))
    p.add_argument("--rule", action="append", help=_("only this rule"))
    p.add_argument("--severity", help=_("exactly this one: error, warning, info"))
    p.add_argument(
        "--partners", nargs="+", default=[], metavar="FILE",
        help=_("profiles, SDMX-CSV files or long tables (ROU.long.csv) of partner countries"),
    )  # fmt: skip
    p.add_argument("--new-since-export", action="store_true", help=_("only what the last export did not have yet"))
    p.add_argument("--list", metavar="OUT", help=_("write the findings as a list too: OUT.csv or OUT.xlsx"))
    return p


def run(options: Namespace) -> Answer:
    with open_profile(Path(options.profile), write=False) as profile, profile.store.one_state():
        others = partners.read_partners(profile, [Path(name) for name in options.partners])
        checked = checking.check(
            profile, rules=options.rule, modules=options.module, severity=options.severity, partners=others.figures
        )
        findings = checked.findings
        if options.new_since_export:
            known = exported.known(profile)
            findings = [one for one in findings if one.id not in known]
        if options.list:
            exporting.export_findings(profile, Path(options.list), findings, language=current())
        counts = asking.counts_of(profile, findings)
        data = {
            "rules_run": checked.rules_run,
            "counts": counts._asdict(),
            "findings": [shapes.finding(profile, one) for one in findings],
        }
    lines = [f"{_(f['severity'])}: {f['id']}: {f['message']}" for f in data["findings"]]  # type: ignore[attr-defined]
    lines.append(
        _("errors {error} · warnings {warning} · information {info} · explained {explained}").format(**counts._asdict())
    )
    return Answer(data, "\n".join(lines), 1 if counts.error else 0, others.problems)
