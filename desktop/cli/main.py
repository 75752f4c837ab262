"""Owns one call of the command line: which command, in which language, what is answered, with which exit status."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Sequence
from typing import Any

from desktop import __version__
from desktop.cli.answer import Answer
from desktop.cli.problems import shape
from desktop.domain.errors import Cancelled, KnownError, Problem, WrongUse
from desktop.language import LANGUAGES, _, of_system, use

COMMANDS = {
    "new": "create",
    "info": "info",
    "set": "set",
    "get": "get",
    "import": "import_",
    "maps": "maps",
    "validate": "validate",
    "explain": "explain",
    "rules": "rules",
    "indicators": "indicators",
    "publish": "publish",
    "assign": "assign",
    "sources": "sources",
    "export": "export",
    "check": "check",
    "backup": "backup",
    "restore": "restore",
    "rebuild": "rebuild",
    "history": "history",
    "undo": "undo",
    "catalogue": "catalogue",
    "--self-check": "self_check",
    "--version": "version",
}
"""Command → its file in `commands/`."""
INTERNAL = 70
MOST_SAID = 200
"""Problems that are said to a person one by one."""


def run(arguments: Sequence[str]) -> int:
    """Run one command; the exit status of design.md 5."""
    use(_language(arguments))
    wants_json = "--json" in arguments
    command = next((a for a in arguments if a in COMMANDS), "") if _is_first_option(arguments) else arguments[0]
    try:
        answer = _answer(
            command, [a for a in arguments if a != command] if _is_first_option(arguments) else arguments[1:]
        )
    except KnownError as error:
        return _refuse(command, error, wants_json)
    except KeyboardInterrupt:
        return _refuse(command, Cancelled(), wants_json)
    except BrokenPipeError:
        return 0
    except Exception as error:  # our bug: said in a sentence, details to the log
        return _refuse(command, _internal(error), wants_json, INTERNAL)
    return _give(command, answer, wants_json)


def _is_first_option(arguments: Sequence[str]) -> bool:
    """`--json --version`, `--lang fr info P`: options before the command."""
    return arguments[0].startswith("-") and any(a in COMMANDS for a in arguments)


def _answer(command: str, arguments: Sequence[str]) -> Answer:
    if command in ("--help", "-h", "help"):
        return Answer({"commands": list(COMMANDS)}, _help())
    if command not in COMMANDS:
        raise _unknown(command)
    module = importlib.import_module(f"desktop.cli.commands.{COMMANDS[command]}")
    parser = module.parser()
    try:
        options = parser.read(arguments)
    except SystemExit as end:  # argparse printed the help
        return Answer(None, "", int(end.code or 0))
    if options.lang and options.lang not in LANGUAGES:
        raise KnownError("LANGUAGE-UNKNOWN", language=options.lang, languages=" ".join(LANGUAGES))
    answer: Answer = module.run(options)
    return answer


def _help() -> str:
    lines = [_("usage: migration-profile COMMAND [ARGUMENTS] [--json] [--lang en|fr|es]"), ""]
    for command, name in COMMANDS.items():
        module = importlib.import_module(f"desktop.cli.commands.{name}")
        lines.append(f"  {command:14}{_(module.SUMMARY)}")
    lines += ["", _("Without a command the window opens. “COMMAND --help” tells more, with examples.")]
    return "\n".join(lines)


def _unknown(command: str) -> WrongUse:
    from difflib import get_close_matches  # noqa: PLC0415  only where a word is wrong

    sys.stderr.write(_("usage: migration-profile COMMAND [ARGUMENTS] [--json] [--lang en|fr|es]") + "\n")
    near = get_close_matches(command, COMMANDS, 1, 0.5)
    if near:
        return WrongUse("COMMAND-NEAR", command=command, near=near[0])
    return WrongUse("COMMAND-UNKNOWN", command=command)


def _language(arguments: Sequence[str]) -> str:
    for at, argument in enumerate(arguments):
        if argument == "--lang" and at + 1 < len(arguments):
            return arguments[at + 1]
        if argument.startswith("--lang="):
            return argument.partition("=")[2]
    return of_system()


def _give(command: str, answer: Answer, wants_json: bool) -> int:
    if wants_json and answer.data is not None:
        _print_json(command, answer.exit, answer.data, answer.problems)
    else:
        _say_problems(answer.problems)
        if answer.text:
            _print(answer.text)
    return answer.exit


def _refuse(command: str, error: KnownError, wants_json: bool, status: int = 0) -> int:
    status = status or error.exit_status
    _say_problems(error.problems)
    if wants_json:
        _print_json(command, status, None, error.problems)
    return status


def _say_problems(problems: Sequence[Problem]) -> None:
    for problem in problems[:MOST_SAID]:
        text, place = problem.message.text(_), _place(problem)
        sys.stderr.write((f"{text} ({place})" if place else text) + "\n")

    if len(problems) > MOST_SAID:
        sys.stderr.write(_("… and {n} more; --json answers with all.").format(n=len(problems) - MOST_SAID) + "\n")


def _place(problem: Problem) -> str:
    """Where in a file, in words: `figures.csv, line 3`."""
    where = problem.where
    if where is None or where.line is None:
        return ""
    return ", ".join(filter(None, (where.file, where.sheet, _("line {n}").format(n=where.line))))


def _print_json(command: str, status: int, data: dict[str, Any] | None, problems: Sequence[Problem]) -> None:
    envelope = {
        "command": command,
        "ok": status < 2,
        "exit": status,
        "data": data,
        "problems": [shape(problem, _) for problem in problems],
    }
    _print(json.dumps(envelope, ensure_ascii=False))


def _print(text: str) -> None:
    """UTF-8 whatever the terminal says; a broken letter of a file name as `\\udc80`."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace") + b"\n")
    sys.stdout.buffer.flush()


def _internal(error: Exception) -> KnownError:
    import logging  # noqa: PLC0415  only for what nobody foresaw

    from desktop.services.person import log_file  # noqa: PLC0415

    path = log_file()
    handler = logging.FileHandler(path, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(name)s %(levelname)s %(message)s"))
    logger = logging.getLogger("desktop")
    logger.addHandler(handler)
    logger.error("unexpected", exc_info=error)
    logger.removeHandler(handler)
    handler.close()
    return KnownError("INTERNAL", kind=type(error).__name__, log=str(path))


def version_text() -> str:
    return f"Migration Profile {__version__}"
