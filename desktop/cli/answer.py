"""Owns what a command gives back: data for machines, text for people, problems, exit status."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from desktop.domain.errors import Problem


@dataclass(frozen=True, slots=True)
class Answer:
    """`text` is printed for people; `data` is the object of that name in JSON. Exit 1: done, and the data have errors."""

    data: dict[str, Any] | None
    text: str
    exit: int = 0
    problems: Sequence[Problem] = field(default_factory=tuple)
