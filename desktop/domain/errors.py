"""Owns what can go wrong in words: every code with its sentence, and the few kinds of refusal with their exit status.

A *finding* about data is returned, never raised. A `KnownError` is raised where it is met, caught where the person's deed is known,
and shown once. Anything else is our bug and is not caught.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from desktop.domain.messages import MESSAGES
from desktop.language import Translate


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file something stands; parts that do not apply are None. `line` is the first line of a record, from 1."""

    file: str | None = None
    sheet: str | None = None
    cell: str | None = None
    line: int | None = None
    column: str | None = None

    def parts(self) -> dict[str, str | int]:
        names = ("file", "sheet", "cell", "line", "column")
        return {name: getattr(self, name) for name in names if getattr(self, name) is not None}


@dataclass(frozen=True, slots=True)
class Message:
    """A code of `messages.MESSAGES` with the fields of its sentence."""

    code: str
    context: Mapping[str, object] = field(default_factory=dict)

    def text(self, translate: Translate) -> str:
        return translate(MESSAGES[self.code]).format(**self.context)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to tell a person: what, how grave (`error` `warning` `info`), where in a file, at which address."""

    message: Message
    severity: str = "error"
    where: Place | None = None
    address: str | None = None


class KnownError(Exception):
    """A problem that was foreseen: one or more `Problem`s and the exit status of the command line."""

    exit_status = 3

    def __init__(self, code: str, /, *, where: Place | None = None, address: str | None = None, **context: object):
        super().__init__(code)
        self.problems: tuple[Problem, ...] = (Problem(Message(code, context), "error", where, address),)

    @classmethod
    def of(cls, problems: Iterable[Problem]) -> KnownError:
        """One error that carries several problems found together."""
        all_of_them = tuple(problems)
        error = cls(all_of_them[0].message.code)
        error.problems = all_of_them
        return error

    @property
    def code(self) -> str:
        return self.problems[0].message.code

    def text(self, translate: Translate) -> str:
        return "\n".join(problem.message.text(translate) for problem in self.problems)


class Refused(KnownError):
    """The input was refused; nothing changed (exit 3)."""


class CannotOpen(KnownError):
    """The profile cannot be opened: damaged, foreign, newer, locked, not there (exit 4)."""

    exit_status = 4


class WrongUse(KnownError):
    """The shape of the command line is wrong (exit 2)."""

    exit_status = 2


class Unreachable(KnownError):
    """The other side of an exchange cannot be reached (exit 5)."""

    exit_status = 5


class Cancelled(KnownError):
    """A person stopped it; the old state is as it was (exit 130)."""

    exit_status = 130

    def __init__(self) -> None:
        super().__init__("CANCELLED")
