"""Owns how arguments are taken apart: one parser per command, built only for the command that is called."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import NoReturn

from desktop.domain.errors import WrongUse
from desktop.language import _

_DASH = "\ue000"
"""Stands before a value that begins with a dash while argparse looks at it: there are no short options but -h."""


class CommandParser(argparse.ArgumentParser):
    """Raises `WrongUse` with the usage line printed, instead of ending the program."""

    def __init__(self, command: str, summary: str, examples: Sequence[str]):
        super().__init__(
            prog=f"migration-profile {command}",
            description=summary,
            epilog=_("Examples:") + "\n" + "\n".join(f"  migration-profile {example}" for example in examples),
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        self.add_argument("--json", action="store_true", help=_("answer with one JSON object"))
        self.add_argument("--lang", default="", help=_("language of messages: en, fr, es"))

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        raise WrongUse("USAGE", reason=message)

    def read(self, arguments: Sequence[str]) -> argparse.Namespace:
        """Options anywhere between the values; a value may begin with a single dash."""
        options = self.parse_intermixed_args([_hidden(argument) for argument in arguments])
        for name, value in vars(options).items():
            if isinstance(value, str):
                setattr(options, name, value.removeprefix(_DASH))
            elif isinstance(value, list):
                setattr(options, name, [item.removeprefix(_DASH) for item in value])
        return options


def _hidden(argument: str) -> str:
    is_value = argument.startswith("-") and not argument.startswith("--") and argument not in ("-h", "-")
    is_value = is_value or argument.startswith(_DASH)
    return _DASH + argument if is_value else argument
