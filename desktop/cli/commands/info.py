"""`info`: what a profile is, how full, how many findings, its fingerprint."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from desktop.cli import shapes
from desktop.cli.answer import Answer
from desktop.cli.parser import CommandParser
from desktop.language import _, marked
from desktop.services import asking, checking
from desktop.services.profile import open_profile

SUMMARY = marked("what a profile is, how full, how many findings")
EXAMPLES = ("info moldova.mprofile", "info moldova.mprofile --json")


def parser() -> CommandParser:
    p = CommandParser("info", _(SUMMARY), EXAMPLES)
    p.add_argument("profile")
    return p


def run(options: Namespace) -> Answer:
    path = Path(options.profile)
    with open_profile(path, write=False) as profile, profile.store.one_state():
        findings = checking.check(profile).findings
        modules = asking.module_states(profile, findings)
        counts = asking.counts_of(profile, findings)
        changes = profile.store.reader.number_of_changes()
        data = {
            **shapes.settings(path, profile.settings),
            "observations": asking.number_of_observations(profile),
            "sources": len(profile.figures.sources),
            "changes": changes,
            "conflicts": profile.store.reader.number_of_conflicts(),
            "unsent": changes,
            "fingerprint": asking.fingerprint(profile, findings),
            "practice": profile.settings.practice,
            "counts": counts._asdict(),
            "modules": [shapes.module(profile, module) for module in modules],
        }
    return Answer(data, _words(data))


def _words(data: dict[str, object]) -> str:
    counts, modules = data["counts"], data["modules"]
    assert isinstance(counts, dict)
    assert isinstance(modules, list)
    lines = [
        f"{data['title']} ({data['country']}, {data['profile_id']})",
        _("figures {observations} · sources {sources} · changes {changes} · conflicts {conflicts}").format(**data),
        _("errors {error} · warnings {warning} · information {info} · explained {explained}").format(**counts),
        _("fingerprint {fingerprint}").format(**data),
    ]
    for module in modules:
        lines.append(f"  {module['code']}  {module['filled']:3} / {module['indicators']:3}  {module['title']}")
    return "\n".join(lines)
