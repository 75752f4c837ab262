"""Owns how arguments are taken apart: one parser per command, built only for the command that is called."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import NoReturn

from desktop.domain.errors import WrongUse
from desktop.language import _, marked

_DASH = "\ue000"
"""Stands before a value that begins with a dash while argparse looks at it: there are no short options but -h."""

OF_ARGPARSE = (
    marked("usage: "), marked("positional arguments"), marked("options"), marked("show this help message and exit"),
    marked("argument %(argument_name)s: %(message)s"), marked("expected one argument"),
    marked("expected at most one argument"), marked("expected at least one argument"),
    marked("the following arguments are required: %s"), marked("unrecognized arguments: %s"),
    marked("not allowed with argument %s"), marked("ignored explicit argument %r"),
    marked("invalid choice: %(value)r (choose from %(choices)s)"), marked("invalid %(type)s value: %(value)r"),
)  # fmt: skip
"""What argparse says of itself where our commands use it, marked so that it is translated with our sentences."""
vars(argparse)["_"] = _  # argparse looks its words up under this name, each time it needs them


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
        self.usage = (
            self.format_usage().partition(_("usage: "))[2].rstrip()
        )  # argparse cuts seven letters, as in English
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
