"""Owns a source: a record typed once and cited by every value that uses it (design.md 2, 6)."""

from __future__ import annotations

from typing import NamedTuple

SOURCE_FIELDS = (
    "title",
    "institution",
    "type",
    "reference_date",
    "period_from",
    "period_to",
    "coverage",
    "definition_note",
    "method_note",
    "url",
    "licence",
)
"""The eleven fields beside the id, in the order of the table of sources; `title` is required."""


class Source(NamedTuple):
    """One source; empty text where a field is not filled."""

    id: str
    title: str
    institution: str = ""
    type: str = ""
    reference_date: str = ""
    period_from: str = ""
    period_to: str = ""
    coverage: str = ""
    definition_note: str = ""
    method_note: str = ""
    url: str = ""
    licence: str = ""
