"""`--version`: which version this is."""

from __future__ import annotations

from argparse import Namespace

from desktop import __version__
from desktop.catalogue.reading import shipped
from desktop.cli.answer import Answer
from desktop.cli.parser import CommandParser
from desktop.language import _, marked

SUMMARY = marked("which version this is")
EXAMPLES = ("--version",)


def parser() -> CommandParser:
    return CommandParser("--version", _(SUMMARY), EXAMPLES)


def run(_options: Namespace) -> Answer:
    identity = shipped().identity
    text = f"Migration Profile {__version__}"
    return Answer({"version": __version__, "catalogue": identity._asdict()}, text)
