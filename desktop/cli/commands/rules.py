"""`rules`: lists the rules of a profile, switches one off with a reason, adds, tries out or removes national ones."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from desktop.cli import shapes
from desktop.cli.answer import Answer
from desktop.cli.parser import CommandParser
from desktop.language import _, current, marked
from desktop.services import rules
from desktop.services.profile import OpenProfile, open_profile
from desktop.services.rules import RuleState

SUMMARY = marked("list, switch off, add and try out rules")
EXAMPLES = (
    "rules moldova.mprofile",
    "rules moldova.mprofile --off CMP-FX --reason 'no market rate is published'",
    "rules moldova.mprofile --try national-rules.csv",
    "rules moldova.mprofile --add national-rules.csv",
)


def parser() -> CommandParser:
    p = CommandParser("rules", _(SUMMARY), EXAMPLES)
    p.add_argument("profile")
    deed = p.add_mutually_exclusive_group()
    deed.add_argument("--off", metavar="RULE", help=_("run this rule no longer; needs --reason"))
    deed.add_argument("--on", metavar="RULE", help=_("run this rule again"))
    deed.add_argument(
        "--add", metavar="FILE", help=_("add national rules (NAT-…): a table with the columns of rules.csv")
    )
    deed.add_argument(
        "--try", dest="try_out", metavar="FILE", help=_("say what such rules would find, and store nothing")
    )
    deed.add_argument("--remove", metavar="RULE", help=_("take a national rule away"))
    p.add_argument("--reason", default="")
    return p


def run(options: Namespace) -> Answer:
    if options.try_out:
        return _try_out(Path(options.profile), Path(options.try_out))
    is_writing = any((options.off, options.on, options.add, options.remove))
    with open_profile(Path(options.profile), write=is_writing) as profile:
        if options.off:
            rules.switch_off(profile, options.off, options.reason)
        elif options.on:
            rules.switch_on(profile, options.on)
        elif options.add:
            rules.write(profile, rules.read_rules(profile, Path(options.add)))
        elif options.remove:
            rules.remove(profile, options.remove)
        listed = rules.listed(profile)
    lines = [_line(one) for one in listed]
    return Answer({"rules": [_shape(one) for one in listed]}, "\n".join(lines))


def _try_out(path: Path, file: Path) -> Answer:
    with open_profile(path, write=False) as profile, profile.store.one_state():
        checked = rules.try_out(profile, added := rules.read_rules(profile, file))
        _show_with(profile, added)
        findings = [shapes.finding(profile, one) for one in checked.findings]
    lines = [f"{_(one['severity'])}: {one['id']}: {one['message']}" for one in findings]
    return Answer({"rules_run": checked.rules_run, "findings": findings}, "\n".join(lines) or _("Nothing is found."))


def _show_with(profile: OpenProfile, added: dict[str, dict[str, str]]) -> None:
    """Let the rules that are tried out be known by their words."""
    from desktop.catalogue.national import with_rules  # noqa: PLC0415

    profile.catalogue = with_rules(profile.catalogue, added)


def _line(one: RuleState) -> str:
    state = _("switched off: {reason}").format(reason=one.off) if one.off else _(one.columns["severity"])
    message = one.columns.get(f"message_{current()}") or one.columns["message_en"]
    return f"{one.code}: {state}: {message}"


def _shape(one: RuleState) -> dict[str, object]:
    return {**one.columns, "code": one.code, "national": one.is_national, "off": one.off or None}
