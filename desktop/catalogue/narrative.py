"""Owns which text blocks a module has: an introduction, one for each issue the catalogue asks to discuss, conclusions."""

from __future__ import annotations

from typing import NamedTuple

from desktop.catalogue.model import Module, in_language


class Block(NamedTuple):
    """One block. `kind`: introduction, issue, conclusions; `prompt` is the issue as the catalogue words it, else empty."""

    id: str
    module: str
    kind: str
    prompt: str


def blocks_of(module: Module, language: str) -> list[Block]:
    """The blocks of a module in the order in which they are read; the number of an issue is its place in the catalogue's list."""
    issues = [issue.strip() for issue in in_language(module.main_issues, language).split(";")]
    code = module.code
    return [
        Block(f"{code}/introduction", code, "introduction", ""),
        *(Block(f"{code}/issue-{number}", code, "issue", issue) for number, issue in enumerate(issues, 1) if issue),
        Block(f"{code}/conclusions", code, "conclusions", ""),
    ]
